//! Particles that drift through a field.

use glam::{DVec3, Mat4, Vec3};
use ivw_core::data::{Points, Primitive};
use ivw_core::prelude::*;
use ivw_render::color_table::ColorTable;
use ivw_render::random::{Engine, Mt19937};
use ivw_render::raycast::VolumeTexture;
use rayon::prelude::*;
use std::ops::Range;
use std::time::Instant;

/// Lets particles drift through a velocity field, as time goes by.
///
/// |           | shape          | value                              | unit               |
/// |-----------|----------------|------------------------------------|--------------------|
/// | volume    | `[nx, ny, nz]` | 3 numbers, velocities              | world lengths      |
/// | seeds     | `[n]`          | `[f32; 3]`, where particles start  | of the chosen space |
/// | particles | `[n]` points   | position, radius, colour           | world              |
///
/// Each run moves the particles on by the time since the last one, but no more than a tenth of a
/// second.
/// One that stands still fades in two seconds, and then starts at another seed.
#[derive(Processor)]
#[processor(
    "org.inviwo.StreamParticles",
    category = "Particle",
    tags = "CPU",
    code_state = CodeState::Experimental
)]
pub struct StreamParticles {
    /// Velocity field.
    #[inport("volume")]
    field: In<Volume>,

    /// Where particles start.
    #[inport("seeds")]
    seeds: InMany<Points>,

    /// The particles, for a renderer of spheres.
    #[outport("particles")]
    particles: Out<Mesh>,

    /// Space that the seeds are in.
    #[property("seedingSpace", name = "Seeding Space")]
    space: SeedingSpace,

    /// How far particles move in a second, as a part of their velocity.
    #[property("advectionSpeed", name = "Advection Speed", default = 0.01, range = 0.0..=1.0)]
    speed: f32,

    /// Steps for each run.
    #[property(
        "advectionsPerFrame",
        name = "Advections per Frame",
        default = 10,
        range = 1..=100,
        invalidates = InvalidationLevel::InvalidResources
    )]
    n_steps: i32,

    /// Radius of the slowest and of the fastest particles.
    #[property("particleSize", name = "Particle radius", default = 0.025..0.035, range = 0.0..=1.0)]
    radius: Range<f32>,

    /// Speed of the slowest ones.
    #[property(
        "minV",
        name = "Min velocity",
        default = 0.0,
        range = 0.0..=f32::MAX,
        step = 0.1,
        semantics = "Text",
        invalidates = InvalidationLevel::Valid
    )]
    slowest: f32,

    /// Speed of the fastest ones.
    #[property(
        "maxV",
        name = "Max velocity",
        default = 1.0,
        range = 0.0..=f32::MAX,
        step = 0.1,
        semantics = "Text",
        invalidates = InvalidationLevel::Valid
    )]
    fastest: f32,

    /// Colours of speeds.
    #[property("tf", name = "Velocity mapping", default = plasma())]
    colors: TransferFunction,

    /// Seconds between looking for particles that start anew.
    #[property("reseedsInterval", name = "Reseed interval", default = 1.0, range = 0.0..=10.0)]
    reseed_secs: f32,

    cloud: Option<Cloud>,
}

/// This is the space that seeds are in.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SeedingSpace {
    /// From 0 to 1 in the volume.
    #[default]
    #[choice("data", "Data")]
    Data,
    /// The world.
    #[choice("world", "World")]
    World,
}

/// Seconds that a step of time has at most: after a pause nothing jumps.
const LONGEST_STEP: f32 = 0.1;
/// How much of a particle's life, which is 1, is lost in a second of standing still.
const LOSS: f32 = 0.5;
/// Parts of the range of speeds below which a particle stands still.
const STILL: f32 = 0.001;

/// Dark blue over red to yellow, in even steps.
fn plasma() -> TransferFunction {
    const COLORS: [u32; 10] = [
        0x0d0887, 0x46039f, 0x7201a8, 0x9c179e, 0xbd3786, 0xd8576b, 0xed7953, 0xfb9f3a, 0xfdca26,
        0xf0f921,
    ];
    let point = |(n, rgb): (usize, u32)| {
        let part = |shift: u32| f32::from((rgb >> shift) as u8) / 255.0;
        (n as f64 / 9.0, [part(16), part(8), part(0), 1.0])
    };
    TransferFunction::new(&COLORS.into_iter().enumerate().map(point).collect::<Vec<_>>())
}

/// The particles and when they moved last.
struct Cloud {
    /// Where they started, in the world.
    seeds: Vec<Vec3>,
    particles: Vec<Particle>,
    moved: Instant,
    reseeded: Instant,
}

#[derive(Clone, Copy, Debug)]
struct Particle {
    position: Vec3,
    life: f32,
    /// Speed, from 0 to 1 in the range of speeds.
    speed: f32,
}

impl Cloud {
    fn new(seeds: Vec<Vec3>, now: Instant) -> Self {
        let particle = |position: &Vec3| Particle { position: *position, life: 1.0, speed: 0.0 };
        let particles = seeds.iter().map(particle).collect();
        Self { seeds, particles, moved: now, reseeded: now }
    }

    /// Lets particles whose life is over start at other seeds.
    fn reseed(&mut self) {
        // The numbers are the same each time.
        let mut random = Mt19937::new(5489);
        let n = self.seeds.len();
        for particle in self.particles.iter_mut().filter(|particle| particle.life <= 0.0) {
            let seed = random.uniform_int(0, n as i64 - 1) as usize;
            (particle.position, particle.life) = (self.seeds[seed], 1.0);
        }
    }
}

impl Process for StreamParticles {
    fn process(&mut self, _: &Context) -> Result<()> {
        let field = self.field.get()?;
        let now = Instant::now();
        let world = field.world_from_data();
        let seeds = self.seeds.all().iter().flat_map(|seeds| &seeds.positions);
        let seeds: Vec<Vec3> = seeds
            .map(|seed| match self.space {
                SeedingSpace::Data => world.project_point3(Vec3::from(*seed)),
                SeedingSpace::World => Vec3::from(*seed),
            })
            .collect();
        let mut cloud = match self.cloud.take() {
            Some(cloud) if cloud.seeds == seeds => cloud,
            _ => Cloud::new(seeds, now),
        };
        if (now - cloud.reseeded).as_secs_f32() >= self.reseed_secs {
            cloud.reseed();
            cloud.reseeded = now;
        }
        let time = (now - cloud.moved).as_secs_f32().min(LONGEST_STEP);
        cloud.moved = now;
        self.advance(&mut cloud.particles, &field, time)?;
        self.particles.set(self.mesh(&cloud.particles));
        self.cloud = Some(cloud);
        Ok(())
    }
}

impl StreamParticles {
    /// Moves particles on by some seconds.
    fn advance(&self, particles: &mut [Particle], field: &Volume, time: f32) -> Result<()> {
        let texture = VolumeTexture::new(field).ok_or_else(|| {
            Error::new("the velocity field has no voxels").hint("connect a volume of velocities")
        })?;
        let from_world: Mat4 = field.world_from_data().inverse();
        let velocity = |position: Vec3| -> Vec3 {
            let place = from_world.project_point3(position);
            if !(place.cmpge(Vec3::ZERO) & place.cmple(Vec3::ONE)).all() {
                return Vec3::ZERO;
            }
            let [x, y, z, _] = texture.texel(place.as_dvec3());
            DVec3::new(x, y, z).as_vec3()
        };
        let step = self.speed * time;
        let extent = self.fastest - self.slowest;
        particles.par_iter_mut().for_each(|particle| {
            for _ in 0..self.n_steps.max(1) {
                let at = particle.position;
                let first = velocity(at);
                let second = velocity(at + first * (step / 2.0));
                let third = velocity(at + second * (step / 2.0));
                let last = velocity(at + third * step);
                particle.position = at + (first + 2.0 * (second + third) + last) * (step / 6.0);
            }
            let speed = (velocity(particle.position).length() - self.slowest) / extent;
            particle.speed = if speed.is_nan() { 0.0 } else { speed.clamp(0.0, 1.0) };
            if particle.speed < STILL {
                particle.life -= LOSS * time;
            }
        });
        Ok(())
    }

    fn mesh(&self, particles: &[Particle]) -> Mesh {
        let table = ColorTable::new(&self.colors, &DataMap::of(Number::F32));
        let Range { start, end } = self.radius;
        let radius = |particle: &Particle| match particle.life > 0.0 {
            true => start + (end - start) * particle.speed,
            false => 0.0,
        };
        let positions: Vec<Vec3> = particles.iter().map(|particle| particle.position).collect();
        let radii: Vec<f32> = particles.iter().map(radius).collect();
        let colors: Vec<[f32; 4]> =
            particles.iter().map(|particle| table.at(particle.speed.into())).collect();
        let points =
            Topology { primitive: Primitive::Points, connectivity: Connectivity::Unconnected };
        Mesh::new(points)
            .with(AttributeKind::Position, Array::copy_of(&positions))
            .with(AttributeKind::Radii, Array::copy_of(&radii))
            .with(AttributeKind::Color, Array::copy_of(&colors))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::UVec3;

    /// A wheel about the middle of the unit cube: its speed is the distance from there.
    fn wheel() -> Result<Volume> {
        Volume::from_fn(UVec3::new(64, 64, 4), |voxel| {
            let place = (voxel.as_vec3() + 0.5) / Vec3::new(64.0, 64.0, 4.0) - 0.5;
            [-place.y, place.x, 0.0]
        })
    }

    fn node() -> Result<StreamParticles> {
        let positions = vec![[0.75, 0.5, 0.5], [0.5, 0.5, 0.5]].into();
        Ok(StreamParticles {
            field: wheel()?.into(),
            seeds: vec![Points { positions }].into(),
            ..StreamParticles::default()
        })
    }

    #[test]
    fn particles_start_at_seeds_with_the_radius_and_colour_of_their_speed() -> Result<()> {
        let mut node = node()?;
        node.fastest = 0.5;
        node.process(&Context::detached())?;
        let mesh = node.particles.get()?;
        let at = |kind, n| mesh.attribute(kind).expect("it is there").at(n);
        let field = wheel()?;
        let seed = field.world_from_data().project_point3(Vec3::new(0.75, 0.5, 0.5));
        let position = at(AttributeKind::Position, 0).map(|value| value as f32);
        assert!((Vec3::from_slice(&position) - seed).length() < 1e-6);
        // Half as fast as the fastest.
        assert!((at(AttributeKind::Radii, 0)[0] - 0.03).abs() < 1e-4);
        assert!(at(AttributeKind::Color, 0)[0] > 0.7 && at(AttributeKind::Color, 1)[0] < 0.06);
        Ok(())
    }

    #[test]
    fn they_go_round_a_wheel_and_what_stands_still_starts_anew() -> Result<()> {
        let node = StreamParticles { speed: 1.0, n_steps: 40, ..node()? };
        let mut field = wheel()?;
        field.set_offset(Vec3::splat(-0.5));
        let seeds = vec![Vec3::new(0.25, 0.0, 0.0), Vec3::ZERO];
        let mut cloud = Cloud::new(seeds, Instant::now());
        // 40 steps of a tenth: four radians in world units of one a second.
        node.advance(&mut cloud.particles, &field, 0.1)?;
        let expected = Vec3::new(4.0f32.cos(), 4.0f32.sin(), 0.0) * 0.25;
        let position = cloud.particles[0].position;
        assert!((position - expected).length() < 5e-3, "{position}");
        assert!((cloud.particles[1].life - 0.95).abs() < 1e-6 && cloud.particles[0].life == 1.0);
        cloud.particles[1].life = -0.1;
        assert_eq!(
            node.mesh(&cloud.particles).attribute(AttributeKind::Radii).unwrap().at(1)[0],
            0.0
        );
        cloud.reseed();
        assert_eq!(cloud.particles[1].life, 1.0);
        assert!(cloud.seeds.contains(&cloud.particles[1].position));
        Ok(())
    }
}
