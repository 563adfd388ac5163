//! Surfaces of volumes.

use crate::algorithm::isosurface::{Cells, Field, Surface};
use glam::Vec4;
use ivw_core::data::MeshSequence;
use ivw_core::prelude::*;

/// Makes meshes of the surfaces where volumes have a value.
///
/// |        | shape             | value                                                | space       |
/// |--------|-------------------|------------------------------------------------------|-------------|
/// | volume | `[nx, ny, nz]`    | any, the first channel                               |             |
/// | mesh   | triangles, one for each volume | position, texture, colour, normal: `f32`| volume data |
///
/// Inside is where values are below; normals point outwards.
/// The first and the last voxel of an axis are the sides of the unit cube.
#[derive(Processor)]
#[processor(
    "org.inviwo.SurfaceExtraction",
    category = "Mesh Creation",
    code_state = CodeState::Experimental,
    tags = "CPU"
)]
pub struct SurfaceExtraction {
    /// Volumes to take surfaces of.
    #[inport("volume", flat)]
    volumes: InMany<Volume>,

    /// The surfaces, with the matrices of the volumes.
    #[outport("mesh")]
    meshes: Out<MeshSequence>,

    /// How surfaces are found.
    #[property("method", default = Method::CubesOpt)]
    method: Method,

    /// The value on the surface.
    #[property("iso", name = "Iso Value", default = 0.5, range = 0.0..=1.0, step = 0.01)]
    iso: f32,

    /// Let inside be where values are above.
    #[property("invert", name = "Invert iso")]
    inverts: bool,

    /// Close surfaces at the sides of the volume.
    #[property("enclose", name = "Enclose Surfaces", default = true)]
    closes: bool,

    /// Colours of the surfaces.
    #[group("meshColors", name = "Mesh Colors")]
    colors: Colors,

    /// The range of values that was last offered.
    offered: Option<[f64; 2]>,
}

/// This is how surfaces are found.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// Cells are cut into six tetrahedra first.
    #[choice("marchingtetrahedron", "Marching Tetrahedron")]
    Tetrahedra,
    /// Cells are cut as they are.
    #[choice("marchingcubes", "Marching Cubes")]
    Cubes,
    /// The same.
    #[default]
    #[choice("marchingCubesOpt", "Marching Cubes Optimized")]
    CubesOpt,
}

macro_rules! colors {
    ($($field:ident $id:literal $name:literal $r:literal $g:literal $b:literal)*) => {
        /// These are the colours of surfaces; volumes beyond have the last one.
        #[derive(PropertyGroup)]
        pub struct Colors {
            $(
                /// Colour of the surface of this volume.
                #[property(
                    $id,
                    name = $name,
                    default = Vec4::new($r / 255.0, $g / 255.0, $b / 255.0, 1.0),
                    color
                )]
                $field: Vec4,
            )*
        }

        impl Colors {
            fn all(&self) -> Vec<Vec4> {
                vec![$(self.$field),*]
            }
        }
    };
}
colors! {
    a "color0" "Color for Volume 1" 255.0 255.0 255.0
    b "color1" "Color for Volume 2" 31.0 119.0 180.0
    c "color2" "Color for Volume 3" 255.0 127.0 14.0
    d "color3" "Color for Volume 4" 44.0 160.0 44.0
    e "color4" "Color for Volume 5" 214.0 39.0 40.0
    f "color5" "Color for Volume 6" 148.0 103.0 189.0
    g "color6" "Color for Volume 7" 140.0 86.0 75.0
    h "color7" "Color for Volume 8" 227.0 119.0 194.0
}

impl Process for SurfaceExtraction {
    fn process(&mut self, context: &Context) -> Result<()> {
        self.offer_range(context);
        let cells = match self.method {
            Method::Tetrahedra => Cells::Tetrahedra,
            Method::Cubes | Method::CubesOpt => Cells::Cubes,
        };
        let colors = self.colors.all();
        let mut meshes = Vec::new();
        let n_volumes = self.volumes.all().len();
        for (n, volume) in self.volumes.all().iter().enumerate() {
            context.progress(n as f32 / n_volumes as f32)?;
            let field = Field::new(volume, f64::from(self.iso), self.inverts);
            let color = colors[n.min(colors.len() - 1)];
            let mut mesh = mesh(field.surface(cells, self.closes), color);
            (mesh.model, mesh.world) = (volume.model, volume.world);
            meshes.push(mesh);
        }
        self.meshes.set(MeshSequence { meshes: meshes.into() });
        Ok(())
    }
}

impl SurfaceExtraction {
    /// Lets the value range over the data.
    fn offer_range(&mut self, context: &Context) {
        let range = self.volumes.all().iter().map(|volume| volume.data_map.data_range);
        let range = range.reduce(|[a, b], [c, d]| [a.min(c), b.max(d)]);
        let Some([lo, hi]) = range.filter(|range| self.offered != Some(*range)) else { return };
        self.offered = Some([lo, hi]);
        if lo < hi {
            context.change("iso", PropertyChange::Min(lo.into()));
            context.change("iso", PropertyChange::Max(hi.into()));
            self.iso = self.iso.clamp(lo as f32, hi as f32);
        }
    }
}

fn mesh(surface: Surface, color: Vec4) -> Mesh {
    let colors = vec![color; surface.positions.len()];
    Mesh::new(Topology::TRIANGLES)
        .with(AttributeKind::Position, Array::copy_of(&surface.positions))
        .with(AttributeKind::TexCoord, Array::copy_of(&surface.positions))
        .with(AttributeKind::Color, Array::copy_of(&colors))
        .with(AttributeKind::Normal, Array::copy_of(&surface.normals))
        .with_indices(Topology::TRIANGLES, &surface.indices)
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec3;

    #[test]
    fn each_volume_has_a_surface_in_its_own_place_and_colour() -> Result<()> {
        let volume = |edge: f32| {
            let mut volume = Volume::from_fn(UVec3::splat(5), |voxel| voxel.x as f32)?;
            volume.data_map.data_range = [0.0, 4.0];
            volume.set_basis(glam::Mat3::from_diagonal(glam::Vec3::splat(edge)));
            Ok::<_, Error>(volume)
        };
        let mut node = SurfaceExtraction {
            volumes: vec![volume(1.0)?, volume(3.0)?].into(),
            iso: 1.0,
            closes: false,
            ..SurfaceExtraction::default()
        };
        let context = Context::detached();
        node.process(&context)?;
        let sequence = node.meshes.get()?;
        assert_eq!(sequence.meshes.len(), 2);
        let [lo, hi] = sequence.meshes[1].bounds().expect("there is a surface");
        assert_eq!((lo.x, hi.x, hi.y), (0.75, 0.75, 3.0));
        let colors = ivw_render::vertices::colors(&sequence.meshes[1]).expect("it has colours");
        assert_eq!(colors[0], Vec4::new(31.0, 119.0, 180.0, 255.0) / 255.0);
        assert_eq!(context.take_changes().len(), 2);
        Ok(())
    }

    #[test]
    fn values_beyond_the_data_are_moved_to_its_end() -> Result<()> {
        let mut volume = Volume::from_fn(UVec3::splat(3), |voxel| voxel.y as f32)?;
        volume.data_map.data_range = [0.0, 2.0];
        let mut node =
            SurfaceExtraction { volumes: vec![volume].into(), iso: 9.0, ..Default::default() };
        node.process(&Context::detached())?;
        assert_eq!(node.iso, 2.0);
        assert!(SurfaceExtraction::default().process(&Context::detached()).is_ok());
        Ok(())
    }
}
