//! Numbers of things to be picked, counted on from processor to processor.

use ivw_core::data::Data;
use ivw_core::host::Host;
use ivw_core::network::PortRef;
use ivw_core::prelude::*;
// Its processors register themselves.
use ivw_module_base as _;

fn output<T: Data>(host: &Host, processor: &str) -> Result<Shared<T>> {
    let processor = host.with(|network| network.find(processor))?;
    host.output(PortRef { processor, port: 0 }).expect("it has data").downcast()
}

/// The numbers in the mesh of a processor, and how many points there are.
fn ids(host: &Host, processor: &str) -> Result<[u32; 2]> {
    let mesh = output::<Mesh>(host, processor)?;
    let ids = mesh.attribute(AttributeKind::Picking).expect("it can be picked");
    let ids = ids.bytes.elements::<u32>();
    assert!(ids.windows(2).all(|pair| pair[1] == pair[0] + 1), "{ids:?}");
    Ok([ids[0], ids.len() as u32])
}

#[test]
fn every_processor_has_numbers_of_its_own() -> Result<()> {
    let host = Host::new();
    host.register_own()?;
    // A bar to be dragged has the first number.
    for class in ["SplitImage", "RandomSphereGenerator", "RandomSphereGenerator", "SphereRenderer"]
    {
        host.add(&format!("org.inviwo.{class}"))?;
    }
    for spheres in ["RandomSphereGenerator", "RandomSphereGenerator2"] {
        host.set(&format!("{spheres}.enablePicking"), true)?;
        // In sight of the camera.
        host.set(&format!("{spheres}.scale"), 1.0)?;
        host.set(&format!("{spheres}.gridDim"), Value::ints(&[2, 1, 3])?)?;
        host.connect(&format!("{spheres}.mesh"), "SphereRenderer.geometry")?;
    }
    host.add("org.inviwo.CanvasGL")?;
    host.connect("SphereRenderer.image", "SplitImage.inputA")?;
    host.connect("SplitImage.outport", "Canvas.inport")?;
    host.update();
    assert!(host.failures().is_empty(), "{:?}", host.failures());
    let first = ids(&host, "RandomSphereGenerator")?;
    let second = ids(&host, "RandomSphereGenerator2")?;
    assert_eq!((first[1], second[1]), (6, 6));
    // The first grows behind the second, which then grows behind it.
    assert_eq!((first[0], second[0]), (4, 10));
    let seen = output::<Image>(&host, "SphereRenderer")?;
    let layer = seen.layer(LayerKind::Picking, 0).expect("renderers make it");
    let is_seen = |id: u32| {
        let color = ivw_render::film::picking_color(id) * 255.0;
        let color = color.to_array().map(|part| part as u8);
        layer.pixels.elements::<[u8; 4]>().contains(&color)
    };
    assert!((4..16).any(is_seen) && !(1..4).any(is_seen));

    // What is taken out of the network gives its numbers back.
    host.set("RandomSphereGenerator2.gridDim", Value::ints(&[1, 1, 1])?)?;
    host.update();
    assert_eq!(ids(&host, "RandomSphereGenerator2")?, [2, 1]);
    Ok(())
}
