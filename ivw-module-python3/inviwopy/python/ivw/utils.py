"""Bringing pictures up to date and saving them together with the workspace."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from pathlib import Path

import inviwopy

__all__ = [
    "ensureDirectory",
    "getCanvases",
    "snapshotAllCanvasesWithWorkspace",
    "snapshotWithWorkspace",
    "update",
]


def ensureDirectory(dir: str | PathLike[str]) -> None:
    """Makes a folder, and those above it, where it is missing."""
    Path(dir).mkdir(parents=True, exist_ok=True)


def update() -> None:
    """Waits until the network is up to date, and lets the desktop draw where there is one."""
    inviwopy.app.waitForPool()
    qt = getattr(inviwopy, "qt", None)
    if qt is not None:
        qt.update()


def getCanvases() -> list[inviwopy.CanvasProcessor]:
    """All canvases of the network."""
    return inviwopy.app.network.canvases


def snapshotAllCanvasesWithWorkspace(
    basePath: str | PathLike[str],
    workspaceName: str,
    canvasFilenamePrefix: str = "",
    canvasFilenameSufix: str = "",
    filetype: str = "png",
) -> None:
    """Saves the network, and a picture of each of its canvases, into a folder."""
    snapshotWithWorkspace(
        basePath,
        list(getCanvases()),
        workspaceName,
        canvasFilenamePrefix,
        canvasFilenameSufix,
        filetype,
    )


def snapshotWithWorkspace(
    basePath: str | PathLike[str],
    canvases: inviwopy.CanvasProcessor | Sequence[inviwopy.CanvasProcessor],
    workspaceName: str,
    canvasFilenamePrefix: str = "",
    canvasFilenameSufix: str = "",
    filetype: str = "png",
) -> None:
    """Saves the network, and a picture of each of some canvases, into a folder.

    A picture is named after its canvas, with a prefix and a suffix; spaces around names don't count.
    The name of the workspace may lead into a folder below.
    """
    if isinstance(canvases, inviwopy.CanvasProcessor):
        canvases = [canvases]
    elif not isinstance(canvases, (list, tuple)):
        raise TypeError(
            f"canvases is a {type(canvases).__name__}: give a CanvasProcessor or a list of them"
        )
    for canvas in canvases:
        if not isinstance(canvas, inviwopy.CanvasProcessor):
            raise TypeError(f"{canvas!r} among the canvases is no CanvasProcessor")

    folder = Path(basePath)
    name = workspaceName.strip()
    workspace = folder / (name if name.endswith(".inv") else name + ".inv")
    ensureDirectory(folder)
    ensureDirectory(workspace.parent)
    inviwopy.app.network.save(str(workspace))
    prefix, suffix = canvasFilenamePrefix.strip(), canvasFilenameSufix.strip()
    for canvas in canvases:
        canvas.snapshot(str(folder / f"{prefix}{canvas.identifier}{suffix}.{filetype}"))
