"""What scripts use of Inviwo's base module: files, derivatives of volumes, and
groups of properties."""

from . import algorithm, io, properties  # noqa: F401
