//! Memory that volumes, layers and buffers share.
//!
//! Big allocations ask the kernel for huge pages, which makes first writes several times faster.
//! Memory can belong to somebody else, such as a numpy array: its owner is told when the last user
//! has gone, on whatever thread that happens.

#![allow(unsafe_code)]

use crate::abi::{RArc, StableAbi};
use crate::data::format::Element;
use crate::error::{Error, Result};

/// From this size on memory is mapped and asks for huge pages.
const HUGE_FROM: usize = 4 << 20;
/// Every block starts at a cache line, so that any number format is aligned.
const ALIGNMENT: usize = 64;

/// Bytes that are immutable as long as they are shared; a clone is another user, not a copy.
///
/// Numbers are in the byte order of this machine, and aligned.
///
/// ```
/// use ivw_core::prelude::*;
///
/// let mut numbers = Memory::copy_of(&[1.0_f32, 2.0, 3.0]);
/// let other = numbers.clone();
/// // Somebody else uses the bytes: they are copied first.
/// numbers.elements_mut::<f32>()[0] = 9.0;
/// assert_eq!(numbers.elements::<f32>(), [9.0, 2.0, 3.0]);
/// assert_eq!((other.elements::<f32>(), other.len()), (&[1.0, 2.0, 3.0][..], 12));
/// assert!(Memory::try_zeroed(1 << 60).is_err());
/// ```
#[repr(C)]
#[derive(StableAbi, Clone)]
pub struct Memory(RArc<Block>);

/// One allocation and who frees it.
#[repr(C)]
#[derive(StableAbi)]
struct Block {
    start: *mut u8,
    len: usize,
    /// Handed to `release`; may be null.
    owner: *mut (),
    /// Frees the block: start, length and owner.
    release: extern "C" fn(*mut u8, usize, *mut ()),
    /// Whether the bytes may be written once nobody else uses the block.
    writable: bool,
}

// SAFETY: a block is bytes; it is written only through `&mut` of its single user, and `release` is
// required to be callable from any thread.
unsafe impl Send for Block {}
// SAFETY: as above; shared access only reads.
unsafe impl Sync for Block {}

impl Drop for Block {
    fn drop(&mut self) {
        (self.release)(self.start, self.len, self.owner);
    }
}

extern "C" fn release_heap(start: *mut u8, len: usize, _: *mut ()) {
    if len == 0 {
        return;
    }
    // SAFETY: `Memory::try_zeroed` allocated the block with this very layout.
    unsafe { std::alloc::dealloc(start, layout(len)) };
}

extern "C" fn release_mapping(start: *mut u8, len: usize, _: *mut ()) {
    // SAFETY: `Memory::try_zeroed` mapped exactly these bytes.
    unsafe { libc::munmap(start.cast(), len) };
}

fn layout(len: usize) -> std::alloc::Layout {
    std::alloc::Layout::from_size_align(len, ALIGNMENT).expect("an allocated length is a valid one")
}

impl Memory {
    /// Memory of zeros; an error if there is not that much.
    pub fn try_zeroed(len: usize) -> Result<Self> {
        let too_much = || {
            Error::new(format!("no memory for {:.1} GB", len as f64 * 1e-9))
                .hint("use a smaller volume, or a format with fewer bytes per voxel")
        };
        if len > isize::MAX as usize - ALIGNMENT {
            return Err(too_much());
        }
        let (start, release): (*mut u8, extern "C" fn(*mut u8, usize, *mut ())) = if len == 0 {
            (std::ptr::without_provenance_mut(ALIGNMENT), release_heap)
        } else if len >= HUGE_FROM {
            // SAFETY: an anonymous private mapping touches no existing memory.
            let start = unsafe {
                libc::mmap(
                    std::ptr::null_mut(),
                    len,
                    libc::PROT_READ | libc::PROT_WRITE,
                    libc::MAP_PRIVATE | libc::MAP_ANONYMOUS,
                    -1,
                    0,
                )
            };
            if start == libc::MAP_FAILED {
                return Err(too_much());
            }
            // SAFETY: advice about our own mapping; its failure changes nothing but speed.
            unsafe { libc::madvise(start, len, libc::MADV_HUGEPAGE) };
            (start.cast(), release_mapping)
        } else {
            // SAFETY: the layout has a size above zero.
            let start = unsafe { std::alloc::alloc_zeroed(layout(len)) };
            if start.is_null() {
                return Err(too_much());
            }
            (start, release_heap)
        };
        let block = Block { start, len, owner: std::ptr::null_mut(), release, writable: true };
        Ok(Self(RArc::new(block)))
    }

    /// Memory of zeros.
    ///
    /// Panics if there is not that much; use [`Memory::try_zeroed`] for sizes from outside.
    pub fn zeroed(len: usize) -> Self {
        Self::try_zeroed(len).expect("memory for data of a size that is known to be sane")
    }

    /// A copy of bytes or numbers.
    pub fn copy_of<T: bytemuck::NoUninit>(values: &[T]) -> Self {
        let bytes: &[u8] = bytemuck::cast_slice(values);
        let mut memory = Self::zeroed(bytes.len());
        memory.bytes_mut().copy_from_slice(bytes);
        memory
    }

    /// Memory that belongs to somebody else, read-only for us.
    ///
    /// # Safety
    /// `start` points to `len` readable bytes that nobody changes until `release` has been called,
    /// and `release` may be called from any thread.
    pub unsafe fn foreign(
        start: *const u8,
        len: usize,
        owner: *mut (),
        release: extern "C" fn(*mut u8, usize, *mut ()),
    ) -> Self {
        Self(RArc::new(Block { start: start.cast_mut(), len, owner, release, writable: false }))
    }

    /// Memory that somebody else allocated and handed over: it may be written like our own.
    ///
    /// # Safety
    /// `start` points to `len` readable and writable bytes that nobody else reads or changes until
    /// `release` has been called, and `release` may be called from any thread.
    pub unsafe fn adopted(
        start: *mut u8,
        len: usize,
        owner: *mut (),
        release: extern "C" fn(*mut u8, usize, *mut ()),
    ) -> Self {
        Self(RArc::new(Block { start, len, owner, release, writable: true }))
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        // SAFETY: the block holds `len` initialised bytes for as long as it lives.
        unsafe { std::slice::from_raw_parts(self.0.start, self.0.len) }
    }

    /// The bytes, to be written: copied first if somebody else uses them.
    pub fn bytes_mut(&mut self) -> &mut [u8] {
        if !self.is_exclusive() {
            let mut copy = Self::zeroed(self.len());
            copy.bytes_mut().copy_from_slice(self.bytes());
            *self = copy;
        }
        let block = &*self.0;
        // SAFETY: we are the only user of a writable block, and hold it by `&mut`.
        unsafe { std::slice::from_raw_parts_mut(block.start, block.len) }
    }

    /// Whether the bytes can be written without a copy: they are ours, and nobody else uses them.
    pub fn is_exclusive(&mut self) -> bool {
        RArc::get_mut(&mut self.0).is_some_and(|block| block.writable)
    }

    /// Size in bytes.
    pub fn len(&self) -> usize {
        self.0.len
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.len == 0
    }

    /// The bytes as numbers or vectors.
    ///
    /// Panics if the length is no multiple of the element or foreign memory is not aligned to it.
    pub fn elements<T: Element>(&self) -> &[T] {
        bytemuck::cast_slice(self.bytes())
    }

    /// The bytes as numbers or vectors, to be written: copied first if somebody else uses them.
    pub fn elements_mut<T: Element>(&mut self) -> &mut [T] {
        bytemuck::cast_slice_mut(self.bytes_mut())
    }

    /// Whether both are the same allocation.
    pub fn is_same(&self, other: &Self) -> bool {
        std::ptr::eq(self.0.start, other.0.start) && self.0.len == other.0.len
    }
}

impl std::fmt::Debug for Memory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Memory({} bytes)", self.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn a_clone_shares_until_one_writes() {
        let original = Memory::copy_of(&[1u8, 2, 3]);
        let mut copy = original.clone();
        assert!(copy.is_same(&original));
        copy.bytes_mut()[0] = 9;
        assert_eq!((original.bytes(), copy.bytes()), (&[1, 2, 3][..], &[9, 2, 3][..]));
    }

    #[test]
    fn big_memory_is_zero_and_aligned() {
        for len in [0, 1, HUGE_FROM - 1, HUGE_FROM, HUGE_FROM + 1] {
            let memory = Memory::zeroed(len);
            assert!(memory.bytes().iter().all(|&byte| byte == 0));
            assert_eq!(memory.bytes().as_ptr() as usize % ALIGNMENT, 0);
        }
    }

    #[test]
    fn an_absurd_size_is_an_error() {
        assert!(Memory::try_zeroed(1 << 60).is_err());
        assert!(Memory::try_zeroed(usize::MAX).is_err());
    }

    #[test]
    fn a_foreign_owner_is_told_once_and_its_bytes_are_never_written() {
        static RELEASED: AtomicUsize = AtomicUsize::new(0);
        static BYTES: [u8; 2] = [5, 6];
        extern "C" fn release(_: *mut u8, _: usize, _: *mut ()) {
            RELEASED.fetch_add(1, Ordering::SeqCst);
        }
        // SAFETY: a static lives for ever.
        let mut memory =
            unsafe { Memory::foreign(BYTES.as_ptr(), 2, std::ptr::null_mut(), release) };
        drop(memory.clone());
        assert_eq!(RELEASED.load(Ordering::SeqCst), 0);
        memory.bytes_mut()[0] = 7;
        assert_eq!(RELEASED.load(Ordering::SeqCst), 1);
        assert_eq!((memory.bytes(), BYTES), (&[7, 6][..], [5, 6]));
    }

    #[test]
    fn adopted_memory_is_written_in_place_unless_it_is_shared() {
        extern "C" fn release(_: *mut u8, _: usize, _: *mut ()) {}
        let mut bytes = [5u8, 6];
        let start = bytes.as_mut_ptr();
        // SAFETY: nobody touches the array while the memory lives.
        let mut memory = unsafe { Memory::adopted(start, 2, std::ptr::null_mut(), release) };
        assert!(memory.is_exclusive());
        memory.bytes_mut()[0] = 7;
        let other = memory.clone();
        assert!(!memory.is_exclusive());
        memory.bytes_mut()[0] = 8;
        assert_eq!((memory.bytes(), other.bytes()), (&[8, 6][..], &[7, 6][..]));
    }
}
