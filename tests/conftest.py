"""What all tests share."""

from __future__ import annotations

from hypothesis import settings

# No timing assertions: a slow machine must not fail a test.
settings.register_profile("tests", deadline=None)
settings.load_profile("tests")
