//! Native processors, the renderer and file formats of ivw.
