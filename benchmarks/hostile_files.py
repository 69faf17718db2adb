"""How long hostile workbooks take to be refused, and how much memory the child needs for it.

Run ``python benchmarks/hostile_files.py``. Each is a good return with one part made hostile; the aim is one
second and 150 MB once the child is up. Times are those of the clock; memory is the peak of the child, where
Linux tells it.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from read_return import a_return

from gcm_desktop.errors import UserError
from gcm_desktop.exchange import Reader
from gcm_desktop.exchange.writing import workbook_bytes

MEGABYTE = 1024 * 1024
SHEET, STRINGS, STYLES = "xl/worksheets/sheet2.xml", "xl/sharedStrings.xml", "xl/styles.xml"


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """Give the workbook with one part put in the place of its own."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for info in source.infolist():
            target.writestr(info.filename, content if info.filename == name else source.read(info))
    return out.getvalue()


def part_of(data: bytes, name: str) -> bytes:
    """Unpack one part."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return source.read(name)


def with_rows(data: bytes, rows: bytes) -> bytes:
    """Add rows to a sheet."""
    sheet = part_of(data, SHEET)
    return with_part(data, SHEET, sheet.replace(b"</sheetData>", rows + b"</sheetData>"))


def bent_size(data: bytes) -> bytes:
    """State in the zip that a part of 200 MB has 100 bytes."""
    bomb = with_part(data, SHEET, b" " * 200 * MEGABYTE)
    at = bomb.rfind(SHEET.encode()) - 46
    return bomb[: at + 24] + (100).to_bytes(4, "little") + bomb[at + 28 :]


def swollen_secret(data: bytes) -> bytes:
    """Put 200 MB behind the few letters of the hidden sheet, with the digest that belongs to them."""
    piece = base64.b64encode(zlib.compress(b" " * 200 * MEGABYTE, 9)).decode()[: 32_000 // 4 * 4]
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        names = [n for n in source.namelist() if b"gcm-return" in source.read(n)]
    strings = part_of(data, names[0])
    pieces = re.findall(rb">([A-Za-z0-9+/=]{20000,})<", strings)
    for old in pieces:
        digest = hashlib.sha256(old).hexdigest().encode()
        strings = strings.replace(digest, hashlib.sha256(piece.encode()).hexdigest().encode())
        strings = strings.replace(old, piece.encode())
    return with_part(data, names[0], strings)


def cells(count: int, cell: str) -> bytes:
    """Give rows of 100 cells, beyond those of the form."""
    letters = [f"{a}{b}".strip() for a in " ABC" for b in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"][:100]
    rows = (
        f'<row r="{n}">' + "".join(cell.format(ref=f"{letter}{n}") for letter in letters) + "</row>"
        for n in range(9_000, 9_000 + count // 100)
    )
    return "".join(rows).encode()


def hostile(good: bytes) -> Iterator[tuple[str, bytes]]:
    """Give hostile workbooks by name."""
    sheet, strings = part_of(good, SHEET), part_of(good, STRINGS)
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE x [<!ENTITY a0 "ha">{laughs}]>'.encode()
    body = sheet.split(b"?>", 1)[-1]
    long = b"<si><t>" + b"x" * 32_000 + b"</t></si>"
    count = strings.count(b"<si>")
    yield "zip bomb, 1 GB in one part", with_part(good, SHEET, b" " * 1024 * MEGABYTE)
    yield "zip bomb that states 100 bytes", bent_size(good)
    yield "XML bomb: entities in a DOCTYPE", with_part(good, SHEET, doctype + body)
    yield "a sheet of a million cells", with_rows(good, cells(1_000_000, '<c r="{ref}"><v>1</v></c>'))
    yield "a million empty cells", with_rows(good, cells(1_000_000, '<c r="{ref}" s="1"/>'))
    yield "elements 100,000 deep", with_part(good, SHEET, b"<x>" * 100_000 + b"</x>" * 100_000)
    yield (
        "a million shared strings",
        with_part(good, STRINGS, strings.replace(b"</sst>", b"<si><t>x</t></si>" * 1_000_000 + b"</sst>")),
    )
    yield (
        "one shared string of 39 MB",
        with_part(
            good, STRINGS, strings.replace(b"</sst>", b"<si><t>" + b"x" * 39 * MEGABYTE + b"</t></si></sst>")
        ),
    )
    yield "200,000 cells of one long string", with_part(
        with_rows(good, cells(200_000, '<c r="{ref}" t="s"><v>' + str(count) + "</v></c>")),
        STRINGS, strings.replace(b"</sst>", long + b"</sst>"),
    )  # fmt: skip
    merged = b"".join(b'<mergeCell ref="A%d:XFD%d"/>' % (n, n) for n in range(1, 20_000))
    yield (
        "whole rows merged 20,000 times",
        with_part(
            good,
            SHEET,
            sheet.replace(b"</sheetData>", b"</sheetData><mergeCells>" + merged + b"</mergeCells>"),
        ),
    )
    styles = part_of(good, STYLES)
    yield (
        "a million styles",
        with_part(
            good, STYLES, styles.replace(b"</cellXfs>", b'<xf numFmtId="0"/>' * 1_000_000 + b"</cellXfs>")
        ),
    )
    yield "hidden sheet that swells", swollen_secret(good)


def peak(pid: int, *, anew: bool = False) -> float:
    """Give the most memory a process held so far, in MB; nothing outside Linux."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return 0.0
    if anew:
        Path(f"/proc/{pid}/clear_refs").write_text("5")
    found = re.search(r"VmHWM:\s+(\d+)", status.read_text())
    return int(found[1]) / 1024 if found else 0.0


def main() -> None:
    """Print the table."""
    book, _ = a_return()
    good = workbook_bytes(book)
    print(f"{'':36}{'file, KB':>10}{'ms':>8}{'MB':>8}  said")
    with tempfile.TemporaryDirectory() as name, Reader() as reader:
        path = Path(name) / "return.xlsx"
        path.write_bytes(good)
        reader.start()
        reader.read(path)
        for label, data in (("the good return itself", good), *hostile(good)):
            path.write_bytes(data)
            child = reader._child.pid if reader._child else 0
            peak(child, anew=True)
            begun = time.perf_counter()
            try:
                said = f"read, {reader.read(path).answers} answers"
            except UserError as refusal:
                said = refusal.code
            taken = time.perf_counter() - begun
            same = reader._child is not None and reader._child.pid == child
            held = peak(child) if same else 0.0
            said += "" if same else ", the child ended"
            print(f"{label:36}{len(data) / 1024:10,.0f}{taken * 1000:8.0f}{held:8.0f}  {said}")


if __name__ == "__main__":
    main()
