"""Files and derivatives as scripts use them of `ivwbase`."""

import functools
import http.server
import os
import tempfile
import threading
import unittest
from pathlib import Path
from unittest import mock

import inviwopy as ivw
import ivwbase
import numpy as np
from inviwopy.glm import mat3


class Derivatives(unittest.TestCase):
    def field(self, matrix):
        """The linear field of a matrix, on a grid that is skewed and not square."""
        nz, ny, nx = 4, 5, 6
        basis = mat3([6, 0, 0, 2, 5, 0, 0, 0, 8])
        columns = np.array([[basis[n][row] for n in range(3)] for row in range(3)])
        index = np.stack(np.meshgrid(range(nz), range(ny), range(nx), indexing="ij")[::-1], axis=-1)
        world = (index / [nx, ny, nz]) @ columns.T
        volume = ivw.data.Volume(np.ascontiguousarray(world @ matrix.T, dtype=np.float32))
        volume.basis = basis
        return volume

    def test_a_linear_field_has_a_constant_divergence_and_curl(self):
        matrix = np.array([[1.0, 2, 3], [4, 5, 6], [7, 8, 10]])
        volume = self.field(matrix)
        divergence = ivwbase.algorithm.divergenceVolume(volume)
        np.testing.assert_allclose(divergence.data, 16, rtol=1e-4)
        curl = ivwbase.algorithm.curlVolume(volume)
        expected = [8 - 6, 3 - 7, 4 - 2]
        np.testing.assert_allclose(curl.data, np.broadcast_to(expected, (4, 5, 6, 3)), atol=1e-3)
        self.assertEqual(curl.basis, volume.basis)
        self.assertAlmostEqual(divergence.dataMap.valueRange[1], 16, 3)

    def test_a_field_needs_three_components(self):
        with self.assertRaises(ValueError):
            ivwbase.algorithm.curlVolume(ivw.data.Volume(np.zeros((2, 2, 2), np.float32)))


class Files(unittest.TestCase):
    def test_a_volume_is_written_and_read(self):
        volume = ivw.data.Volume(np.arange(24, dtype=np.uint8).reshape(2, 3, 4))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "numbers.dat")
            ivwbase.io.saveDatVolume(volume, path)
            again = ivw.app.dataReaderFactory.volume.read(path)
            np.testing.assert_array_equal(again.data, volume.data)

    def test_volumes_and_sequences_are_written_as_ivf(self):
        volumes = [
            ivw.data.Volume(np.full((2, 3, 4), n, dtype=np.uint16)) for n in range(3)
        ]
        volumes[1].modelMatrix = ivw.glm.mat4(2.0)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "numbers.ivf")
            ivwbase.io.saveIvfVolume(volumes[1], path)
            again = ivw.app.dataReaderFactory.volume.read(path)
            np.testing.assert_array_equal(again.data, volumes[1].data)
            self.assertEqual(again.modelMatrix, volumes[1].modelMatrix)
            with self.assertRaises(RuntimeError):
                ivwbase.io.saveIvfVolume(volumes[1], path, overwrite=False)
            made = ivwbase.io.saveIvfVolumeSequence(volumes, "all", folder, "steps", True)
            self.assertEqual(made, Path(folder, "all.ivfs"))
            network = ivw.app.network
            network.clear()
            self.addCleanup(network.clear)
            source = ivw.app.processorFactory.create("org.inviwo.VolumeSource")
            network.addProcessor(source)
            source.filename.value = made
            source.Sequence.selectedSequenceIndex.value = 3
            read = source.outports[0].getData()
            self.assertEqual(read.data[0, 0, 0], 2)

    def test_what_is_on_the_web_is_fetched_once(self):
        self.assertEqual(ivwbase.io.downloadAndCacheIfUrl("/data/a b.fits"), Path("/data/a b.fits"))
        self.assertEqual(ivwbase.io.downloadAndCacheIfUrl("C:/a.fits"), Path("C:/a.fits"))
        with tempfile.TemporaryDirectory() as site, tempfile.TemporaryDirectory() as cache:
            Path(site, "a b.fits").write_bytes(b"stars")
            handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=site)
            handler.func.log_message = lambda *arguments: None
            with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
                threading.Thread(target=server.serve_forever, daemon=True).start()
                url = f"http://127.0.0.1:{server.server_port}/a%20b.fits"
                with mock.patch.dict(os.environ, {"XDG_CACHE_HOME": cache}):
                    path = ivwbase.io.downloadAndCacheIfUrl(url)
                    self.assertEqual((path.read_bytes(), path.suffix), (b"stars", ".fits"))
                    Path(site, "a b.fits").unlink()
                    self.assertEqual(ivwbase.io.downloadAndCacheIfUrl(url), path)
                    with self.assertRaises(OSError):
                        ivwbase.io.downloadAndCacheIfUrl(url + ".gz")
                    self.assertEqual(len(list(Path(cache, "ivw/downloads").iterdir())), 1)
                server.shutdown()


class Groups(unittest.TestCase):
    def test_a_group_has_what_native_processors_have(self):
        groups = ivwbase.properties
        basis = groups.BasisProperty("basis", "Basis and offset")
        self.assertEqual(basis.classIdentifier, "org.inviwo.VolumeBasisProperty")
        self.assertEqual((basis.identifier, basis.displayName), ("basis", "Basis and offset"))
        network = ivw.app.network
        network.clear()
        self.addCleanup(network.clear)
        source = ivw.app.processorFactory.create("org.inviwo.VolumeSource")
        network.addProcessor(source)
        native = [p for p in source.properties if isinstance(p, groups.BasisProperty)]
        self.assertEqual(len(native), 1)
        self.assertEqual(
            [p.identifier for p in basis.properties], [p.identifier for p in native[0].properties]
        )
        information = groups.VolumeInformationProperty("information", "Volume")
        self.assertFalse(information.checked)
        for kind in (groups.DataRangeProperty, groups.LayerInformationProperty):
            self.assertGreater(len(kind("id", "Name").properties), 1)
        moves = groups.TransformListProperty("moves", "Moves")
        self.assertIn("org.inviwo.TransformListProperty", moves.classIdentifier)


if __name__ == "__main__":
    unittest.main()
