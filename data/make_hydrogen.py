#!/usr/bin/env python3
"""Writes an analytic volume as `.npy`: a hydrogen orbital or the Marschner-Lobb signal.

    python data/make_hydrogen.py out/hydrogen.npy                        # |psi|^2 of 3d_z2, 128^3 float32
    python data/make_hydrogen.py out/hydrogen.npy --orbital 4d --size 256 --dtype uint16
    python data/make_hydrogen.py out/ml.npy --marschner-lobb

The array has the shape (n, n, n) in C order, indexed [z, y, x]; the z axis is the axis of the orbital.
Values run from 0 to 1; integer types use their full range (255, 65535).

Hydrogen: |psi_nlm|^2 in atomic units, sampled at voxel centres of a cube around the nucleus, divided
by its maximum. Its square root is written with --amplitude, which brings out the faint outer lobes.

Marschner-Lobb: the test signal of S. Marschner and R. Lobb, "An evaluation of reconstruction filters
for volume rendering", IEEE Visualization 1994, with f_M = 6 and alpha = 0.25, on [-1, 1]^3.
"""

import argparse
import os
from pathlib import Path

import numpy as np

# Radial part without its constant as a function of r in Bohr radii, angular part without its constant
# as a function of cos(theta) and the direction (x, y)/r, and the half width of a cube that holds it.
ORBITALS = {
    "2p": (lambda r: r * np.exp(-r / 2), lambda c, x, y: c, 12.0),
    "3d": (lambda r: r**2 * np.exp(-r / 3), lambda c, x, y: 3 * c**2 - 1, 22.0),
    "3dxy": (lambda r: r**2 * np.exp(-r / 3), lambda c, x, y: x * y, 22.0),
    "4d": (lambda r: r**2 * (12 - r) * np.exp(-r / 4), lambda c, x, y: 3 * c**2 - 1, 36.0),
    "4f": (lambda r: r**3 * np.exp(-r / 4), lambda c, x, y: 5 * c**3 - 3 * c, 34.0),
}


def hydrogen_slice(orbital: str, z: float, axis: np.ndarray) -> np.ndarray:
    """This is |psi|^2, up to a constant, at height z; z and axis run from -1 to 1."""
    radial, angular, half_width = ORBITALS[orbital]
    y, x = np.meshgrid(axis * half_width, axis * half_width, indexing="ij")
    z = z * half_width
    # The tiny number keeps the nucleus, where angles have no meaning, from dividing by zero.
    r = np.sqrt(x * x + y * y + z * z) + 1e-12
    return (radial(r) * angular(z / r, x / r, y / r)) ** 2


def marschner_lobb_slice(z: float, axis: np.ndarray) -> np.ndarray:
    """This is the Marschner-Lobb signal, between 0 and 1, at height z."""
    f_m, alpha = 6.0, 0.25
    y, x = np.meshgrid(axis, axis, indexing="ij")
    rho = np.cos(2 * np.pi * f_m * np.cos(np.pi * np.hypot(x, y) / 2))
    return (1 - np.sin(np.pi * z / 2) + alpha * (1 + rho)) / (2 * (1 + alpha))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("array", type=Path, help="the .npy file to write")
    parser.add_argument("--size", type=int, default=128, help="voxels along each axis (128)")
    parser.add_argument("--dtype", choices=["uint8", "uint16", "float32"], default="float32")
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--orbital", choices=ORBITALS, default="3d", help="3d is 3d_z2 (3d)")
    kind.add_argument("--marschner-lobb", action="store_true", help="the test signal instead")
    parser.add_argument("--amplitude", action="store_true", help="|psi| instead of |psi|^2")
    args = parser.parse_args()
    if args.size < 2:
        parser.error("--size has to be 2 or more")
    if args.amplitude and args.marschner_lobb:
        parser.error("--amplitude belongs to an orbital")

    n = args.size
    axis = (np.arange(n) + 0.5) / n * 2 - 1  # voxel centres

    # One slice at a time: a 512^3 field never needs more than itself.
    field = np.empty((n, n, n), np.float32)
    for k, z in enumerate(axis):
        if args.marschner_lobb:
            field[k] = marschner_lobb_slice(z, axis)
        else:
            field[k] = hydrogen_slice(args.orbital, z, axis)
    if not args.marschner_lobb:
        field /= field.max()
    if args.amplitude:
        np.sqrt(field, out=field)

    if args.dtype != "float32":
        field = np.round(field * np.iinfo(args.dtype).max).astype(args.dtype)
    args.array.parent.mkdir(parents=True, exist_ok=True)
    # Written beside and renamed, so that an interrupted run leaves no half file.
    unfinished = args.array.with_suffix(".npy.part")
    with unfinished.open("wb") as file:
        np.save(file, field)
    os.replace(unfinished, args.array)
    print(f"{args.array}: {field.shape} {field.dtype}, {field.min()} to {field.max()}")


if __name__ == "__main__":
    main()
