"""Helpers for scripts: pictures, camera paths, animations, measurements."""
