# Walks around a ball: one picture for each direction.
import math
import os

import inviwopy
from inviwopy.glm import vec3

network = inviwopy.app.network
camera = network.EntryExitPoints.camera
canvas = network.canvases[0]
distance = 4.0
means = []
for step in range(4):
    angle = step * math.pi / 2
    camera.lookFrom = vec3(distance * math.sin(angle), 0.5 * step, distance * math.cos(angle))
    picture = canvas.image.colorLayers[0].data
    means.append(float(picture.mean()))
    canvas.snapshot(os.path.join(app_out, f"turn{step:02d}.png"))
# The link took the other camera along.
other = network.VolumeRaycaster.camera.lookFrom
same = all(abs(other[n] - camera.lookFrom[n]) < 1e-6 for n in range(3))
