"""Signals of the module Sender, for Python."""

from inviwopy import data
from inviwopy.data import makeData

TYPE = "org.ivw.fixture.Signal/1"

SignalInport, SignalMultiInport, SignalOutport = data.portsOf(
    "org.ivw.fixture.Signal", TYPE, color=(240, 200, 60)
)


class Signal:
    """Numbers at even steps of time."""

    def __init__(self, data=None, **fields):
        self.data = data or makeData(TYPE, **fields)

    @property
    def samples(self):
        """The numbers, as a read-only array."""
        return self.data.samples

    @samples.setter
    def samples(self, numbers):
        self.data = self.data.changed(samples=numbers)

    @property
    def duration(self):
        """How long it is, in seconds."""
        return len(self.samples) / self.data.rate_hz


data.registerDataClass(TYPE, Signal)
