"""What typed meshes have in common."""
# Written by stubs/generate.py: change types.pyi there.

from typing import Any


class ColorsBuffer:
    """Meshes with a ColorAttrib."""
    def getColors(self) -> Any:
        """The buffer of ColorAttrib."""
    def setVertexColor(self, index: Any, value: Any) -> Any:
        """Replaces one element of the buffer of ColorAttrib."""


class CurvatureBuffer:
    """Meshes with a CurvatureAttrib."""
    def getCurvatures(self) -> Any:
        """The buffer of CurvatureAttrib."""
    def setVertexCurvature(self, index: Any, value: Any) -> Any:
        """Replaces one element of the buffer of CurvatureAttrib."""


class IndexBuffer:
    """Meshes with a IndexAttrib."""
    def getIndex(self) -> Any:
        """The buffer of IndexAttrib."""
    def setVertexIndex(self, index: Any, value: Any) -> Any:
        """Replaces one element of the buffer of IndexAttrib."""


class NormalBuffer:
    """Meshes with a NormalAttrib."""
    def getNormals(self) -> Any:
        """The buffer of NormalAttrib."""
    def setVertexNormal(self, index: Any, value: Any) -> Any:
        """Replaces one element of the buffer of NormalAttrib."""


class PickingBuffer:
    """Meshes with a PickingAttrib."""
    def getPicking(self) -> Any:
        """The buffer of PickingAttrib."""
    def setVertexPicking(self, index: Any, value: Any) -> Any:
        """Replaces one element of the buffer of PickingAttrib."""


class PositionsBuffer1D:
    """Meshes with a PositionAttrib."""
    def getVertices(self) -> Any:
        """The buffer of PositionAttrib."""
    def setVertexPosition(self, index: Any, value: Any) -> Any:
        """Replaces one element of the buffer of PositionAttrib."""


class PositionsBuffer2D:
    """Meshes with a PositionAttrib."""
    def getVertices(self) -> Any:
        """The buffer of PositionAttrib."""
    def setVertexPosition(self, index: Any, value: Any) -> Any:
        """Replaces one element of the buffer of PositionAttrib."""


class PositionsBuffer3D:
    """Meshes with a PositionAttrib."""
    def getVertices(self) -> Any:
        """The buffer of PositionAttrib."""
    def setVertexPosition(self, index: Any, value: Any) -> Any:
        """Replaces one element of the buffer of PositionAttrib."""


class RadiiBuffer:
    """Meshes with a RadiiAttrib."""
    def getRadii(self) -> Any:
        """The buffer of RadiiAttrib."""
    def setVertexRadius(self, index: Any, value: Any) -> Any:
        """Replaces one element of the buffer of RadiiAttrib."""


class ScalarMetaBuffer:
    """Meshes with a ScalarMetaAttrib."""
    def getScalarMeta(self) -> Any:
        """The buffer of ScalarMetaAttrib."""
    def setVertexScalarMeta(self, index: Any, value: Any) -> Any:
        """Replaces one element of the buffer of ScalarMetaAttrib."""


class TexCoordBuffer1D:
    """Meshes with a TexCoordAttrib."""
    def getTexCoords(self) -> Any:
        """The buffer of TexCoordAttrib."""
    def setVertexTexCoord(self, index: Any, value: Any) -> Any:
        """Replaces one element of the buffer of TexCoordAttrib."""


class TexCoordBuffer2D:
    """Meshes with a TexCoordAttrib."""
    def getTexCoords(self) -> Any:
        """The buffer of TexCoordAttrib."""
    def setVertexTexCoord(self, index: Any, value: Any) -> Any:
        """Replaces one element of the buffer of TexCoordAttrib."""


class TexCoordBuffer3D:
    """Meshes with a TexCoordAttrib."""
    def getTexCoords(self) -> Any:
        """The buffer of TexCoordAttrib."""
    def setVertexTexCoord(self, index: Any, value: Any) -> Any:
        """Replaces one element of the buffer of TexCoordAttrib."""
