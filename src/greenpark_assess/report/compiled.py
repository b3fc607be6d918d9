"""Our templates as compiled by an earlier run, where Python keeps what it has compiled itself."""

from __future__ import annotations

import hashlib
import pickle
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, FileSystemBytecodeCache


class Compiled(FileSystemBytecodeCache):
    """Compiled templates on the rules of ``__pycache__``: whatever is in the way, do without.

    What was compiled by another Jinja, from another source or in another way is not used.
    """

    def __init__(self, templates: Path, settings: Mapping[str, object]) -> None:
        """Keep the templates of a folder, as an environment with ``settings`` compiles them."""
        place = Path(cache_from_source(str(templates / "template.py"))).parent
        super().__init__(str(place), f"%s.{sys.implementation.cache_tag}.jinja")
        self._way = f"{jinja2.__version__} {sorted(settings.items())}"

    def get_source_checksum(self, source: str) -> str:
        """Return what changes with the source, and with all else that the outcome hangs on."""
        return hashlib.sha256(f"{self._way} {source}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill ``bucket`` if there is something that fits."""
        with suppress(OSError, EOFError, pickle.UnpicklingError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep ``bucket`` if Python may keep what it compiles."""
        if sys.dont_write_bytecode:
            return
        with suppress(OSError):
            Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)
