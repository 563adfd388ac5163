"""What scripts use of Inviwo's base module: files, and derivatives of volumes."""

from . import algorithm, io  # noqa: F401
