"""Laws of arrays in and out, for one case; the cases are made, and made small, in tests/tests/inviwopy.rs."""

import gc

import numpy as np

from inviwopy import data

_SOURCE = """
__numpy_order__ = {order!r}

def make(kind, *args):
    return kind(*args)

def read(holder):
    return holder.data

def assign(holder, array):
    holder.data = array

def interface(holder):
    return holder.__array_interface__

def dlpack(holder):
    import numpy
    return numpy.from_dlpack(holder)
"""


def _speaker(order):
    """Functions as a file would have them whose arrays are in an order."""
    namespace = {"__name__": f"speaks_{order}"}
    exec(_SOURCE.format(order=order), namespace)
    return namespace


_SPEAKERS = {order: _speaker(order) for order in ("zyx", "xyz")}
_KINDS = {1: data.Buffer, 2: data.Layer, 3: data.Volume}
_WRAPPERS = {2: data.LayerPy, 3: data.VolumePy}


def array_of(case):
    """An array as the case describes it: its shape, and how it lies in memory."""
    dtype = np.dtype(case["dtype"]).newbyteorder(">" if case["swapped"] else "<")
    shape = list(case["lengths"]) + ([case["components"]] if case["components"] > 1 else [])
    steps = (case["steps"] * 4)[: len(shape)]
    places = sorted(range(len(shape)), key=lambda axis: (case["ranks"] * 4)[axis])
    wide = [shape[axis] * abs(steps[axis]) for axis in places]
    n_bytes = int(np.prod(wide)) * dtype.itemsize
    rng = np.random.default_rng(case["seed"])
    memory = np.zeros(n_bytes + 8, np.uint8)
    memory[:] = rng.integers(0, 256, memory.size)
    begin = case["shift"]
    array = memory[begin : begin + n_bytes].view(dtype).reshape(wide)
    array = array[tuple(slice(None, None, steps[axis]) for axis in places)]
    array = array.transpose([places.index(axis) for axis in range(len(shape))])
    assert list(array.shape) == shape, (array.shape, shape)
    if case["read_only"]:
        array.flags.writeable = False
    return array


def same(a, b):
    """Whether numbers are the same, NaN included, whatever their byte order."""
    native = a.dtype.newbyteorder("=")
    return a.shape == b.shape and np.array_equal(
        np.ascontiguousarray(a.astype(native)).view(np.uint8),
        np.ascontiguousarray(b.astype(native)).view(np.uint8),
    )


def turned(array, n_axes):
    """The array as the other order has it: its axes reversed, components last."""
    return array.transpose([*reversed(range(n_axes)), *range(n_axes, array.ndim)])


def check(case):
    array = array_of(case)
    n_axes = len(case["lengths"])
    kind = _KINDS[n_axes]
    here = _SPEAKERS[case["order"]]
    other = _SPEAKERS["xyz" if case["order"] == "zyx" else "zyx"]
    wanted = array.astype(array.dtype.newbyteorder("="))
    as_other = turned(wanted, n_axes) if n_axes > 1 else wanted

    made = here["make"](kind, array)
    assert same(here["read"](made), wanted), "an index means the same element"
    assert same(other["read"](made), as_other), "the other order has reversed axes"
    if n_axes > 1:
        x_last = case["lengths"] if case["order"] == "zyx" else case["lengths"][::-1]
        assert [*made.dimensions] == x_last[::-1], "dimensions are x, y, z"

    if not case["read_only"]:
        array[...] = 0
        assert same(here["read"](made), wanted), "the array is not the object's"

    shown, again = here["read"](made), other["read"](made)
    assert np.shares_memory(shown, again), "arrays are no copies"
    published = data._Published(made)
    shown[...] = 1
    one = np.ones(shown.shape, shown.dtype)
    assert same(here["read"](made), one) and same(again, np.ones_like(again)), "a write is seen"
    came = published.get()
    assert same(here["read"](came), wanted), "what was published stays as it was"
    assert not here["read"](came).flags.writeable, "data of a port is read-only"
    try:
        here["read"](came)[...] = 0
        raise AssertionError("data of a port was written to")
    except ValueError:
        pass

    before = shown.__array_interface__["data"]
    here["assign"](made, shown)
    assert here["read"](made).__array_interface__["data"] == before, "its own array is no news"
    here["assign"](made, array_of(case))
    assert same(here["read"](made), wanted), "what is assigned is what is read"
    assert same(shown, one), "an old array is not written to"

    assert same(np.asarray(here["read"](made)), wanted)
    described = here["interface"](made)
    seen = np.asarray(type("Described", (), {"__array_interface__": described})())
    assert same(seen, wanted), "the array interface describes the numbers"
    assert np.shares_memory(seen, here["read"](made)), "without a copy"
    exchanged = here["dlpack"](made)
    assert same(exchanged, wanted) and np.shares_memory(exchanged, here["read"](made))
    if n_axes > 1:
        wrapper = here["make"](_WRAPPERS[n_axes], array_of(case))
        assert same(other["read"](other["make"](kind, wrapper)), as_other), "wrappers keep the order"
        assert [*wrapper.dimensions] == [*made.dimensions]

    kept = here["read"](made)
    del made, came, published, shown, again
    gc.collect()
    assert same(kept, wanted), "an array outlives its object"
