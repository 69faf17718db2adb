"""Text tables: which letters they are written in, what stands between the columns, and the rows."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gcm_desktop.errors import UserError

MAX_BYTES: Final = 64 * 1024 * 1024
MAX_ROWS: Final = 400_000
SIGNS: Final = "\t;,"


@dataclass(frozen=True)
class TextTable:
    """A table as it was written; each row with the number of its last line in the file."""

    rows: tuple[tuple[int, tuple[str, ...]], ...]
    encoding: str  # "utf-8", "utf-16" or "cp1251"
    sign: str  # what stands between the columns


def load_text(path: Path) -> bytes:
    """Give the bytes of a text table; raises E401, E413 or E430."""
    try:
        if path.is_dir():
            raise UserError("E430", file=path.name)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UserError("E401", file=path.name, reason=error.strerror or str(error)) from error
    if len(data) > MAX_BYTES:
        raise UserError("E413", file=path.name, found=len(data), limit=MAX_BYTES)
    return data


def read_text(data: bytes, name: str, sign: str = "") -> TextTable:
    """Split a text table; raises E402 (empty), E450 (not a text) or E451 (quotes that never end)."""
    if not data.strip():
        raise UserError("E402", file=name)
    text, encoding = _decoded(data, name)
    sign = sign or _sign(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    rows: list[tuple[int, tuple[str, ...]]] = []
    try:
        for row in reader:
            if any(field.strip() for field in row):
                rows.append((reader.line_num, tuple(row)))
                if len(rows) > MAX_ROWS:
                    raise UserError("E416", file=name, found="rows")
    except csv.Error:
        raise UserError("E451", file=name, line=reader.line_num) from None
    return TextTable(tuple(rows), encoding, sign)


def _sign(text: str) -> str:
    """Give what stands in at least half of the first lines: tabs before semicolons before commas."""
    lines = [line for line in "".join(text[:8000].split('"')[::2]).splitlines() if line.strip()]
    return next((sign for sign in SIGNS if 2 * sum(sign in line for line in lines) >= len(lines)), ",")


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16"), "utf-16"
        except UnicodeDecodeError:
            raise UserError("E450", file=name) from None
    if b"\0" in data[:65536] or data.startswith((b"%PDF", b"{\\rtf")):
        raise UserError("E450", file=name)
    if data.lstrip()[:15].lower().startswith((b"<html", b"<!doctype", b"<?xml")):
        raise UserError("E450", file=name)
    for encoding, called in (("utf-8-sig", "utf-8"), ("cp1251", "cp1251")):
        try:
            return data.decode(encoding), called
        except UnicodeDecodeError:
            continue
    raise UserError("E450", file=name)
