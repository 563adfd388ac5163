"""What the processors of {{name}} share."""

import numpy as np


def marks(values, threshold):
    """1 for each value that is at least the threshold, otherwise 0."""
    return (values >= threshold).astype(np.uint8)
