"""What scripts use of Inviwo's base module: files, and derivatives of volumes."""
# Written by stubs/generate.py: change types.pyi there.



from ivwbase import algorithm as algorithm
from ivwbase import io as io
