"""How often which numbers are in data."""

from . import _core

#: Data of many different numbers is counted in this many steps.
_BINS = 2048
#: More bins than this are no histogram, but a slip.
_LIMIT = 1 << 24


class Statistics:
    """What some numbers have in common; those that are not finite do not count."""

    def __init__(self, values=()):
        import numpy as np

        values = np.asarray(values, dtype=np.float64)
        values = values[np.isfinite(values)]
        is_empty = not values.size
        self.min = 0.0 if is_empty else float(values.min())
        self.max = 0.0 if is_empty else float(values.max())
        self.mean = 0.0 if is_empty else float(values.mean())
        self.standardDeviation = 0.0 if is_empty else float(values.std())
        #: The number that so many percent are not above, from 0 to 100.
        self.percentiles = [] if is_empty else np.percentile(values, range(101)).tolist()

    def __repr__(self):
        return (
            f"<Statistics: {self.min} to {self.max}, mean {self.mean}, "
            f"standard deviation {self.standardDeviation}>"
        )


class _Histogram:
    """What histograms have in common."""

    def __init__(self, n):
        if not 0 <= n <= _LIMIT:
            raise ValueError(f"a histogram has 0 to {_LIMIT} bins, not {n}")
        self.counts = [0] * n
        self.totalCounts = self.maxCount = 0
        self.underflow = self.overflow = 0
        self.dataMap = None
        self.dataStats, self.histStats = Statistics(), Statistics()
        self.name = ""

    def _fill(self, counts):
        self.counts = counts.tolist()
        self.totalCounts, self.maxCount = int(counts.sum()), int(counts.max(initial=0))
        self.histStats = Statistics(counts)


class Histogram1D(_Histogram):
    """How many numbers are in each of some steps of the data range."""

    def __init__(self, bins=0):
        super().__init__(int(bins))

    def __repr__(self):
        return f"<Histogram1D {self.name}: {len(self.counts)} bins, {self.totalCounts} counts>"


class Histogram2D(_Histogram):
    """How many pairs of numbers are in each of some steps of two data ranges, rows first."""

    def __init__(self, dimensions=(0, 0)):
        x, y = (int(n) for n in dimensions)
        super().__init__(x * y)
        self.dimensions = _core.glm.size2_t(x, y)

    def __repr__(self):
        x, y = self.dimensions
        return f"<Histogram2D {self.name}: {x} x {y} bins, {self.totalCounts} counts>"


def _of_component(values, data_map, bins, name):
    import numpy as np

    low, high = sorted(float(limit) for limit in data_map.dataRange)
    if bins is None:
        is_whole = values.dtype.kind in "iu"
        bins = min(_BINS, int(high - low) + 1) if is_whole else _BINS
    made = Histogram1D(bins)
    finite = values[np.isfinite(values)]
    if bins:
        # All that is at one place is in the first step.
        limits = (low, high if high > low else low + 1)
        made._fill(np.histogram(finite, bins, limits)[0])
    made.underflow, made.overflow = int((finite < low).sum()), int((finite > high).sum())
    made.dataMap, made.dataStats, made.name = data_map, Statistics(values), name
    return made


def _calculate(n_spatial):
    def calculateHistograms(self, bins=None):
        """One `Histogram1D` for each component, over the data range.

        There is one bin for each whole number, or 2048 steps, unless `bins` says otherwise.
        """
        array = self.data
        parts = [array] if array.ndim == n_spatial else [array[..., n] for n in range(array.shape[-1])]
        return [_of_component(part.ravel(), self.dataMap, bins, f"{n}") for n, part in enumerate(parts)]

    return calculateHistograms


_core.data.Volume.calculateHistograms = _calculate(3)
_core.data.Layer.calculateHistograms = _calculate(2)
for _class in (Statistics, Histogram1D, Histogram2D):
    _class.__module__ = "inviwopy"
    setattr(_core.data, _class.__name__, _class)
_core.data.Histogram = Histogram1D
