"""The folder and the command that the tests of the command line share."""

from __future__ import annotations

from pond import folder, greenpark

__all__ = ["folder", "greenpark"]
