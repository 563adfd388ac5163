//! Numbers of things, as the colours of a picking layer.
//!
//! The bits of a number go round blue, green and red, the lowest ones to the highest bits, so that
//! neighboring numbers look different.

/// The colour of the picking layer that stands for a thing: red, green and blue of 24 bits.
///
/// Number 0 is nothing.
///
/// ```
/// # use ivw_core::data::{picked_number, picking_color};
/// assert_eq!(picking_color(1), [0, 0, 128]);
/// assert_eq!(picked_number([0, 0, 128]), 1);
/// ```
pub fn picking_color(number: u32) -> [u8; 3] {
    [2, 1, 0].map(|first| (0..8).map(|n| ((number >> (3 * n + first) & 1) as u8) << (7 - n)).sum())
}

/// The number of the thing that a colour of the picking layer stands for.
pub fn picked_number(color: [u8; 3]) -> u32 {
    let bits = |byte: u8, first: u32| -> u32 {
        (0..8).map(|n| u32::from(byte >> (7 - n) & 1) << (3 * n + first)).sum()
    };
    bits(color[0], 2) | bits(color[1], 1) | bits(color[2], 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_has_a_colour_of_its_own() {
        for number in (0..1 << 24).step_by(331).chain([(1 << 24) - 1]) {
            assert_eq!(picked_number(picking_color(number)), number);
        }
        assert_eq!([2, 4, 8].map(picking_color), [[0, 128, 0], [128, 0, 0], [0, 0, 64]]);
    }
}
