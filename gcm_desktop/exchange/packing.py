"""Packs a workbook: the parts openpyxl writes, the cells of our own drawing, one zip without a clock."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from gcm_desktop.exchange.canvas import Canvas, Strings

_STAMP: Final = datetime(2000, 1, 1)
_LEVEL: Final = 6
_DATE: Final = (1980 - 1980) << 9 | 1 << 5 | 1  # 1 January 1980, the first day a zip can name
_STRINGS: Final = "xl/sharedStrings.xml"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_EXTENT = re.compile(rb'<dimension ref="[^"]*"')


class _Sink:
    """Takes the parts where openpyxl expects an archive; an archive would want to know the time."""

    def __init__(self) -> None:
        self.parts: dict[str, bytes] = {}

    def writestr(self, name: str, content: bytes | str) -> None:
        """Take a part."""
        self.parts[name] = content.encode() if isinstance(content, str) else content

    def write(self, path: str, name: str) -> None:
        """Take a part that stands in a temporary file."""
        self.parts[name] = Path(path).read_bytes()

    def namelist(self) -> list[str]:
        """Give the names taken so far."""
        return list(self.parts)

    def close(self) -> None:
        """Nothing has to be closed."""


def parts_of(workbook: Any, title: str) -> dict[str, bytes]:
    """Give the parts of a workbook as openpyxl writes them, without the time of writing."""
    from openpyxl.writer.excel import ExcelWriter

    properties = workbook.properties
    properties.creator, properties.title = "GCM Desktop", title
    properties.created = properties.modified = _STAMP
    sink = _Sink()
    ExcelWriter(workbook, sink).save()
    return sink.parts


def join_cells(parts: dict[str, bytes], canvases: Iterable[Canvas], strings: Strings) -> None:
    """Put the drawn cells in the place of openpyxl's and add the table of texts."""
    for canvas in canvases:
        name = canvas.sheet.path.removeprefix("/")
        content = parts[name]
        begin = content.index(b"<sheetData")
        closing = content.rfind(b"</sheetData>")
        end = closing + 12 if closing >= 0 else content.index(b">", begin) + 1
        head = _EXTENT.sub(f'<dimension ref="{canvas.extent()}"'.encode(), content[:begin], count=1)
        parts[name] = head + canvas.rows_xml() + content[end:]
    parts[_STRINGS] = strings.xml()
    relations, types = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
    relation = f'<Relationship Type="{_OFFICE}/sharedStrings" Target="/{_STRINGS}" Id="texts"/>'
    override = f'<Override PartName="/{_STRINGS}" ContentType="{_CONTENT}"/>'
    parts[relations] = parts[relations].replace(b"</Relationships>", f"{relation}</Relationships>".encode())
    parts[types] = parts[types].replace(b"</Types>", f"{override}</Types>".encode())


@dataclass(frozen=True, slots=True)
class Member:
    """One part, compressed."""

    packed: bytes
    crc: int
    size: int


def packed_part(content: bytes) -> Member:
    """Compress a part."""
    work, head = beginning(content)
    return Member(head + work.flush(), zlib.crc32(content), len(content))


def beginning(content: bytes) -> tuple[Any, bytes]:
    """Compress the beginning of a part; gives what goes on from there, and the bytes so far."""
    work = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
    return work, work.compress(content)


def zipped(members: Mapping[str, Member]) -> bytes:
    """Give the zip file of compressed parts; equal parts give equal bytes."""
    body, index = io.BytesIO(), io.BytesIO()
    for name, member in members.items():
        named = name.encode()
        facts = (20, 0, 8, 0, _DATE, member.crc, len(member.packed), member.size, len(named), 0)
        offset = body.tell()
        body.write(struct.pack("<4s5H3L2H", b"PK\x03\x04", *facts) + named + member.packed)
        index.write(struct.pack("<4s6H3L2H", b"PK\x01\x02", 20 | 3 << 8, *facts))
        index.write(struct.pack("<3H2L", 0, 0, 0, 0o600 << 16, offset) + named)
    start, entries = body.tell(), index.getvalue()
    count = len(members)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(entries), start, 0)
    return body.getvalue() + entries + end


def packed_parts(parts: Mapping[str, bytes]) -> bytes:
    """Give the zip file of parts."""
    return zipped({name: packed_part(content) for name, content in parts.items()})
