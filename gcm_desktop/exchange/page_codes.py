"""Finds the codes of a return on pictures and PDF files of scanned pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from gcm_desktop.errors import UserError

if TYPE_CHECKING:
    from PIL.Image import Image

KINDS: Final = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".pdf")
_MOST_BYTES: Final = 80 << 20
_MOST_DOTS: Final = 120_000_000  # A4 at 1,200 dots an inch
_MOST_PAGES: Final = 40
_DPI: Final = 300
_COARSE: Final = 5_000_000  # dots of a page scanned at less than 250 dots an inch


def codes_on(path: Path) -> tuple[bytes, ...]:
    """Give the content of every code found on the pages of a file, ours or not.

    Raises UserError E704 when the file is no picture or PDF, E705 when it is too large.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UserError("E705", file=path.name)
        pages = _pdf_pages(path) if path.suffix.lower() == ".pdf" else _picture_pages(path)
        return tuple(content for page in pages for content in _codes(page))
    except OSError as error:
        raise UserError("E704", file=path.name) from error


def _picture_pages(path: Path) -> Iterator[Image]:
    from PIL import Image as Picture

    try:
        with Picture.open(path) as picture:
            for number in range(min(getattr(picture, "n_frames", 1), _MOST_PAGES)):
                picture.seek(number)
                if picture.width * picture.height > _MOST_DOTS:
                    raise UserError("E705", file=path.name)
                yield picture.convert("L")
    except (Picture.DecompressionBombError, ValueError, SyntaxError, EOFError) as error:
        raise UserError("E704", file=path.name) from error


def _pdf_pages(path: Path) -> Iterator[Image]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise UserError("E704", file=path.name) from error
    try:
        for number in range(min(len(document), _MOST_PAGES)):
            page = document[number]
            if page.get_width() * page.get_height() * (_DPI / 72) ** 2 > _MOST_DOTS:
                raise UserError("E705", file=path.name)
            yield page.render(scale=_DPI / 72, grayscale=True).to_pil().convert("L")
    finally:
        document.close()


def _codes(page: Image) -> list[bytes]:
    """Read every code of a page, once as it is and once finer or coarser."""
    other = 2.0 if page.width * page.height < _COARSE else 0.5
    scaled = page.resize((round(page.width * other), round(page.height * other)))
    return list(dict.fromkeys((*_read(page), *_read(scaled))))


def _read(page: Image) -> list[bytes]:
    import zxingcpp

    dots: Any = memoryview(page.tobytes()).cast("B", (page.height, page.width))
    wanted: Any = zxingcpp.BarcodeFormat.QRCode  # one format stands for a set of formats
    read = zxingcpp.read_barcodes(dots, wanted)
    return [bytes(code.bytes) for code in read if code.valid]
