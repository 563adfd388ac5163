"""What scripts use of Inviwo's base module: files, derivatives of volumes, and
groups of properties."""
# Written by stubs/generate.py: change types.pyi there.



from ivwbase import algorithm as algorithm
from ivwbase import io as io
from ivwbase import properties as properties
