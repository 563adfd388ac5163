import sys
import unittest
from pathlib import Path

import numpy as np

sys.path.append(str(Path(__file__).parents[1] / "python"))

from {{crate}}_helpers import marks


class Marks(unittest.TestCase):
    def test_values_from_the_threshold_on_are_marked_and_nan_is_not(self):
        values = np.array([1.0, 2.0, 3.0, np.nan])
        self.assertEqual(marks(values, 2.0).tolist(), [0, 1, 1, 0])


if __name__ == "__main__":
    unittest.main()
