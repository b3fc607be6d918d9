"""From bytes to text: UTF-8 only, and a way out for everything else."""

from __future__ import annotations

import shlex
from typing import NoReturn

from greenpark_assess.problems import Place, Problem, ProblemsFound

MAX_BYTES = 2_000_000

_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_FORMATS = (
    (b"%PDF-", "PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Microsoft Office 97–2003 (xls, doc)"),
    (b"\x89PNG\r\n", "PNG"),
    (b"<!DOCTYPE html", "HTML"),
    (b"<!doctype html", "HTML"),
    (b"<html", "HTML"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"SQLite format 3\x00", "SQLite"),
)
_ZIP_MARK = b"PK\x03\x04"
_ZIP_MEMBERS = (
    (b"xl/", "Excel (xlsx)"),
    (b"word/", "Word (docx)"),
    (b"ppt/", "PowerPoint (pptx)"),
    (b"opendocument.spreadsheet", "OpenDocument (ods)"),
)

# GB 2312 puts its signs into rows A1–A9 and its 3,755 commonest characters into rows B0–D7.
_GB_SIGNS = range(0xA1, 0xAA)
_GB_COMMON = range(0xB0, 0xD8)
_COMMON_SHARE = 0.7
_NUL_SHARE = 0.3
_LAST_ASCII = 0x7F


def decode(raw: bytes, file: str) -> str:
    """Return the text of a file; a leading byte order mark of UTF-8 is dropped.

    Args:
        raw: What the file holds.
        file: The file's name, as messages show it.

    Raises:
        ProblemsFound: The file is too big, empty, of a binary format, or not UTF-8. For Chinese
            legacy encodings (GBK, GB 18030) the problem names the command that converts it.
    """
    if len(raw) > MAX_BYTES:
        _refuse("file.too_big", file, size=len(raw), limit=MAX_BYTES)
    raw = raw.removeprefix(_UTF8_MARK)
    if not raw.strip():
        _refuse("file.empty", file)
    if kind := _binary_format(raw):
        _refuse("file.binary", file, kind=kind)
    if raw.startswith(_UTF16_MARKS) or raw.count(0) > _NUL_SHARE * len(raw):
        _refuse("file.utf16", file, command=_conversion("UTF-16", file))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        position = error.start
    if _is_chinese_legacy(raw):
        details = {"command": _conversion("GB18030", file)}
        position = next(index for index, byte in enumerate(raw) if byte > _LAST_ASCII)
        place = _place_of_byte(raw, position, file, "gb18030")
        raise ProblemsFound([Problem("file.gbk", place, details)])
    details = {"byte": f"0x{raw[position]:02X}"}
    place = _place_of_byte(raw, position, file, "utf-8")
    raise ProblemsFound([Problem("file.not_utf8", place, details)])


def _refuse(code: str, file: str, **details: object) -> NoReturn:
    raise ProblemsFound([Problem(code, Place(file, line=0, column=0), details)])


def _conversion(encoding: str, file: str) -> str:
    if file == "-":  # standard input
        return f"iconv -f {encoding} -t UTF-8"
    stem, dot, ending = file.rpartition(".")
    target = f"{stem}-utf8.{ending}" if dot and "/" not in ending else f"{file}-utf8"
    return f"iconv -f {encoding} -t UTF-8 {shlex.quote(file)} > {shlex.quote(target)}"


def _binary_format(raw: bytes) -> str | None:
    if raw.startswith(_ZIP_MARK):
        return next((kind for member, kind in _ZIP_MEMBERS if member in raw), "zip")
    return next((kind for mark, kind in _FORMATS if raw.startswith(mark)), None)


def _place_of_byte(raw: bytes, position: int, file: str, encoding: str) -> Place:
    start = raw.rfind(b"\n", 0, position) + 1
    end = raw.find(b"\n", position)
    line = raw[start : end if end >= 0 else None]
    return Place(
        file,
        line=raw.count(b"\n", 0, position) + 1,
        column=len(raw[start:position].decode(encoding, errors="replace")) + 1,
        source=line.decode(encoding, errors="replace").rstrip("\r"),
    )


def _is_chinese_legacy(raw: bytes) -> bool:
    """Tell whether the bytes make sense as GB 18030: mostly signs and common characters."""
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        return False
    leads = [sign.encode("gb2312", errors="ignore")[:1] for sign in text if sign > "\x7f"]
    common = sum(1 for lead in leads if lead and (lead[0] in _GB_SIGNS or lead[0] in _GB_COMMON))
    return common >= _COMMON_SHARE * len(leads)
