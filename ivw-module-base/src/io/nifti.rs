//! NIfTI-1 and NIfTI-2: medical volumes, in one file (`.nii`) or in two (`.hdr` and `.img`),
//! compressed or not.
//!
//! Voxels are kept as stored.
//! The data range is that of the numbers in the whole file, the value range is the same after the
//! header's slope and intercept.
//! Model space is the scanner's, in the header's unit (millimetres unless it says otherwise): the
//! sform where there is one, else the qform, else spacing around the origin.
//! The world matrix is the identity, so a head is some 200 units wide: let the camera fit it.
//! More than three dimensions are a sequence of volumes.

use super::source::{ByteOrder, Source};
use glam::{DMat3, DMat4, DQuat, DVec3};
use ivw_core::abi::RString;
use ivw_core::data::{Format, Number, Swizzle, Volume};
use ivw_core::error::{Context as _, Error, Result};
use nifti::{Endianness, NiftiHeader, NiftiType};
use std::path::{Path, PathBuf};

/// Bytes of a header of version 1, and of version 2.
const HEADER_LEN: [usize; 2] = [348, 540];

/// Reads all volumes of a file, or of the two files that belong together.
pub(super) fn read(path: &Path) -> Result<Vec<Volume>> {
    let (header_path, voxels_path) = pair(path);
    let mut source = Source::maybe_gzip(&header_path)?;
    let (header, header_len) = header(&mut source)?;
    let layout = Layout::of(&header)?;

    let is_one_file = &header.magic == b"n+1\0";
    let start = header.vox_offset.clamp(0.0, 1e9) as u64;
    let mut volumes = match is_one_file {
        true => {
            source.skip(start.saturating_sub(header_len as u64))?;
            layout.volumes(&mut source)?
        }
        false => {
            let voxels_path = voxels_path.ok_or_else(|| {
                Error::new("the voxels belong into a file of their own")
                    .hint("open the .hdr or .img file, with both of them in one folder")
            })?;
            let mut source = Source::maybe_gzip(&voxels_path)?;
            source.skip(start)?;
            layout.volumes(&mut source).at(voxels_path.display())?
        }
    };
    describe(&header, &mut volumes);
    Ok(volumes)
}

/// The header and the voxels of two files that belong together, or the one file.
fn pair(path: &Path) -> (PathBuf, Option<PathBuf>) {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let is_gzip = name.to_lowercase().ends_with(".gz");
    let stem = if is_gzip { &name[..name.len() - 3] } else { &name[..] };
    let lower = stem.to_lowercase();
    if !(lower.ends_with(".hdr") || lower.ends_with(".img")) {
        return (path.to_owned(), None);
    }
    let stem = &stem[..stem.len() - 4];
    let sibling = |extension: &str| {
        let plain = path.with_file_name(format!("{stem}.{extension}"));
        let gzip = path.with_file_name(format!("{stem}.{extension}.gz"));
        if plain.exists() || !gzip.exists() { plain } else { gzip }
    };
    match lower.ends_with(".hdr") {
        true => (path.to_owned(), Some(sibling("img"))),
        false => (sibling("hdr"), Some(path.to_owned())),
    }
}

/// The header and the number of its bytes.
fn header(source: &mut Source) -> Result<(NiftiHeader, usize)> {
    let [one, two] = HEADER_LEN;
    let mut bytes = source.head(one)?;
    let byte_order = match bytes.first_chunk() {
        Some([0x1c, 2, 0, 0]) => Some(ByteOrder::Little),
        Some([0, 0, 2, 0x1c]) => Some(ByteOrder::Big),
        _ => None,
    };
    let len = if byte_order.is_some() { two } else { one };
    bytes.extend(source.head(len - one)?);
    if bytes.len() < len {
        return Err(Error::new(format!(
            "the file is no NIfTI file, or truncated: a header has {len} bytes, but there are {}",
            bytes.len()
        )));
    }
    let header = match byte_order {
        Some(byte_order) => version_2(&bytes, byte_order)?,
        None => NiftiHeader::from_reader(&bytes[..]).map_err(|_| {
            Error::new("the file is no NIfTI file: it has no \"n+1\" or \"ni1\" at byte 344")
        })?,
    };
    Ok((header, len))
}

/// A header of version 2 as one of version 1, which says the same in smaller numbers.
fn version_2(bytes: &[u8], byte_order: ByteOrder) -> Result<NiftiHeader> {
    let read = |number: Number, at: usize| {
        let mut bytes: Vec<u8> = bytes[at..at + number.size()].to_vec();
        byte_order.swap_native(&mut bytes, number.size());
        number.read(&bytes)
    };
    let float = |at| read(Number::F64, at) as f32;
    let floats = |at| std::array::from_fn(|n| float(at + 8 * n));
    let mut header = NiftiHeader {
        datatype: read(Number::I16, 12) as i16,
        pixdim: std::array::from_fn(|n| float(104 + 8 * n)),
        vox_offset: read(Number::I64, 168) as f32,
        scl_slope: float(176),
        scl_inter: float(184),
        cal_max: float(192),
        cal_min: float(200),
        toffset: float(216),
        descrip: bytes[240..320].to_vec(),
        qform_code: read(Number::I32, 344) as i16,
        sform_code: read(Number::I32, 348) as i16,
        quatern_b: float(352),
        quatern_c: float(360),
        quatern_d: float(368),
        quatern_x: float(376),
        quatern_y: float(384),
        quatern_z: float(392),
        srow_x: floats(400),
        srow_y: floats(432),
        srow_z: floats(464),
        xyzt_units: read(Number::I32, 500) as u8,
        magic: if &bytes[4..7] == b"n+2" { *b"n+1\0" } else { *b"ni1\0" },
        endianness: match byte_order {
            ByteOrder::Little => Endianness::Little,
            ByteOrder::Big => Endianness::Big,
        },
        ..NiftiHeader::default()
    };
    header.intent_name.copy_from_slice(&bytes[508..524]);
    for (n, dim) in header.dim.iter_mut().enumerate() {
        let side = read(Number::I64, 16 + 8 * n);
        *dim = match side {
            // Dimensions beyond the last one are often left at zero.
            0.0..=65535.0 => side as u16,
            _ => return Err(Error::new(format!("{side} voxels along one dimension are too many"))),
        };
    }
    Ok(header)
}

/// How voxels lie in a file.
struct Layout {
    dims: [u32; 3],
    n_volumes: usize,
    format: Format,
    byte_order: ByteOrder,
    /// Bytes of one volume.
    len: usize,
}

impl Layout {
    fn of(header: &NiftiHeader) -> Result<Self> {
        let shape = header.dim().map_err(|error| {
            Error::new(format!("the header's dimensions make no sense: {error}"))
        })?;
        let side = |n: usize| u32::from(shape.get(n).copied().unwrap_or(1));
        let dims = [side(0), side(1), side(2)];
        let n_volumes = shape.iter().skip(3).try_fold(1, |n: usize, &m| n.checked_mul(m.into()));
        let format = format(header)?;
        let len = dims.iter().try_fold(format.size(), |len, &n| len.checked_mul(n as usize));
        let fits = |len: &usize| n_volumes.and_then(|n| n.checked_mul(*len)).is_some();
        let (Some(len), Some(n_volumes)) = (len.filter(fits), n_volumes) else {
            return Err(Error::new("the header describes more voxels than any memory holds"));
        };
        let byte_order = match header.endianness {
            Endianness::Little => ByteOrder::Little,
            Endianness::Big => ByteOrder::Big,
        };
        Ok(Self { dims, n_volumes, format, byte_order, len })
    }

    fn volumes(&self, source: &mut Source) -> Result<Vec<Volume>> {
        source.expect((self.len * self.n_volumes) as u64)?;
        let volume = |_| {
            let mut voxels = source.block(self.len)?;
            self.byte_order.swap_native(voxels.bytes_mut(), self.format.number.size());
            Volume::from_memory(self.dims, self.format, voxels)
        };
        (0..self.n_volumes).map(volume).collect()
    }
}

fn format(header: &NiftiHeader) -> Result<Format> {
    let unfit = |what: &str| {
        Error::new(format!("{what} can not be voxels (data type {})", header.datatype))
            .hint("convert the file to 32-bit floating point numbers")
    };
    let kind = header.data_type().map_err(|_| unfit("numbers of an unknown type"))?;
    Ok(match kind {
        NiftiType::Uint8 => Format::new(Number::U8, 1),
        NiftiType::Int8 => Format::new(Number::I8, 1),
        NiftiType::Uint16 => Format::new(Number::U16, 1),
        NiftiType::Int16 => Format::new(Number::I16, 1),
        NiftiType::Uint32 => Format::new(Number::U32, 1),
        NiftiType::Int32 => Format::new(Number::I32, 1),
        NiftiType::Uint64 => Format::new(Number::U64, 1),
        NiftiType::Int64 => Format::new(Number::I64, 1),
        NiftiType::Float32 => Format::new(Number::F32, 1),
        NiftiType::Float64 => Format::new(Number::F64, 1),
        NiftiType::Rgb24 => Format::new(Number::U8, 3),
        NiftiType::Rgba32 => Format::new(Number::U8, 4),
        NiftiType::Complex64 | NiftiType::Complex128 | NiftiType::Complex256 => {
            return Err(unfit("complex numbers"));
        }
        NiftiType::Float128 => return Err(unfit("128-bit numbers")),
    })
}

/// Says where volumes are and what their numbers mean.
fn describe(header: &NiftiHeader, volumes: &mut [Volume]) {
    let data_range = super::data_range(&*volumes);
    let (slope, intercept) = (f64::from(header.scl_slope), f64::from(header.scl_inter));
    // No slope means no scaling, and colours have none.
    let is_scaled = slope != 0.0 && slope.is_finite() && intercept.is_finite();
    let is_color = volumes.first().is_some_and(|volume| volume.format.components > 1);
    let value_range = match is_scaled && !is_color {
        true => data_range.map(|stored| slope * stored + intercept),
        false => data_range,
    };
    let unit = match header.xyzt_units & 7 {
        1 => "m",
        3 => "µm",
        _ => "mm",
    };
    for (n, volume) in volumes.iter_mut().enumerate() {
        let model = space_from_index(header, volume.size().as_dvec3())
            * volume.data_from_index().as_dmat4().inverse();
        volume.model = model.as_mat4().to_cols_array_2d();
        volume.data_map.data_range = data_range;
        volume.data_map.value_range = value_range;
        volume.axes.iter_mut().for_each(|axis| axis.unit = RString::from(unit));
        if is_color {
            volume.data_map.data_range = [0.0, 255.0];
            volume.data_map.value_range = [0.0, 255.0];
            volume.swizzle = Swizzle::of_colors(volume.format.components);
        }
        let text = |bytes: &[u8]| {
            let len = bytes.iter().position(|&byte| byte == 0).unwrap_or(bytes.len());
            String::from_utf8_lossy(&bytes[..len]).trim().to_owned()
        };
        for (name, value) in
            [("descrip", text(&header.descrip)), ("intent_name", text(&header.intent_name))]
        {
            if !value.is_empty() {
                volume.metadata.set(name, &value);
            }
        }
        if header.cal_min < header.cal_max {
            volume.metadata.set("cal_min", &header.cal_min.to_string());
            volume.metadata.set("cal_max", &header.cal_max.to_string());
        }
        if header.dim[0] >= 4 && header.pixdim[4] > 0.0 {
            let time = header.toffset + n as f32 * header.pixdim[4];
            volume.metadata.set("timestamp", &time.to_string());
        }
    }
}

/// From voxel indices to the scanner's space: the best that the header has.
fn space_from_index(header: &NiftiHeader, dims: DVec3) -> DMat4 {
    let rows = [header.srow_x, header.srow_y, header.srow_z, [0.0, 0.0, 0.0, 1.0]];
    let sform = DMat4::from_cols_array_2d(&rows.map(|row| row.map(f64::from))).transpose();
    let spacing = DVec3::from_array([1, 2, 3].map(|n| f64::from(header.pixdim[n]))).abs();
    let spacing = DVec3::select(spacing.cmpgt(DVec3::ZERO), spacing, DVec3::ONE);
    let candidates =
        [(header.sform_code > 0, sform), (header.qform_code > 0, qform(header, spacing))];
    for (is_given, matrix) in candidates {
        if is_given && matrix.is_finite() && matrix.determinant() != 0.0 {
            return matrix;
        }
        if is_given {
            tracing::warn!("a transformation in the header is flat or not finite: left aside");
        }
    }
    let centre = (dims - 1.0) / 2.0;
    DMat4::from_scale(spacing) * DMat4::from_translation(-centre)
}

fn qform(header: &NiftiHeader, spacing: DVec3) -> DMat4 {
    let [b, c, d] = [header.quatern_b, header.quatern_c, header.quatern_d].map(f64::from);
    // The file leaves out the real part, which makes the length one.
    let real = (1.0 - b * b - c * c - d * d).max(0.0).sqrt();
    let rotation = DMat3::from_quat(DQuat::from_xyzw(b, c, d, real).normalize());
    let handedness = if header.pixdim[0] < 0.0 { -1.0 } else { 1.0 };
    let scale = spacing * DVec3::new(1.0, 1.0, handedness);
    let shift = [header.quatern_x, header.quatern_y, header.quatern_z].map(f64::from);
    DMat4::from_translation(shift.into()) * DMat4::from_mat3(rotation) * DMat4::from_scale(scale)
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::Vec3;

    /// A little-endian header of a volume, changed by a function.
    fn file(dims: &[i16], datatype: i16, change: impl FnOnce(&mut [u8]), voxels: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0; 352];
        bytes[..4].copy_from_slice(&348i32.to_le_bytes());
        put(&mut bytes, 40, &(dims.len() as i16).to_le_bytes());
        for (n, dim) in dims.iter().enumerate() {
            put(&mut bytes, 42 + 2 * n, &dim.to_le_bytes());
        }
        put(&mut bytes, 70, &datatype.to_le_bytes());
        for n in 0..8 {
            put(&mut bytes, 76 + 4 * n, &1f32.to_le_bytes());
        }
        put(&mut bytes, 108, &352f32.to_le_bytes());
        put(&mut bytes, 344, b"n+1\0");
        change(&mut bytes);
        bytes.extend(voxels);
        bytes
    }

    fn put(bytes: &mut [u8], at: usize, value: &[u8]) {
        bytes[at..at + value.len()].copy_from_slice(value);
    }

    fn floats(bytes: &mut [u8], at: usize, values: &[f32]) {
        for (n, value) in values.iter().enumerate() {
            put(bytes, at + 4 * n, &value.to_le_bytes());
        }
    }

    fn check(bytes: &[u8]) -> Result<Vec<Volume>> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.nii");
        std::fs::write(&path, bytes)?;
        read(&path)
    }

    #[test]
    fn numbers_of_any_type_are_kept_and_scaled_by_the_data_map() -> Result<()> {
        for (code, number) in [
            (2, Number::U8),
            (256, Number::I8),
            (512, Number::U16),
            (4, Number::I16),
            (768, Number::U32),
            (8, Number::I32),
            (1280, Number::U64),
            (1024, Number::I64),
            (16, Number::F32),
            (64, Number::F64),
        ] {
            let mut voxels = vec![0; 2 * number.size()];
            number.write(3.0, &mut voxels);
            number.write(100.0, &mut voxels[number.size()..]);
            let volume =
                check(&file(&[2, 1, 1], code, |h| floats(h, 112, &[-2.0, 10.0]), &voxels))?
                    .remove(0);
            assert_eq!(volume.format, Format::new(number, 1));
            assert_eq!([volume.voxel_at(0)[0], volume.voxel_at(1)[0]], [3.0, 100.0]);
            assert_eq!(volume.data_map.data_range, [3.0, 100.0]);
            assert_eq!(volume.data_map.value(5.0), 0.0);
            assert_eq!(volume.axes[0].unit, "mm");
        }
        Ok(())
    }

    #[test]
    fn voxel_centres_are_where_the_sform_puts_indices() -> Result<()> {
        let change = |h: &mut [u8]| {
            put(h, 254, &1i16.to_le_bytes());
            floats(h, 280, &[0.0, -2.0, 0.0, 10.0, 3.0, 0.0, 0.5, 20.0, 0.0, 0.0, 4.0, 30.0]);
        };
        let volume = check(&file(&[2, 3, 4], 2, change, &[0; 24]))?.remove(0);
        let at = |index| volume.world_from_index().transform_point3(index);
        assert!(at(Vec3::ZERO).abs_diff_eq(Vec3::new(10.0, 20.0, 30.0), 1e-4));
        let expected = Vec3::new(10.0 - 4.0, 20.0 + 3.0 + 1.5, 30.0 + 12.0);
        assert!(at(Vec3::new(1.0, 2.0, 3.0)).abs_diff_eq(expected, 1e-4));
        Ok(())
    }

    #[test]
    fn the_qform_turns_scales_and_may_mirror() -> Result<()> {
        let change = |h: &mut [u8]| {
            put(h, 252, &1i16.to_le_bytes());
            floats(h, 76, &[-1.0, 2.0, 3.0, 4.0]);
            // Half a turn about z, then the shift.
            floats(h, 256, &[0.0, 0.0, 1.0, 5.0, 6.0, 7.0]);
        };
        let volume = check(&file(&[2, 2, 2], 2, change, &[0; 8]))?.remove(0);
        let far = volume.world_from_index().transform_point3(Vec3::ONE);
        assert!(far.abs_diff_eq(Vec3::new(5.0 - 2.0, 6.0 - 3.0, 7.0 - 4.0), 1e-4), "{far}");
        Ok(())
    }

    #[test]
    fn without_a_form_or_with_a_flat_one_it_is_centred() -> Result<()> {
        let flat = |h: &mut [u8]| {
            put(h, 254, &1i16.to_le_bytes());
            floats(h, 76, &[1.0, 2.0, 0.0, f32::NAN]);
        };
        let volume = check(&file(&[4, 2, 2], 2, flat, &[0; 16]))?.remove(0);
        assert_eq!(volume.basis() * Vec3::ONE, Vec3::new(8.0, 2.0, 2.0));
        assert_eq!(volume.offset(), Vec3::new(-4.0, -1.0, -1.0));
        Ok(())
    }

    #[test]
    fn time_is_a_sequence_and_colours_have_channels() -> Result<()> {
        let volumes = check(&file(&[1, 1, 2, 3], 2, |_| {}, &[1, 2, 3, 4, 5, 6]))?;
        let voxels: Vec<_> = volumes.iter().map(|volume| volume.voxels.bytes()).collect();
        assert_eq!(voxels, [[1, 2], [3, 4], [5, 6]]);
        assert_eq!(volumes[0].data_map.data_range, [1.0, 6.0]);
        assert_eq!(volumes[2].metadata.get("timestamp"), Some("2"));
        let colors = check(&file(&[1, 1], 128, |_| {}, &[1, 2, 3]))?.remove(0);
        assert_eq!((colors.format, colors.swizzle), (Format::new(Number::U8, 3), Swizzle::RGB));
        Ok(())
    }

    #[test]
    fn big_endian_pairs_of_files_read_the_same_from_either_name() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let mut header = file(&[2, 1, 1], 4, |h| put(h, 344, b"ni1\0"), &[]);
        // Big endian: swap what the reader looks at.
        for range in [0..4, 108..112].into_iter().chain((76..108).step_by(4).map(|n| n..n + 4)) {
            header[range].reverse();
        }
        (40..56).step_by(2).for_each(|n| header[n..n + 2].reverse());
        header[70..72].reverse();
        header[108..112].fill(0);
        std::fs::write(folder.path().join("a.hdr"), header)?;
        let missing = read(&folder.path().join("a.hdr")).unwrap_err().to_string();
        assert!(missing.contains("a.img"), "{missing}");
        std::fs::write(folder.path().join("a.img"), [0, 7, 1, 0])?;
        for name in ["a.hdr", "a.img"] {
            let volume = read(&folder.path().join(name))?.remove(0);
            assert_eq!(volume.voxels.elements::<i16>(), [7, 256]);
        }
        Ok(())
    }

    #[test]
    fn version_2_says_the_same_in_wider_numbers() -> Result<()> {
        for byte_order in [ByteOrder::Little, ByteOrder::Big] {
            let mut bytes = vec![0; 544];
            let mut put = |number: Number, at: usize, value: f64| {
                let target = &mut bytes[at..at + number.size()];
                number.write(value, target);
                byte_order.swap_native(target, number.size());
            };
            put(Number::I32, 0, 540.0);
            put(Number::I16, 12, 4.0);
            for (n, dim) in [3.0, 2.0, 1.0, 1.0].into_iter().enumerate() {
                put(Number::I64, 16 + 8 * n, dim);
            }
            put(Number::I64, 168, 544.0);
            put(Number::F64, 176, 0.5);
            put(Number::I32, 348, 1.0);
            for at in [400, 440, 480] {
                put(Number::F64, at, 3.0);
            }
            put(Number::I32, 500, 3.0);
            bytes[4..8].copy_from_slice(b"n+2\0");
            let mut voxels = [7i16, -256].map(i16::to_le_bytes).concat();
            byte_order.swap_native(&mut voxels, 2);
            bytes.extend(voxels);

            let volume = check(&bytes)?.remove(0);
            assert_eq!(volume.voxels.elements::<i16>(), [7, -256]);
            assert_eq!(volume.basis() * Vec3::ONE, Vec3::new(6.0, 3.0, 3.0));
            assert_eq!(volume.data_map.value_range, [-128.0, 3.5]);
            assert_eq!(volume.axes[0].unit, "µm");
        }
        Ok(())
    }

    #[test]
    fn bad_files_say_what_is_wrong() {
        for (bytes, message) in [
            (vec![0; 10], "a header has 348 bytes, but there are 10"),
            (vec![0; 400], "no NIfTI file: it has no \"n+1\""),
            (540i32.to_le_bytes().repeat(100), "a header has 540 bytes, but there are 400"),
            (file(&[2, 0, 2], 2, |_| {}, &[]), "dimensions make no sense"),
            (file(&[], 2, |_| {}, &[]), "dimensions make no sense"),
            (file(&[2, 2, 2], 32, |_| {}, &[0; 64]), "complex numbers can not be voxels"),
            (file(&[2, 2, 2], 1536, |_| {}, &[]), "128-bit numbers can not be voxels"),
            (file(&[2, 2, 2], 77, |_| {}, &[]), "unknown type can not be voxels (data type 77)"),
            (
                file(&[2, 2, 2], 4, |_| {}, &[0; 15]),
                "expected 16 bytes from byte 352 on, but there are 15",
            ),
            (file(&[-1; 7], 64, |_| {}, &[]), "more voxels than any memory"),
            (file(&[1], 2, |h| put(h, 344, b"ni1\0"), &[1]), "a file of their own"),
        ] {
            let error = check(&bytes).expect_err(message).to_string();
            assert!(error.contains(message), "{error}");
        }
    }

    #[test]
    fn the_template_brain_is_read() -> Result<()> {
        let path =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/volumes/mni_icbm152_t1_1mm.nii.gz");
        let [brain] = &read(&path)?[..] else { panic!("it is one volume") };
        assert_eq!(brain.dims, [197, 233, 189]);
        let edges = brain.basis().to_cols_array_2d().map(|edge| Vec3::from(edge).length());
        assert_eq!(edges, [197.0, 233.0, 189.0]);
        let [lo, hi] = brain.data_map.data_range;
        assert!(lo < hi && brain.min_max() == [lo, hi]);
        Ok(())
    }
}
