"""From bytes to checked models: every fault of a user's file becomes a located problem.

The steps are :func:`decode` (bytes to text), :func:`read` (text to plain data with positions) and
:func:`validate` (plain data to a pydantic model). Nothing else in the program imports ``yaml``.
"""

from greenpark_assess.documents.decoding import MAX_BYTES, decode
from greenpark_assess.documents.document import Document, Path
from greenpark_assess.documents.reading import read
from greenpark_assess.documents.validation import validate

__all__ = ["MAX_BYTES", "Document", "Path", "decode", "read", "validate"]
