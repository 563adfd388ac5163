"""Running a property through values, and putting it back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

__all__ = ["Animation"]


class Animation:
    """Values of a property, one after the other, as long as a `with` statement lasts.

        with ivw.animation.Animation(raycaster.samplingRate, 1, 10, 0.5) as animation:
            for step, value in animation:
                canvas.snapshot(f"rate{step:03}.png")

    Goes from the least to the greatest value of the property in steps of one, if nothing is given;
    the last value is not passed, and reached where a whole number of steps leads there.
    """

    def __init__(
        self, prop: Any, start: float | None = None, stop: float | None = None, inc: float | None = None
    ) -> None:
        self.prop = prop
        self.start = prop.minValue if start is None else start
        self.stop = prop.maxValue if stop is None else stop
        self.inc = 1 if inc is None else inc
        if not self.inc:
            raise ValueError(f"an animation of {prop.identifier} with steps of zero never ends")
        self._before = prop.value

    def __enter__(self) -> Animation:
        return self

    def __exit__(self, *exception: object) -> None:
        self.restore()

    def __len__(self) -> int:
        # What is missing for a whole step by rounding alone counts as one.
        steps = (self.stop - self.start) / self.inc
        return max(int(steps + 1e-9) + 1, 0) if steps > -1e-9 else 0

    def __iter__(self) -> Iterator[tuple[int, Any]]:
        for step in range(len(self)):
            # A multiple, not a sum, so that errors of rounding don't grow.
            value = self.start + step * self.inc
            self.prop.value = value
            yield step, value

    def restore(self) -> None:
        """Gives the property the value from before."""
        self.prop.value = self._before
