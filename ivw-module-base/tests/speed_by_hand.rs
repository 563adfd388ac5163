#![allow(missing_docs)]
use ivw_core::host::Host;
use ivw_core::prelude::*;
use ivw_module_base as _;

#[derive(Processor)]
#[processor("t.Vol", name = "Vol", category = "t")]
struct Vol { #[outport("volume")] v: Out<Volume>, #[property("n", default = 256, soft = 1..=1000)] n: i32 }
impl Process for Vol {
    fn process(&mut self, _: &Context) -> Result<()> {
        let n = self.n as u32; let m = n as f32;
        self.v.set(Volume::from_fn(glam::UVec3::splat(n), |p| { let d = (p.as_vec3() / m - 0.5).length(); ((0.5 - d).max(0.0) * 500.0) as u8 })?);
        Ok(())
    }
}

#[test]
fn speed() {
    let host = Host::new(); host.register_own().unwrap();
    for c in ["t.Vol","org.inviwo.CubeProxyGeometry","org.inviwo.EntryExitPoints","org.inviwo.VolumeRaycaster","org.inviwo.Background","org.inviwo.CanvasGL"] { host.add(c).unwrap(); }
    for (f,t) in [("Vol.volume","CubeProxyGeometry.volume"),("CubeProxyGeometry.proxyGeometry","EntryExitPoints.geometry"),("Vol.volume","VolumeRaycaster.volume"),("EntryExitPoints.entry","VolumeRaycaster.entry"),("EntryExitPoints.exit","VolumeRaycaster.exit"),("VolumeRaycaster.outport","Background.inport"),("Background.outport","Canvas.inport")] { host.connect(f,t).unwrap(); }
    let n: i64 = 1024;
    host.set("Canvas.inputSize.dimensions", Value::ints(&[n, n]).unwrap()).unwrap();
    host.set("Vol.n", 32i64).unwrap();
    let mut best = [f64::MAX; 3];
    for round in 0..60 {
        if round == 30 { println!("{best:?}"); best = [f64::MAX; 3]; host.set("Background.backgroundStyle", "linearGradientSpherical").unwrap(); }
        for p in ["EntryExitPoints","VolumeRaycaster"] {
            let c = Camera { look_from: glam::Vec3::new(1.9 + round as f32 * 0.01, 1.5, 2.4), look_to: glam::Vec3::splat(0.5), ..Camera::default() };
            host.set(&format!("{p}.camera"), Value::Camera(c)).unwrap();
        }
        host.update();
        host.with(|net| for (k, n) in ["EntryExitPoints","VolumeRaycaster","Background"].iter().enumerate() { let id = net.find(n).unwrap(); best[k] = best[k].min(net.node(id).unwrap().last_duration.as_secs_f64()*1e3); });
    }
    println!("{best:?}");
    println!("{:?}", host.failures());
}
