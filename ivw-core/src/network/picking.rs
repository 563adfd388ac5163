//! Numbers that stand for things in pictures, so that a person can pick them.
//!
//! Every processor has its own numbers, counted on from processor to processor as Inviwo does: each
//! gets some when it comes into the network, and other ones when it wants more or fewer.
//! A module may ask for more of them, for things of its own.

use super::ProcessorId;
use crate::error::{Error, Result};

/// Pictures have 24 bits for a number.
const END: u32 = 1 << 24;

/// Which numbers belong to whom; nothing in a picture is 0.
#[derive(Debug, Default)]
pub(crate) struct PickingIds {
    /// One behind the other, the first from 1 on.
    ranges: Vec<Range>,
}

#[derive(Clone, Copy, Debug)]
struct Range {
    first: u32,
    /// How many numbers there are.
    capacity: u32,
    /// How many its owner has asked for.
    n: u32,
    owner: Option<Owner>,
}

/// Who has numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    Processor(ProcessorId),
    /// Something that a module knows by this number.
    Other(u64),
}

impl From<ProcessorId> for Owner {
    fn from(processor: ProcessorId) -> Self {
        Self::Processor(processor)
    }
}

impl PickingIds {
    /// The first of `n` numbers for somebody: those that it has if there are as many, otherwise new
    /// ones. Zero if it wants none.
    pub(crate) fn resize(&mut self, owner: impl Into<Owner>, n: usize) -> Result<u32> {
        let (owner, wanted) = (owner.into(), n as u32);
        if let Some(range) = self.ranges.iter().find(|range| range.owner == Some(owner))
            && range.n as usize == n
        {
            return Ok(range.first);
        }
        self.release(owner);
        if n == 0 {
            return Ok(0);
        }
        let free = |range: &&mut Range| range.owner.is_none() && range.capacity as usize >= n;
        if let Some(range) = self.ranges.iter_mut().filter(free).min_by_key(|range| range.capacity)
        {
            (range.n, range.owner) = (wanted, Some(owner));
            return Ok(range.first);
        }
        let first = self.ranges.last().map_or(1, |last| last.first + last.capacity);
        if n > (END - first) as usize {
            return Err(Error::new(format!(
                "there are no {n} numbers left for things to be picked"
            ))
            .hint("turn picking off, or show fewer things"));
        }
        self.ranges.push(Range { first, capacity: wanted, n: wanted, owner: Some(owner) });
        Ok(first)
    }

    /// Takes somebody's numbers back.
    pub(crate) fn release(&mut self, owner: impl Into<Owner>) {
        let owner = owner.into();
        for range in self.ranges.iter_mut().filter(|range| range.owner == Some(owner)) {
            range.owner = None;
        }
        while self.ranges.pop_if(|last| last.owner.is_none()).is_some() {}
    }

    /// Gives the numbers of a processor to the one that takes its place.
    pub(crate) fn hand_over(&mut self, old: ProcessorId, new: ProcessorId) {
        for range in self.ranges.iter_mut().filter(|range| range.owner == Some(old.into())) {
            range.owner = Some(new.into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn processors<const N: usize>() -> [ProcessorId; N] {
        std::array::from_fn(|n| ProcessorId::from_number(n as u64 + 1))
    }

    #[test]
    fn numbers_are_counted_on_from_processor_to_processor() -> Result<()> {
        let [split, other_split, spheres, last] = processors();
        let mut ids = PickingIds::default();
        for (n, owner) in [split, other_split, spheres].into_iter().enumerate() {
            assert_eq!(ids.resize(owner, 1)?, n as u32 + 1);
        }
        // The last one grows where it is.
        assert_eq!(ids.resize(spheres, 1728)?, 3);
        assert_eq!(ids.resize(last, 1)?, 1731);
        assert_eq!(ids.resize(spheres, 1728)?, 3);
        Ok(())
    }

    #[test]
    fn freed_numbers_are_given_to_whoever_fits() -> Result<()> {
        let [a, b, c, d] = processors();
        let mut ids = PickingIds::default();
        let firsts = [ids.resize(a, 5)?, ids.resize(b, 3)?, ids.resize(c, 1)?];
        assert_eq!(firsts, [1, 6, 9]);
        assert_eq!(ids.resize(b, 10)?, 10);
        ids.release(a);
        assert_eq!(ids.resize(d, 3)?, 6, "the tightest fit");
        assert_eq!(ids.resize(c, 0)?, 0);
        ids.hand_over(d, c);
        assert_eq!(ids.resize(c, 3)?, 6);
        assert!(ids.resize(a, 1 << 24).is_err());
        Ok(())
    }
}
