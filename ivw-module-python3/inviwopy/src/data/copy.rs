//! Copies of strided numbers into dense memory, on all cores.
//!
//! The target is always dense with the last index running fastest; the source may have any
//! strides, also negative ones, and the other byte order.
//! Nothing here knows Python.

#![allow(unsafe_code)]

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Below this many bytes the start of a second thread costs more than it saves.
const PARALLEL_FROM: usize = 4 << 20;
/// A huge page: two threads never wait for the same page to be cleared.
const CHUNK: usize = 2 << 20;
/// More threads than this only wait for memory.
const MAX_THREADS: usize = 8;
/// Bytes read from consecutive addresses in a transpose: two cache lines, which CPUs fetch as a
/// pair.
const TILE_BYTES: usize = 128;
/// Elements written to consecutive addresses in a transpose.
const TILE_ROW: usize = 64;

/// Numbers somewhere in memory.
#[derive(Clone, Debug)]
pub(super) struct Strided {
    /// The number at index zero.
    pub(super) start: *const u8,
    /// How many numbers there are along each axis.
    pub(super) shape: Vec<usize>,
    /// From one number to the next along each axis, in bytes.
    pub(super) strides: Vec<isize>,
    /// Size of one number: 1, 2, 4 or 8 bytes.
    pub(super) number_size: usize,
    /// Whether the numbers have the other byte order.
    pub(super) is_swapped: bool,
}

// SAFETY: it is an address and numbers; who reads through it vouches for the memory.
unsafe impl Send for Strided {}
// SAFETY: as above.
unsafe impl Sync for Strided {}

impl Strided {
    /// Size of all numbers together.
    pub(super) fn n_bytes(&self) -> usize {
        self.shape.iter().product::<usize>() * self.number_size
    }

    /// Whether the numbers lie in memory as they do in the target.
    pub(super) fn is_dense(&self) -> bool {
        let mut stride = self.number_size as isize;
        self.shape.iter().zip(&self.strides).rev().all(|(&n, &s)| {
            let fits = n == 1 || s == stride;
            stride *= n as isize;
            fits
        })
    }
}

/// This is an address that several threads write to, each at other places.
#[derive(Clone, Copy)]
struct Target(*mut u8);

// SAFETY: the tasks of a copy write disjoint parts of the target.
unsafe impl Send for Target {}
// SAFETY: as above.
unsafe impl Sync for Target {}

impl Target {
    /// # Safety
    /// The offset lies inside of the target.
    unsafe fn at(self, offset: usize) -> *mut u8 {
        // SAFETY: as the caller promises.
        unsafe { self.0.add(offset) }
    }
}

/// This copies numbers into a dense target with the last index running fastest, in the byte order
/// of this machine.
///
/// Panics unless the target has the size of the numbers.
///
/// # Safety
/// All numbers of the source can be read while this runs.
pub(super) unsafe fn copy_dense(source: &Strided, target: &mut [u8]) {
    assert_eq!(source.n_bytes(), target.len(), "the target has the size of the numbers");
    if target.is_empty() {
        return;
    }
    if source.is_dense() && !source.is_swapped {
        // SAFETY: a dense source is `target.len()` readable bytes, as the caller promises.
        copy_bytes(unsafe { std::slice::from_raw_parts(source.start, target.len()) }, target);
        return;
    }
    let grid = Grid::new(source);
    let n_bytes = target.len();
    let target = Target(target.as_mut_ptr());
    // SAFETY: the caller vouches for the source, and the target has the size of all numbers.
    unsafe {
        match (source.number_size, source.is_swapped) {
            (1, _) => grid.copy::<u8, false>(target, n_bytes),
            (2, false) => grid.copy::<u16, false>(target, n_bytes),
            (2, true) => grid.copy::<u16, true>(target, n_bytes),
            (4, false) => grid.copy::<u32, false>(target, n_bytes),
            (4, true) => grid.copy::<u32, true>(target, n_bytes),
            (8, false) => grid.copy::<u64, false>(target, n_bytes),
            (8, true) => grid.copy::<u64, true>(target, n_bytes),
            (size, _) => unreachable!("numbers have 1, 2, 4 or 8 bytes, not {size}"),
        }
    }
}

/// This copies bytes, on several threads if there are many.
///
/// Panics unless both have the same size.
pub(super) fn copy_bytes(source: &[u8], target: &mut [u8]) {
    if target.len() < PARALLEL_FROM {
        target.copy_from_slice(source);
        return;
    }
    assert_eq!(source.len(), target.len(), "a copy has the size of the original");
    let n_bytes = target.len();
    let target = Target(target.as_mut_ptr());
    in_parallel(n_bytes.div_ceil(CHUNK), n_bytes, |n| {
        let range = n * CHUNK..((n + 1) * CHUNK).min(n_bytes);
        // SAFETY: both have `n_bytes` bytes, the ranges of the tasks are disjoint and inside, and
        // `&mut` proves that the target overlaps nothing.
        unsafe {
            target
                .at(range.start)
                .copy_from_nonoverlapping(source[range.clone()].as_ptr(), range.len());
        }
    });
}

/// This does all tasks, on several threads if they touch many bytes.
///
/// Plain threads instead of a pool: a pool would hang in a process that Python forked.
fn in_parallel(n_tasks: usize, n_bytes: usize, task: impl Fn(usize) + Sync) {
    let n_threads = match n_bytes < PARALLEL_FROM {
        true => 1,
        false => std::thread::available_parallelism()
            .map_or(1, NonZeroUsize::get)
            .min(MAX_THREADS)
            .min(n_tasks),
    };
    let next = AtomicUsize::new(0);
    let work = || {
        loop {
            let n = next.fetch_add(1, Ordering::Relaxed);
            if n >= n_tasks {
                break;
            }
            task(n);
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..n_threads {
            // A thread that can't be had is no loss: this one does its share.
            let _ = std::thread::Builder::new().spawn_scoped(scope, work);
        }
        work();
    });
}

/// A number as its bits.
trait Bits: Copy + Default {
    fn swapped(self) -> Self;
}

macro_rules! bits {
    ($($T:ty)*) => {$(
        impl Bits for $T {
            fn swapped(self) -> Self {
                self.swap_bytes()
            }
        }
    )*};
}

bits! { u8 u16 u32 u64 }

/// A source with exactly four axes: z, y, x and component.
struct Grid {
    start: *const u8,
    n: [usize; 4],
    stride: [isize; 4],
}

// SAFETY: as for `Strided`.
unsafe impl Send for Grid {}
// SAFETY: as for `Strided`.
unsafe impl Sync for Grid {}

impl Grid {
    fn new(source: &Strided) -> Self {
        assert!(source.shape.len() <= 4, "grids have at most three axes and components");
        let (mut n, mut stride) = ([1; 4], [0; 4]);
        // A short last axis is taken for components; without one there is a single component.
        let has_components = source.shape.last().is_some_and(|&n| n <= 4);
        let end = if has_components || source.shape.len() == 4 { 4 } else { 3 };
        let begin = end - source.shape.len();
        n[begin..end].copy_from_slice(&source.shape);
        stride[begin..end].copy_from_slice(&source.strides);
        Self { start: source.start, n, stride }
    }

    /// # Safety
    /// All numbers of the grid can be read as `T`, at any alignment, and the target has room for
    /// all of them, dense.
    unsafe fn copy<T: Bits, const SWAP: bool>(&self, target: Target, n_bytes: usize) {
        let length = |axis: usize| match self.n[axis] {
            1 => usize::MAX,
            _ => self.stride[axis].unsigned_abs(),
        };
        let fastest = (0..3).rev().min_by_key(|&axis| length(axis)).unwrap_or(2);
        // SAFETY: as the caller promises.
        unsafe {
            match fastest {
                2 => self.copy_rows::<T, SWAP>(target, n_bytes),
                axis => self.copy_tiles::<T, SWAP>(axis, target, n_bytes),
            }
        }
    }

    /// # Safety
    /// The index lies inside, and the number there can be read as `T`.
    unsafe fn read<T: Bits, const SWAP: bool>(&self, from: *const u8, offset: isize) -> T {
        // SAFETY: as the caller promises.
        let value = unsafe { from.offset(offset).cast::<T>().read_unaligned() };
        if SWAP { value.swapped() } else { value }
    }

    /// Copies row by row, for sources whose rows are the fastest axis.
    ///
    /// # Safety
    /// As for [`Grid::copy`].
    unsafe fn copy_rows<T: Bits, const SWAP: bool>(&self, target: Target, n_bytes: usize) {
        let [n_z, n_y, n_x, n_c] = self.n;
        let [s_z, s_y, s_x, s_c] = self.stride;
        let size = size_of::<T>();
        let row_bytes = n_x * n_c * size;
        let is_dense =
            (n_c == 1 || s_c == size as isize) && (n_x == 1 || s_x == (n_c * size) as isize);
        let rows_per_task = (CHUNK / row_bytes.max(1)).max(1);
        let n_rows = n_z * n_y;
        in_parallel(n_rows.div_ceil(rows_per_task), n_bytes, |task| {
            for row in task * rows_per_task..((task + 1) * rows_per_task).min(n_rows) {
                let (z, y) = ((row / n_y) as isize, (row % n_y) as isize);
                // SAFETY: row, x and c are indices inside of the grid; each row of the target is
                // written by one task, through a pointer that may be unaligned.
                unsafe {
                    let from = self.start.offset(z * s_z + y * s_y);
                    let mut to = target.at(row * row_bytes).cast::<T>();
                    if is_dense && !SWAP {
                        to.cast::<u8>().copy_from_nonoverlapping(from, row_bytes);
                        continue;
                    }
                    if is_dense {
                        // With constant strides the compiler swaps many numbers at once.
                        for n in 0..n_x * n_c {
                            let number = from.cast::<T>().add(n).read_unaligned();
                            to.add(n).write_unaligned(number.swapped());
                        }
                        continue;
                    }
                    for x in 0..n_x as isize {
                        for c in 0..n_c as isize {
                            to.write_unaligned(self.read::<T, SWAP>(from, x * s_x + c * s_c));
                            to = to.add(1);
                        }
                    }
                }
            }
        });
    }

    /// Copies in tiles of the source's fastest axis and x: each cache line of the source is read
    /// once into a small buffer, which is then written row by row.
    ///
    /// Without the buffer, strides that are powers of two would throw each other out of the cache.
    ///
    /// # Safety
    /// As for [`Grid::copy`]; the axis is 0 or 1.
    unsafe fn copy_tiles<T: Bits, const SWAP: bool>(
        &self,
        axis: usize,
        target: Target,
        n_bytes: usize,
    ) {
        let other = 1 - axis;
        let [_, n_y, n_x, n_c] = self.n;
        let [.., s_x, s_c] = self.stride;
        let size = size_of::<T>();
        let tile = TILE_BYTES / size;
        let n_tiles = self.n[axis].div_ceil(tile);
        in_parallel(n_tiles * self.n[other], n_bytes, |task| {
            // One buffer row for each index along `axis`.
            let mut buffer = vec![T::default(); tile * TILE_ROW * n_c];
            let stride = TILE_ROW * n_c;
            let (o, a_begin) = (task / n_tiles, task % n_tiles * tile);
            let a_len = tile.min(self.n[axis] - a_begin);
            for x_begin in (0..n_x).step_by(TILE_ROW) {
                let x_len = TILE_ROW.min(n_x - x_begin);
                for x in 0..x_len {
                    for c in 0..n_c {
                        let offset = o as isize * self.stride[other]
                            + (x_begin + x) as isize * s_x
                            + c as isize * s_c;
                        for a in 0..a_len {
                            let offset = offset + (a_begin + a) as isize * self.stride[axis];
                            // SAFETY: all four are indices inside of the grid.
                            buffer[a * stride + x * n_c + c] =
                                unsafe { self.read::<T, SWAP>(self.start, offset) };
                        }
                    }
                }
                for a in 0..a_len {
                    let (z, y) = match axis {
                        0 => (a_begin + a, o),
                        _ => (o, a_begin + a),
                    };
                    let offset = ((z * n_y + y) * n_x + x_begin) * n_c * size;
                    let row = &buffer[a * stride..][..x_len * n_c];
                    // SAFETY: the row lies inside of the target and belongs to this task alone.
                    unsafe {
                        target
                            .at(offset)
                            .copy_from_nonoverlapping(row.as_ptr().cast(), size_of_val(row));
                    }
                }
            }
        });
    }
}
