//! Only lines of some length.

use crate::integral::IntegralLines;
use ivw_core::prelude::*;

/// Parts long lines from short ones.
///
/// |              | shape | value                              | unit                |
/// |--------------|-------|------------------------------------|---------------------|
/// | linesIn      | lines | positions, and what is known there | parts of the volume |
/// | linesOut     | lines | the same                           | the same            |
/// | removedLines | lines | the same                           | the same            |
///
/// Lengths are those in model space.
#[derive(Processor)]
#[processor(
    "org.inviwo.DiscardShortLines",
    name = "Discard Short Lines",
    category = "Integral Line Operation",
    tags = "CPU"
)]
pub struct DiscardShortLines {
    /// Lines.
    #[inport("linesIn")]
    lines: In<IntegralLines>,

    /// Lines that are long enough.
    #[outport("linesOut")]
    long: Out<IntegralLines>,

    /// Lines that are too short.
    #[outport("removedLines")]
    short: Out<IntegralLines>,

    /// Length of the shortest line that stays.
    #[property("minLength", name = "Minimum Length", default = 0.1, from = 0.0..=1000.0)]
    least: f64,

    /// Length of the shortest line there is.
    #[property("dataMinLength", name = "Min Length (data)", soft = 0.0..=1000.0, read_only = true)]
    shortest: f64,

    /// Length of the longest line there is.
    #[property("dataMaxLength", name = "Max Length (data)", soft = 0.0..=1000.0, read_only = true)]
    longest: f64,
}

impl Process for DiscardShortLines {
    fn process(&mut self, context: &Context) -> Result<()> {
        let lines = self.lines.get()?;
        let model = lines.model_matrix();
        let lengths: Vec<f64> = lines.lines.iter().map(|line| line.length(&model)).collect();
        let range = lengths.iter().fold(None, |range: Option<[f64; 2]>, &length| {
            let [lo, hi] = range.unwrap_or([length; 2]);
            Some([lo.min(length), hi.max(length)])
        });
        let [shortest, longest] = range.unwrap_or_default();
        context.set("dataMinLength", shortest);
        context.set("dataMaxLength", longest);
        let chosen = |is_long: bool| IntegralLines {
            lines: lines
                .lines
                .iter()
                .zip(&lengths)
                .filter(|(_, length)| (**length >= self.least) == is_long)
                .map(|(line, _)| line.clone())
                .collect(),
            ..(*lines).clone()
        };
        self.long.set(chosen(true));
        self.short.set(chosen(false));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::integral::IntegralLine;

    #[test]
    fn every_line_goes_one_way() -> Result<()> {
        let line = |x: f64| IntegralLine {
            points: vec![[0.0; 3], [x, 0.0, 0.0]].into(),
            ..IntegralLine::default()
        };
        let identity = glam::Mat4::IDENTITY.to_cols_array_2d();
        let lines = IntegralLines {
            lines: vec![line(0.05), line(0.5), line(0.2)].into(),
            model: identity,
            world: identity,
        };
        let mut node = DiscardShortLines { lines: lines.into(), ..Default::default() };
        node.process(&Context::detached())?;
        assert_eq!(node.long.get()?.lines.len(), 2);
        assert_eq!(node.short.get()?.lines[0].points[1][0], 0.05);
        Ok(())
    }
}
