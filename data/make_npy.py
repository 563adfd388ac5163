#!/usr/bin/env python3
"""Turns a NIfTI-1 volume into a `.npy`, with numpy and the standard library alone.

    python data/make_npy.py data/volumes/mni_icbm152_t1_1mm.nii.gz out/mni_icbm152.npy

The array has the shape (nz, ny, nx) in C order, so that x runs fastest, as in the file.
Voxels keep their number type; a slope or intercept in the header that changes values gives float32.
Orientation is *not* applied: axes stay as stored (for the template: x to the right, y to the front, z up).
"""

import argparse
import gzip
import os
import struct
from pathlib import Path

import numpy as np

# NIfTI-1 datatype codes that are plain numbers.
NUMBER_TYPES = {
    2: "u1", 4: "i2", 8: "i4", 16: "f4", 64: "f8",
    256: "i1", 512: "u2", 768: "u4", 1024: "i8", 1280: "u8",
}  # fmt: skip


def read_nifti(path: Path) -> np.ndarray:
    """This is the volume of a `.nii` or `.nii.gz` file as an array (nz, ny, nx)."""
    data = path.read_bytes()
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)

    if len(data) < 348:
        raise ValueError(f"{path} is shorter than the 348 bytes of a NIfTI-1 header")
    order = next((o for o in "<>" if struct.unpack_from(o + "i", data, 0)[0] == 348), None)
    if order is None or data[344:348] != b"n+1\0":
        raise ValueError(f"{path} is not a single-file NIfTI-1 volume (.nii or .nii.gz)")

    n_axes, *dims = struct.unpack_from(order + "8h", data, 40)
    if n_axes < 3 or any(n > 1 for n in dims[3:n_axes]):
        raise ValueError(f"{path} has the shape {dims[:n_axes]}: one scalar volume is expected")
    (code,) = struct.unpack_from(order + "h", data, 70)
    if code not in NUMBER_TYPES:
        raise ValueError(f"{path} holds NIfTI datatype {code}: plain numbers are expected")
    voxel_offset, slope, intercept = struct.unpack_from(order + "3f", data, 108)

    nx, ny, nz = dims[:3]
    dtype = np.dtype(order + NUMBER_TYPES[code])
    voxels = np.frombuffer(data, dtype, nx * ny * nz, int(voxel_offset)).reshape(nz, ny, nx)
    if slope not in (0.0, 1.0) or (slope == 1.0 and intercept != 0.0):
        return (voxels * np.float32(slope) + np.float32(intercept)).astype(np.float32)
    return voxels.astype(dtype.newbyteorder("="))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("volume", type=Path, help="a .nii or .nii.gz file")
    parser.add_argument("array", type=Path, help="the .npy file to write")
    args = parser.parse_args()

    array = read_nifti(args.volume)
    args.array.parent.mkdir(parents=True, exist_ok=True)
    # Written beside and renamed, so that an interrupted run leaves no half file.
    unfinished = args.array.with_suffix(".npy.part")
    with unfinished.open("wb") as file:
        np.save(file, array)
    os.replace(unfinished, args.array)
    print(f"{args.array}: {array.shape} {array.dtype}, {array.min()} to {array.max()}")


if __name__ == "__main__":
    main()
