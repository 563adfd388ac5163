//! Sequences over time.

use ivw_core::data::VolumeSequence;

/// The time of each volume, rising: its note `timestamp`; where one has none or an older one, all
/// are spread from 0 to 1.
pub(crate) fn times(sequence: &VolumeSequence) -> Vec<f64> {
    let noted = sequence.volumes.iter().map(|volume| {
        volume.metadata.get("timestamp").and_then(|time| time.trim().parse::<f64>().ok())
    });
    let noted: Option<Vec<f64>> = noted.collect();
    if let Some(times) = noted
        && times.windows(2).all(|pair| pair[0] < pair[1])
    {
        return times;
    }
    let last = sequence.volumes.len().saturating_sub(1).max(1) as f64;
    (0..sequence.volumes.len()).map(|n| n as f64 / last).collect()
}
