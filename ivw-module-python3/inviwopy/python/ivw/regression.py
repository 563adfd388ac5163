"""What a regression test leaves behind: pictures and measurements."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import inviwopy

__all__ = ["Measurements", "saveCanvas"]


def saveCanvas(canvas: inviwopy.CanvasProcessor, name: str | None = None) -> None:
    """Saves a canvas as `imgtest/NAME.png` in the output folder; without a name, that of the canvas."""
    folder = Path(str(inviwopy.app.getOutputPath())) / "imgtest"
    path = folder / f"{canvas.identifier if name is None else name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    canvas.snapshot(str(path))


class Measurements:
    """Numbers with a name, a quantity and a unit."""

    def __init__(self) -> None:
        self.m: list[dict[str, Any]] = []

    def add(self, name: str, quantity: str, unit: str, value: float) -> None:
        """Notes any number."""
        self.m.append({"name": name, "quantity": quantity, "unit": unit, "value": value})

    def addCount(self, name: str, value: float) -> None:
        """Notes how many there are."""
        self.add(name, "count", "", value)

    def addTime(self, name: str, value: float) -> None:
        """Notes seconds."""
        self.add(name, "time", "s", value)

    def addFrequency(self, name: str, value: float) -> None:
        """Notes how often in a second."""
        self.add(name, "frequency", "Hz", value)

    def addFraction(self, name: str, value: float) -> None:
        """Notes a part of a whole, in percent."""
        self.add(name, "fraction", "%", value)

    def save(self) -> None:
        """Writes all into `stats.json` in the output folder."""
        path = Path(str(inviwopy.app.getOutputPath())) / "stats.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(self.m, indent=4) + "\n", encoding="utf-8")
