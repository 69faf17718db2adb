"""The charts of a Word draft: drawn by the page maker, then turned into grey pictures."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from gcm_desktop.reports.geometry import Geometry
from gcm_desktop.reports.review import DRAWN
from gcm_desktop.reports.review_model import Picture

_SHARPNESS: Final = 200 / 72  # dots in a point

Size = tuple[float, float]


def drawn(pictures: Sequence[Picture], page: Geometry) -> tuple[bytes, list[Size]]:
    """Draw every chart on a page of its own size; gives the document and the sizes in points."""
    target = BytesIO()
    pen, sizes = Canvas(target, invariant=1), []
    for picture in pictures:
        flowable = DRAWN[picture.kind](picture.chart)
        size = flowable.wrapOn(pen, page.room, page.high)
        sizes.append((float(size[0]), float(size[1])))
        pen.setPageSize(size)
        flowable.drawOn(pen, 0, 0)
        pen.showPage()
    if sizes:
        pen.save()
    return target.getvalue(), sizes


def pictures(document: bytes) -> Iterator[bytes]:
    """Give every page as a grey PNG picture, one after the other."""
    import pypdfium2

    if not document:
        return
    pdf = pypdfium2.PdfDocument(document)
    try:
        for page in pdf:
            bitmap = page.render(scale=_SHARPNESS, grayscale=True)
            lines = bytes(bitmap.buffer)
            stride, wide, high = bitmap.stride, bitmap.width, bitmap.height
            bitmap.close()
            yield _png(wide, high, (lines[n * stride : n * stride + wide] for n in range(high)))
    finally:
        pdf.close()


def _png(wide: int, high: int, lines: Iterator[bytes]) -> bytes:
    packed = zlib.compress(b"".join(b"\0" + line for line in lines), 6)
    head = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
