"""A mesh made vertex by vertex."""

import inviwopy as ivw
from inviwopy.glm import vec3, vec4


class MeshCreationTest(ivw.Processor):
    """Three coloured squares, one behind the other."""

    def __init__(self, id, name):
        super().__init__(id, name)
        self.outport = ivw.data.MeshOutport("outport")
        self.addOutport(self.outport)

    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo(
            classIdentifier="org.inviwo.MeshCreationTest",
            displayName="Mesh Creation Test",
            category="Python",
            codeState=ivw.CodeState.Stable,
            tags=ivw.Tags.PY,
        )

    def getProcessorInfo(self):
        return MeshCreationTest.processorInfo()

    def process(self):
        colors = [vec4(1.0, 0.1, 0.1, 1.0), vec4(0.1, 1.0, 0.1, 0.75), vec4(0.1, 0.1, 1.0, 0.75)]
        mesh = ivw.data.BasicMesh(ivw.data.DrawType.Triangles, ivw.data.ConnectivityType.Unconnected)
        for z, up, color in zip((-1.0, 0.0, 1.0), (-1.0, 0.0, -0.3), colors):
            for y in (-1.0, 1.0):
                for x in (-1.0, 1.0):
                    mesh.addVertex(
                        vec3(x + 0.5 * z, y + up + 0.3, 1.5 * z),
                        vec3(0.0, 0.0, 1.0),
                        vec3(x, y, 0.5),
                        color,
                    )
        indices = mesh.addIndexBuffer(
            ivw.data.DrawType.Triangles, ivw.data.ConnectivityType.Unconnected
        )
        corners = [4 * square + corner for square in range(3) for corner in (0, 1, 2, 2, 1, 3)]
        indices.size = len(corners)
        for n, corner in enumerate(corners):
            indices.data[n] = corner
        self.outport.setData(mesh)
