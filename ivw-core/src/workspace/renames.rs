//! Names that processors had in older versions.
//!
//! A name that a processor has is never renamed, so that the table needs no versions; add a line for
//! each name that changes.

/// What is called differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Class,
    Port,
    Property,
    /// A switch that now says the opposite.
    OppositeSwitch,
}

use What::{Class, OppositeSwitch, Port, Property};

/// Class of the processor without `org.inviwo.`, what is renamed, the old and the new name.
///
/// `*` is any class; a new name with dots leads into groups.
const RENAMES: &[(&str, What, &str, &str)] = &[
    ("VolumeSlice", Class, "VolumeSlice", "VolumeSliceExtractor"),
    ("GeometeryGenerator", Class, "GeometeryGenerator", "RandomMeshGenerator"),
    ("WorldTransformGeometry", Class, "WorldTransformGeometry", "WorldTransformMeshDeprecated"),
    ("MeshClipping", Port, "geometry.input", "inputMesh"),
    ("MeshClipping", Port, "geometry.output", "clippedMesh"),
    ("CubeProxyGeometry", Port, "volume.inport", "volume"),
    ("CubeProxyGeometry", Port, "geometry.outport", "proxyGeometry"),
    ("EntryExitPoints", Port, "geometry.inport", "geometry"),
    ("EntryExitPoints", Port, "entry-points", "entry"),
    ("EntryExitPoints", Port, "exit-points", "exit"),
    ("GeometryRenderGL", Port, "geometry.inport", "geometry"),
    ("GeometryRenderGL", Port, "image.outport", "image"),
    ("ImageSource", Port, "image.outport", "image"),
    ("VolumeSource", Port, "volume.outport", "data"),
    ("VolumeSliceGL", Port, "volume.inport", "volume"),
    ("VolumeSliceGL", Port, "image.outport", "outport"),
    ("VolumeSliceExtractor", Port, "volume.inport", "inputVolume"),
    ("VolumeSliceExtractor", Port, "image.outport", "outputImage"),
    ("VolumeSubsample", Class, "VolumeSubsample", "VolumeDownsample"),
    ("NoiseVolumeProcessor", Class, "NoiseVolumeProcessor", "NoiseGenerator3D"),
    ("VolumeSubset", Port, "volume.inport", "inputVolume"),
    ("VolumeSubset", Port, "volume.outport", "outputVolume"),
    ("VolumeDownsample", Port, "volume.inport", "inputVolume"),
    ("VolumeDownsample", Port, "volume.outport", "outputVolume"),
    ("DistanceTransformRAM", Port, "volume.inport", "inputVolume"),
    ("DistanceTransformRAM", Port, "volume.outport", "outputVolume"),
    ("VolumeDiff", Port, "vol2", "volume2"),
    ("VolumeCreator", Property, "dimensions", "dims"),
    ("Background", Property, "color1", "bgColor1"),
    ("Background", Property, "color2", "bgColor2"),
    ("Background", Property, "Switch colors", "switchColors"),
    ("Background", Property, "Switchcolors", "switchColors"),
    ("LineRenderer", Property, "antialising", "antialiasing"),
    ("SphereRenderer", Property, "forceRadius", "overrideRadius"),
    ("SphereRenderer", Property, "defaultRadius", "radius"),
    ("SphereRenderer", Property, "forceColor", "overrideColor"),
    ("SphereRenderer", Property, "defaultColor", "color"),
    ("SphereRenderer", Property, "clipMode", "mode"),
    ("CubeRenderer", Property, "overrideColor", "forceColor"),
    ("CubeRenderer", Property, "customColor", "defaultColor"),
    ("CubeRenderer", Property, "overrideSize", "forceSize"),
    ("CubeRenderer", Property, "customSize", "defaultSize"),
    ("TubeRendering", Property, "overrideColor", "forceColor"),
    ("TubeRendering", Property, "customColor", "defaultColor"),
    ("TubeRendering", Property, "overrideRadius", "forceRadius"),
    ("TubeRendering", Property, "customRadius", "defaultRadius"),
    ("TubeRendering", Property, "light", "lighting"),
    ("AxisAlignedCutPlane", OppositeSwitch, "disableTF", "applyTF"),
    ("AxisAlignedCutPlane", Property, "x", "xAxis"),
    ("AxisAlignedCutPlane", Property, "y", "yAxis"),
    ("AxisAlignedCutPlane", Property, "z", "zAxis"),
    ("MultichannelRaycaster", Property, "transfer-functions", "transferfunctions"),
    ("TextOverlayGL", Property, "text", "texts.text0.text"),
    ("TextOverlayGL", Property, "position", "texts.text0.position"),
    ("TextOverlayGL", Property, "offset", "texts.text0.offset"),
    ("TextOverlayGL", Property, "color", "font.color"),
    ("ScatterPlotProcessor", Property, "color", "defaultColor"),
    ("ScatterPlotProcessor", Property, "hovering", "showHighlighted"),
    ("ScatterPlotProcessor", Property, "hoverColor", "showHighlighted.color"),
    ("ScatterPlotProcessor", Property, "selectionColor", "showSelected.color"),
    ("ScatterPlotProcessor", Property, "filterColor", "showFiltered.color"),
    ("ParallelCoordinates", Property, "colors", "colormap"),
    ("*", OppositeSwitch, "useDataRange", "overrideRange"),
    ("ImageMapping", Class, "ImageMapping", "ImageColorMapping"),
    ("LayerMapping", Class, "LayerMapping", "LayerColorMapping"),
    ("NoiseProcessor", Class, "NoiseProcessor", "NoiseGenerator2D"),
    ("LayerDistanceTransformRAM", Class, "LayerDistanceTransformRAM", "ImageDistanceTransform"),
    ("SplitImage", Property, "triColor", "hoverColor"),
    ("StreamLines", Class, "StreamLines", "StreamLinesDeprecated"),
    ("StreamRibbons", Class, "StreamRibbons", "StreamRibbonsDeprecated"),
    ("PathLines", Class, "PathLines", "PathLinesDeprecated"),
    ("StreamLinesDepricated", Class, "StreamLinesDepricated", "StreamLinesDeprecated"),
    ("StreamRibbonsDepricated", Class, "StreamRibbonsDepricated", "StreamRibbonsDeprecated"),
    ("PathLinesDepricated", Class, "PathLinesDepricated", "PathLinesDeprecated"),
    ("StreamLines2", Class, "StreamLines2", "StreamLines3D"),
    ("PathLines2", Class, "PathLines2", "PathLines3D"),
    ("SeedPointGenerator", Class, "SeedPointGenerator", "SeedPointGenerator3D"),
    ("PathLinesDeprecated", Property, "dt", "stepSize"),
    ("SSAO", Property, "enable-blur", "enableBlur"),
    ("SSAO", Property, "enableblur", "enableBlur"),
    ("SSAO", Property, "blur-sharpness", "blurSharpness"),
    ("SSAO", Property, "blursharpness", "blurSharpness"),
    ("*", Port, "entry-points", "entry"),
    ("*", Port, "exit-points", "exit"),
];

/// Ports of processors of old that ran a shader began with the name of its file: `img_gamma.fraginport`.
const SHADER_PORTS: [(&str, [&str; 2]); 2] =
    [("inport", ["inputImage", "inputVolume"]), ("outport", ["outputImage", "outputVolume"])];

/// New names for the old one of a port, the first that exists being right.
pub(super) fn ports<'a>(class: &'a str, old: &'a str) -> impl Iterator<Item = &'static str> + 'a {
    let of_shader = SHADER_PORTS
        .into_iter()
        .filter(move |(end, _)| old != *end && old.ends_with(end))
        .flat_map(|(_, new)| new);
    candidates(class, old, |what| what == What::Port).map(|(_, new)| new).chain(of_shader)
}

/// New names for an old one, the first that exists being right.
pub(super) fn candidates(
    class: &str,
    old: &str,
    fits: impl Fn(What) -> bool,
) -> impl Iterator<Item = (What, &'static str)> {
    let name = class.strip_prefix("org.inviwo.").unwrap_or(class);
    RENAMES
        .iter()
        .filter(move |(of, what, from, _)| {
            (*of == name || *of == "*") && fits(*what) && *from == old
        })
        .map(|(_, what, _, new)| (*what, *new))
}

/// The class that an old one is called now.
pub(super) fn class(class: &str) -> Option<String> {
    let old = class.strip_prefix("org.inviwo.")?;
    let (_, new) = candidates(class, old, |what| what == What::Class).next()?;
    Some(format!("org.inviwo.{new}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_named_after_shaders_are_found() {
        let new = |old| ports("org.inviwo.ImageGamma", old).collect::<Vec<_>>();
        assert_eq!(new("img_gamma.fraginport"), ["inputImage", "inputVolume"]);
        assert_eq!(new("img_gamma.fragoutport"), ["outputImage", "outputVolume"]);
        assert_eq!(new("inport"), [""; 0]);
    }

    #[test]
    fn a_renamed_class_is_found_under_its_new_name() {
        assert_eq!(
            class("org.inviwo.VolumeSlice").as_deref(),
            Some("org.inviwo.VolumeSliceExtractor")
        );
        assert_eq!(class("org.inviwo.CanvasGL"), None);
    }
}
