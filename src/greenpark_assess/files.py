"""The disk: the only place that opens files, and where "-" stands for standard input and output."""

from __future__ import annotations

import errno
import os
import sys
from itertools import chain, count
from pathlib import Path
from typing import NoReturn

from greenpark_assess.documents import MAX_BYTES, decode
from greenpark_assess.problems import Place, Problem, ProblemsFound, did_you_mean

STANDARD = "-"

_DISK_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}


def read_bytes(path: str | Path, *, limit: int = MAX_BYTES) -> bytes:
    """Return what a file holds; ``-`` is standard input.

    Args:
        path: The file.
        limit: The size in bytes beyond which a file is refused before it is read.

    Raises:
        ProblemsFound: The file is missing, a folder, unreadable, or too big.
    """
    standard = str(path) == STANDARD
    raw = sys.stdin.buffer.read(limit + 1) if standard else _read(Path(path), limit)
    if len(raw) > limit:  # a pipe, which tells its size only in being read
        _refuse("file.too_big", path, size=f"> {limit}", limit=limit)
    return raw


def read_text(path: str | Path) -> str:
    """Return the text of a file in UTF-8; ``-`` is standard input.

    Raises:
        ProblemsFound: As :func:`read_bytes`, or the file is no text in UTF-8.
    """
    return decode(read_bytes(path), str(path))


def write_atomically(path: str | Path, data: bytes, *, overwrite: bool) -> None:
    """Write a file so that it is there as a whole or, whatever happens, as it was before.

    Args:
        path: The file; ``-`` is standard output. Devices and pipes are written to directly.
        data: All that the file shall hold.
        overwrite: Whether a file that exists may be replaced.

    Raises:
        ProblemsFound: The file exists and may not be replaced, is a folder, cannot be written,
            or the disk is full. No temporary file stays behind.
    """
    if str(path) == STANDARD:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        target = Path(os.path.realpath(path))  # a link stays a link to the new content
        _refuse_target(target, path, overwrite=overwrite)
        if target.exists() and not target.is_file():
            target.write_bytes(data)
        else:
            _replace(target, data)
    except (OSError, ValueError) as error:
        _refuse_write(path, error)


def write_backup(path: str | Path, data: bytes) -> Path:
    """Write ``data`` beside a file, as ``answers.yaml.bak`` or with a number, and return where.

    A backup that is there already stays.

    Raises:
        ProblemsFound: The file cannot be written, or the disk is full.
    """
    names = chain([f"{path}.bak"], (f"{path}.bak{number}" for number in count(2)))
    free = next(name for name in names if not os.path.lexists(name))
    write_atomically(free, data, overwrite=False)
    return Path(free)


def refuse_target(path: str | Path, *, overwrite: bool) -> None:
    """Refuse early what :func:`write_atomically` would refuse once the data is there.

    Raises:
        ProblemsFound: The file exists and may not be replaced, is a folder, or is in no folder
            that can be written to.
    """
    if str(path) == STANDARD:
        return
    try:
        target = Path(os.path.realpath(path))
        _refuse_target(target, path, overwrite=overwrite)
        if target.exists() and not target.is_file():
            return
        if not target.parent.is_dir():
            _refuse("file.no_folder", path, folder=str(Path(path).parent))
        if not os.access(target.parent, os.W_OK):
            _refuse("file.not_writable_for_you", path)
    except (OSError, ValueError) as error:
        _refuse_write(path, error)


def refuse_source(path: str | Path) -> None:
    """Refuse a file that :func:`read_bytes` would refuse, without reading it.

    Raises:
        ProblemsFound: The file is missing, a folder, or unreadable.
    """
    try:
        with Path(path).open("rb"):
            return
    except (OSError, ValueError) as error:
        _refuse_read(Path(path), error)


def make_folder(path: str | Path) -> Path:
    """Return a folder that can be written to, made where it is missing.

    Raises:
        ProblemsFound: There is a file of that name, or the folder cannot be made or written to.
    """
    folder = Path(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        _refuse("file.exists", path)
    except (OSError, ValueError) as error:
        _refuse_write(path, error)
    if not os.access(folder, os.W_OK):
        _refuse("file.not_writable_for_you", path)
    return folder


def _refuse_target(target: Path, path: str | Path, *, overwrite: bool) -> None:
    if target.is_dir():
        _refuse("file.target_is_folder", path)
    if target.is_file() and not overwrite:
        _refuse("file.exists", path)


def _read(path: Path, limit: int) -> bytes:
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > limit:
                _refuse("file.too_big", path, size=size, limit=limit)
            return file.read(limit + 1)
    except (OSError, ValueError) as error:
        _refuse_read(path, error)


def _replace(target: Path, data: bytes) -> None:
    """Write beside the target and rename: within a folder that happens as a whole or not at all."""
    import secrets  # noqa: PLC0415 - brings cryptography, which only writing needs

    temporary = target.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o7777)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _refuse(code: str, path: str | Path, **details: object) -> NoReturn:
    raise ProblemsFound([Problem(code, Place(str(path), line=0, column=0), details)]) from None


def _refuse_missing(path: Path) -> NoReturn:
    if not path.parent.is_dir():
        _refuse("file.no_folder", path, folder=str(path.parent))
    names = {entry.stem: entry.name for entry in sorted(path.parent.iterdir())}
    near = did_you_mean(path.stem, names)  # endings are alike anyway
    _refuse("file.missing", path, **({"meant": str(path.with_name(names[near]))} if near else {}))


def _refuse_read(path: Path, error: OSError | ValueError) -> NoReturn:
    if isinstance(error, FileNotFoundError):
        _refuse_missing(path)
    if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where a name is too long
        _refuse("file.is_folder", path)
    if _number(error) in _NOT_ALLOWED:
        _refuse("file.not_readable_for_you", path)
    _refuse("file.not_readable", path, reason=_reason(error))


def _refuse_write(path: str | Path, error: OSError | ValueError) -> NoReturn:
    number = _number(error)
    if number in _DISK_FULL:
        _refuse("file.disk_full", path)
    if number in {errno.ENOENT, errno.ENOTDIR}:
        _refuse("file.no_folder", path, folder=str(Path(path).parent))
    if number in _NOT_ALLOWED:
        _refuse("file.not_writable_for_you", path)
    _refuse("file.not_writable", path, reason=_reason(error))


def _number(error: OSError | ValueError) -> int | None:
    return error.errno if isinstance(error, OSError) else None


def _reason(error: OSError | ValueError) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error)
