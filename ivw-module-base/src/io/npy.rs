//! NumPy's `.npy`: one array, of any order and byte order.
//!
//! An array of shape `(z, y, x)` or `(z, y, x, components)` is a volume of `x`×`y`×`z` voxels.
//! It has no place in space: voxels become cubes, centred, the longest edge from -1 to 1.
//! The data range of floating point numbers and of integers wider than 16 bits is that of the finite
//! numbers in the file; of narrower integers it is that of the format, such as 0 to 255.

use super::source::{ByteOrder, Source};
use ivw_core::data::{Format, Layer, LayerKind, Memory, Number, Swizzle, Volume};
use ivw_core::error::{Error, Result};
use npyz::{DType, NpyHeader, Order, TypeChar};
use rayon::prelude::*;
use std::io::Write;
use std::path::Path;

const MAGIC: &[u8] = b"\x93NUMPY";
/// Headers of plain arrays have 64 to 200 bytes.
const LONGEST_HEADER: usize = 1 << 16;

/// Reads the one volume in a file.
pub(super) fn read(path: &Path) -> Result<Vec<Volume>> {
    let mut source = Source::plain(path)?;
    let header = header(&mut source)?;
    let (number, byte_order) = number(&header.dtype())?;
    let (dims, components) = dims(header.shape())?;
    let format = Format::new(number, components);

    let len = header.shape().iter().try_fold(number.size(), |len, &n| len.checked_mul(n as usize));
    let len = len.filter(|&len| len <= isize::MAX as usize).ok_or_else(|| too_large(&header))?;
    let mut voxels = source.block(len)?;
    if header.order() == Order::Fortran {
        voxels = x_fastest(&voxels, dims, components.into(), number.size())?;
    }
    byte_order.swap_native(voxels.bytes_mut(), number.size());

    let mut volume = Volume::from_memory(dims, format, voxels)?;
    super::centre(&mut volume);
    if number.is_float() || number.size() > 2 {
        volume.data_map.data_range = super::data_range([&volume]);
        volume.data_map.value_range = volume.data_map.data_range;
    }
    Ok(vec![volume])
}

/// Reads an array of shape `(y, x)` or `(y, x, components)` as a layer; its first row is the bottom one,
/// as it is in scripts.
pub(super) fn read_layer(path: &Path) -> Result<Vec<Layer>> {
    let mut source = Source::plain(path)?;
    let header = header(&mut source)?;
    let (number, byte_order) = number(&header.dtype())?;
    let (dims, components) = match *header.shape() {
        [y, x] => ([x, y], 1),
        [y, x, components @ 1..=4] => ([x, y], components),
        ref shape => {
            return Err(Error::new(format!("an array of shape {shape:?} is no layer"))
                .hint("save an array of shape (y, x), or (y, x, components)"));
        }
    };
    let [x, y] = dims.map(u32::try_from);
    let (Ok(x), Ok(y)) = (x, y) else { return Err(too_large(&header)) };
    let format = Format::new(number, components as u8);
    let len = header.shape().iter().try_fold(number.size(), |len, &n| len.checked_mul(n as usize));
    let len = len.filter(|&len| len <= isize::MAX as usize).ok_or_else(|| too_large(&header))?;
    let mut pixels = source.block(len)?;
    if header.order() == Order::Fortran {
        pixels = x_fastest(&pixels, [x, y, 1], components as usize, number.size())?;
    }
    byte_order.swap_native(pixels.bytes_mut(), number.size());
    let mut layer = Layer::from_memory([x, y], format, LayerKind::Color, pixels)?;
    layer.swizzle = Swizzle::of_colors(format.components);
    if number.is_float() || number.size() > 2 {
        layer.data_map.data_range = layer.min_max();
        layer.data_map.value_range = layer.data_map.data_range;
    }
    Ok(vec![layer])
}

/// Writes the voxels as an array of shape `(z, y, x)` or `(z, y, x, components)`.
pub(super) fn write(path: &Path, volume: &Volume) -> Result<()> {
    let [x, y, z] = volume.dims;
    let number = volume.format.number;
    let kind = match (number.is_float(), number.is_signed_integer()) {
        (true, _) => 'f',
        (_, true) => 'i',
        _ => 'u',
    };
    let order = match (number.size(), ByteOrder::NATIVE) {
        (1, _) => '|',
        (_, ByteOrder::Little) => '<',
        (_, ByteOrder::Big) => '>',
    };
    let components = match volume.format.components {
        1 => String::new(),
        n => format!(", {n}"),
    };
    let mut header = format!(
        "{{'descr': '{order}{kind}{}', 'fortran_order': False, 'shape': ({z}, {y}, {x}{components}), }}",
        number.size()
    );
    // The array starts at a multiple of 64, and a line feed ends the header.
    while !(header.len() + 11).is_multiple_of(64) {
        header.push(' ');
    }
    header.push('\n');
    super::write::whole(path, |file| {
        file.write_all(MAGIC)?;
        file.write_all(&[1, 0])?;
        file.write_all(&(header.len() as u16).to_le_bytes())?;
        file.write_all(header.as_bytes())?;
        file.write_all(volume.voxels.bytes())?;
        Ok(())
    })
}

fn header(source: &mut Source) -> Result<NpyHeader> {
    let wrong = |message: &str| {
        Error::new(message).hint("write the file with numpy.save, such as numpy.save(path, array)")
    };
    let mut head = source.head(8)?;
    if head.len() < 8 || !head.starts_with(MAGIC) {
        return Err(wrong("the file is no .npy file: it does not begin with \"\\x93NUMPY\""));
    }
    let n_size = match head[6] {
        1 => 2,
        2 | 3 => 4,
        version => return Err(Error::new(format!("version {version} of .npy is not known"))),
    };
    let size = source.head(n_size)?;
    let len = size.iter().rev().fold(0, |len, &byte| (len << 8) | usize::from(byte));
    if size.len() < n_size || len > LONGEST_HEADER {
        return Err(wrong("the header of the .npy file makes no sense"));
    }
    head.extend(size);
    source.expect(len as u64)?;
    let text = source.head(len)?;
    // The parser descends into brackets, and must not run out of stack.
    if text.iter().filter(|byte| matches!(byte, b'(' | b'[' | b'{')).count() > 1000 {
        return Err(wrong("the header of the .npy file makes no sense"));
    }
    head.extend(text);
    let parsed = ivw_core::abi::contain("the header", || Ok(NpyHeader::from_reader(&head[..])));
    match parsed {
        Ok(Ok(header)) => Ok(header),
        Ok(Err(error)) => {
            Err(wrong(&format!("the header of the .npy file makes no sense: {error}")))
        }
        // The number of elements overflowed.
        Err(_) => Err(wrong("the header of the .npy file has a shape beyond any memory")),
    }
}

/// How the numbers are stored.
fn number(dtype: &DType) -> Result<(Number, ByteOrder)> {
    let unfit = |what: &str, way_out: &str| {
        Error::new(format!("{what} ({}) can not be voxels", dtype.descr())).hint(way_out)
    };
    let DType::Plain(kind) = dtype else {
        return Err(unfit("structured elements", "save one field, such as array[\"density\"]"));
    };
    let number = match (kind.type_char(), kind.size_field()) {
        (TypeChar::Float, 2) => Number::F16,
        (TypeChar::Float, 4) => Number::F32,
        (TypeChar::Float, 8) => Number::F64,
        (TypeChar::Int, 1) => Number::I8,
        (TypeChar::Int, 2) => Number::I16,
        (TypeChar::Int, 4) => Number::I32,
        (TypeChar::Int, 8) => Number::I64,
        (TypeChar::Uint, 1) => Number::U8,
        (TypeChar::Uint, 2) => Number::U16,
        (TypeChar::Uint, 4) => Number::U32,
        (TypeChar::Uint, 8) => Number::U64,
        (TypeChar::Bool, _) => {
            return Err(unfit("truth values", "save array.astype(\"uint8\") instead"));
        }
        (TypeChar::Complex, _) => {
            return Err(unfit("complex numbers", "save numpy.abs(array), or its real part"));
        }
        (TypeChar::Object, _) => {
            return Err(unfit("Python objects", "save array.astype(\"float32\") instead"));
        }
        (TypeChar::Float, _) => {
            return Err(unfit("long doubles", "save array.astype(\"float64\") instead"));
        }
        _ => return Err(unfit("elements of this type", "save an array of numbers")),
    };
    let byte_order = match kind.endianness() {
        npyz::Endianness::Big => ByteOrder::Big,
        npyz::Endianness::Little => ByteOrder::Little,
        npyz::Endianness::Irrelevant => ByteOrder::NATIVE,
    };
    Ok((number, byte_order))
}

/// Voxels along x, y and z, and components of each.
fn dims(shape: &[u64]) -> Result<([u32; 3], u8)> {
    let wrong = |why: &str| {
        let shape: Vec<_> = shape.iter().map(u64::to_string).collect();
        Error::new(format!("an array of shape ({}) is no volume: {why}", shape.join(", ")))
            .hint("a volume has shape (z, y, x), or (z, y, x, components) with 1 to 4 components")
    };
    let (z, y, x, components) = match *shape {
        [z, y, x] => (z, y, x, 1),
        [z, y, x, components @ 1..=4] => (z, y, x, components),
        [_, _, _, 0] => return Err(wrong("it has no elements")),
        [_, _, _, n] => return Err(wrong(&format!("its voxels have {n} components"))),
        _ => return Err(wrong(&format!("it has {} dimensions", shape.len()))),
    };
    if shape.contains(&0) {
        return Err(wrong("it has no elements"));
    }
    let side = |n: u64| u32::try_from(n).map_err(|_| wrong("it is too long for a volume"));
    Ok(([side(x)?, side(y)?, side(z)?], components as u8))
}

fn too_large(header: &NpyHeader) -> Error {
    Error::new(format!("an array of shape {:?} is larger than any memory", header.shape()))
}

/// Numbers of Fortran order (z fastest, components slowest) in the order of volumes.
fn x_fastest(stored: &Memory, dims: [u32; 3], components: usize, size: usize) -> Result<Memory> {
    let mut voxels = Memory::try_zeroed(stored.len())?;
    let (from, to) = (stored.bytes(), voxels.bytes_mut());
    match size {
        1 => transpose::<1>(from, to, dims, components),
        2 => transpose::<2>(from, to, dims, components),
        4 => transpose::<4>(from, to, dims, components),
        _ => transpose::<8>(from, to, dims, components),
    }
    Ok(voxels)
}

fn transpose<const SIZE: usize>(from: &[u8], to: &mut [u8], dims: [u32; 3], components: usize) {
    /// Slices at once, so that whole cache lines are read.
    const SLICES: usize = 16;
    let [nx, ny, nz] = dims.map(|n| n as usize);
    let (from, _) = from.as_chunks::<SIZE>();
    let (to, _) = to.as_chunks_mut::<SIZE>();
    let slice = nx * ny * components;
    to.par_chunks_mut(slice * SLICES).enumerate().for_each(|(block, to)| {
        let first = block * SLICES;
        let n_slices = to.len() / slice;
        for y in 0..ny {
            for x in 0..nx {
                for c in 0..components {
                    let column = &from[nz * (y + ny * (x + nx * c)) + first..][..n_slices];
                    for (z, number) in column.iter().enumerate() {
                        to[z * slice + (y * nx + x) * components + c] = *number;
                    }
                }
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::{UVec3, Vec3};

    /// A file of a header and bytes, read.
    fn check(descr: &str, order: &str, shape: &str, bytes: &[u8]) -> Result<Volume> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.npy");
        let header =
            format!("{{'descr': {descr}, 'fortran_order': {order}, 'shape': {shape}, }}\n");
        let mut file = b"\x93NUMPY\x01\x00".to_vec();
        file.extend((header.len() as u16).to_le_bytes());
        file.extend(header.as_bytes());
        file.extend(bytes);
        std::fs::write(&path, file)?;
        Ok(read(&path)?.remove(0))
    }

    fn error(descr: &str, order: &str, shape: &str, bytes: &[u8]) -> String {
        check(descr, order, shape, bytes).expect_err("the file is bad").to_string()
    }

    #[test]
    fn write_then_read_is_identity() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.npy");
        for number in Number::ALL {
            for components in 1..=4 {
                let mut volume = Volume::new([4, 3, 2], Format::new(number, components))?;
                for (n, bytes) in volume.voxels.bytes_mut().chunks_mut(number.size()).enumerate() {
                    number.write(n as f64, bytes);
                }
                write(&path, &volume)?;
                let [back] = &read(&path)?[..] else { panic!("it is one volume") };
                assert_eq!((back.dims, back.format), (volume.dims, volume.format));
                assert_eq!(back.voxels.bytes(), volume.voxels.bytes());
            }
        }
        Ok(())
    }

    #[test]
    fn the_same_array_in_any_order_is_the_same_volume() -> Result<()> {
        // Sizes beyond one block of slices, and not a multiple of it.
        let [nz, ny, nx, nc] = [37, 5, 3, 2];
        let value =
            |z: usize, y: usize, x: usize, c: usize| (z + 40 * (y + 5 * (x + 3 * c))) as i16;
        let (mut c_order, mut fortran) = (Vec::new(), Vec::new());
        for z in 0..nz {
            for y in 0..ny {
                for x in 0..nx {
                    for c in 0..nc {
                        c_order.push(value(z, y, x, c));
                    }
                }
            }
        }
        for c in 0..nc {
            for x in 0..nx {
                for y in 0..ny {
                    for z in 0..nz {
                        fortran.push(value(z, y, x, c));
                    }
                }
            }
        }
        let little =
            |values: &[i16]| values.iter().flat_map(|v| v.to_le_bytes()).collect::<Vec<_>>();
        let big = |values: &[i16]| values.iter().flat_map(|v| v.to_be_bytes()).collect::<Vec<_>>();
        let shape = "(37, 5, 3, 2)";
        let volume = check("'<i2'", "False", shape, &little(&c_order))?;
        assert_eq!(volume.dims, [3, 5, 37]);
        let expected = value(30, 4, 2, 1);
        assert_eq!(volume.voxel(UVec3::new(2, 4, 30))[1], f64::from(expected));
        for same in [
            check("'>i2'", "False", shape, &big(&c_order))?,
            check("'<i2'", "True", shape, &little(&fortran))?,
            check("'>i2'", "True", shape, &big(&fortran))?,
        ] {
            assert_eq!(same.voxels.bytes(), volume.voxels.bytes());
        }
        Ok(())
    }

    #[test]
    fn a_volume_is_centred_with_cubic_voxels_and_the_longest_edge_two() -> Result<()> {
        let volume = check("'<f4'", "False", "(1, 2, 4)", &[0; 32])?;
        assert_eq!(volume.basis() * Vec3::ONE, Vec3::new(2.0, 1.0, 0.5));
        assert_eq!(volume.offset(), Vec3::new(-1.0, -0.5, -0.25));
        Ok(())
    }

    #[test]
    fn ranges_are_of_the_numbers_or_of_narrow_integers_their_format() -> Result<()> {
        let floats = [f32::NAN, -1.5, 2.0].map(f32::to_le_bytes).concat();
        let volume = check("'<f4'", "False", "(1, 1, 3)", &floats)?;
        assert_eq!(volume.data_map.data_range, [-1.5, 2.0]);
        let volume = check("'|u1'", "False", "(1, 1, 1)", &[7])?;
        assert_eq!(volume.data_map.data_range, [0.0, 255.0]);
        let volume = check("'<i8'", "False", "(1, 1, 1)", &5i64.to_le_bytes())?;
        assert_eq!(volume.data_map.value_range, [0.0, 5.0]);
        let half = [half::f16::from_f32(0.5), half::f16::ONE].map(half::f16::to_le_bytes).concat();
        let volume = check("'<f2'", "False", "(1, 1, 2)", &half)?;
        assert_eq!(volume.data_map.value_range, [0.5, 1.0]);
        Ok(())
    }

    #[test]
    fn what_can_not_be_voxels_is_named_with_the_way_out() {
        let shape = "(1, 1, 1)";
        for (descr, what) in [
            ("'<c8'", "complex numbers ('<c8') can not be voxels: save numpy.abs(array)"),
            ("'|b1'", "truth values ('|b1') can not be voxels: save array.astype(\"uint8\")"),
            ("'|O'", "Python objects ('|O') can not be voxels"),
            ("'<f16'", "long doubles ('<f16') can not be voxels"),
            ("'<U3'", "elements of this type ('<U3') can not be voxels"),
            ("[('a', '<f4'), ('b', '<i4')]", "structured elements"),
        ] {
            let error = error(descr, "False", shape, &[0; 64]);
            assert!(error.contains(what), "{error}");
        }
    }

    #[test]
    fn a_shape_that_is_no_volume_is_named_with_what_is_expected() {
        let expected =
            "a volume has shape (z, y, x), or (z, y, x, components) with 1 to 4 components";
        for (shape, why) in [
            ("(5, 4)", "an array of shape (5, 4) is no volume: it has 2 dimensions"),
            ("()", "it has 0 dimensions"),
            ("(1, 1, 1, 5)", "its voxels have 5 components"),
            ("(1, 1, 1, 1, 1)", "it has 5 dimensions"),
            ("(2, 0, 2)", "it has no elements"),
            ("(2, 2, 2, 0)", "it has no elements"),
            ("(1, 1, 5000000000)", "it is too long for a volume"),
        ] {
            let error = error("'|u1'", "False", shape, &[0; 20]);
            assert!(error.contains(why) && error.ends_with(expected), "{error}");
        }
    }

    #[test]
    fn a_truncated_file_names_both_sizes() {
        let error = error("'<f4'", "False", "(2, 2, 2)", &[0; 31]);
        assert!(error.contains("expected 32 bytes") && error.contains("there are 31"), "{error}");
    }

    #[test]
    fn nonsense_is_an_error() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.npy");
        let nested = [b"\x93NUMPY\x01\x00\xff\xff".to_vec(), vec![b'('; 0xffff]].concat();
        for (bytes, message) in [
            (&b""[..], "no .npy file"),
            (b"\x89PNG\r\n\x1a\n", "no .npy file"),
            (b"\x93NUMPY\x09\x00\x10\x00", "version 9"),
            (b"\x93NUMPY\x01\x00\x10", "makes no sense"),
            (b"\x93NUMPY\x02\x00\xff\xff\xff\xff", "makes no sense"),
            (b"\x93NUMPY\x01\x00\x10\x00{", "expected 16 bytes from byte 10 on, but there are 1"),
            (b"\x93NUMPY\x01\x00\x03\x00abc", "makes no sense"),
            (&nested, "makes no sense"),
        ] {
            std::fs::write(&path, bytes)?;
            let error = read(&path).unwrap_err().to_string();
            assert!(error.contains(message), "{error}");
        }
        let shape = "(18446744073709551615, 18446744073709551615, 2)";
        assert!(check("'<f8'", "False", shape, &[]).is_err());
        assert!(check("'<f8'", "False", "(4000000000, 4000000000, 2)", &[]).is_err());
        assert!(check("'<f8'", "False", "(-1, 2, 2)", &[]).is_err());
        Ok(())
    }
}
