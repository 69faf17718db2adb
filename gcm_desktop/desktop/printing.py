"""Pages as pictures, into the system's viewer and through the system's print dialog."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QRectF, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

_POINTS_PER_INCH: Final = 72.0
_PRINT_DPI: Final = 300

Size = tuple[float, float]


class Pages:
    """A PDF file of ours in memory; only one thread at a time may ask any such document."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2

        self._document = pypdfium2.PdfDocument(data)

    def __len__(self) -> int:
        """Count the pages."""
        return len(self._document)

    def sizes(self) -> tuple[Size, ...]:
        """Give width and height of every page in points."""
        return tuple(self._document.get_page_size(number) for number in range(len(self._document)))

    def picture(self, number: int, scale: float, grey: bool = False) -> QImage:
        """Draw a page, counted from 0, at so many dots a point."""
        page = self._document[number]
        bitmap = page.render(scale=scale, rev_byteorder=False, grayscale=grey)
        try:
            return _picture(bitmap)
        finally:
            bitmap.close()
            page.close()

    def close(self) -> None:
        """Give the memory back."""
        self._document.close()


def _picture(bitmap: Any) -> QImage:
    size = bitmap.stride * bitmap.height
    data = bytes(ctypes.cast(bitmap.buffer, ctypes.POINTER(ctypes.c_ubyte * size)).contents)
    kind = {1: QImage.Format.Format_Grayscale8, 3: QImage.Format.Format_BGR888}.get(
        bitmap.n_channels, QImage.Format.Format_RGB32
    )
    return QImage(data, bitmap.width, bitmap.height, bitmap.stride, kind).copy()


def open_in_viewer(path: Path) -> bool:
    """Open a file or folder in the program the system has for it; says whether there was one."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def ask_printer(parent: QWidget, title: str, pages: int, copies: int = 1) -> QPrinter | None:
    """Ask for a printer in the system's own dialog; nothing when the person thinks better of it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    force_a4(printer)
    printer.setCopyCount(copies)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    dialog.setMinMax(1, pages)
    for option in (
        QAbstractPrintDialog.PrintDialogOption.PrintPageRange,
        QAbstractPrintDialog.PrintDialogOption.PrintCurrentPage,
        QAbstractPrintDialog.PrintDialogOption.PrintCollateCopies,
    ):
        dialog.setOption(option, True)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    force_a4(printer)  # whatever paper the dialog was set to
    return printer


def force_a4(printer: QPrinter) -> None:
    """Let a printer take A4 to its edges: our pages bring their margins with them."""
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)


def print_pages(
    data: bytes, printer: QPrinter, told: Callable[[int, int], None] | None = None, current: int = 0
) -> int:
    """Print the pages wished for, each upright or across as it is, in its true size; gives how many sheets.

    ``told`` hears before every sheet how far it is and may raise to stop; nothing more is printed then.
    """
    pages, painter = Pages(data), QPainter()
    try:
        sheets = _sheets(printer, len(pages), current)
        sizes = pages.sizes()
        for done, number in enumerate(sheets):
            if told:
                told(done, len(sheets))
            _turn(printer, sizes[number])
            if not (printer.newPage() if painter.isActive() else painter.begin(printer)):
                raise OSError("the printer takes no page")
            grey = printer.colorMode() is QPrinter.ColorMode.GrayScale
            picture = pages.picture(number, _PRINT_DPI / _POINTS_PER_INCH, grey)
            whole = printer.pageLayout().fullRectPixels(printer.resolution())
            painter.drawImage(QRectF(0, 0, whole.width(), whole.height()), picture)
        return len(sheets)
    except BaseException:
        printer.abort()
        raise
    finally:
        if painter.isActive():
            painter.end()
        pages.close()


def _turn(printer: QPrinter, size: Size) -> None:
    across = size[0] > size[1]
    layout = QPageLayout.Orientation
    printer.setPageOrientation(layout.Landscape if across else layout.Portrait)


def _sheets(printer: QPrinter, pages: int, current: int) -> list[int]:
    """Give the pages in the order they are printed, with the copies a printer cannot make by itself."""
    chosen = _chosen(printer, pages, current)
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        chosen = chosen[::-1]
    if printer.supportsMultipleCopies() or printer.copyCount() < 2:
        return chosen
    if printer.collateCopies():
        return chosen * printer.copyCount()
    return [number for number in chosen for _ in range(printer.copyCount())]


def _chosen(printer: QPrinter, pages: int, current: int) -> list[int]:
    every: Sequence[int] = range(pages)
    wish = printer.printRange()
    if wish is QPrinter.PrintRange.CurrentPage:
        return [number for number in every if number == current]
    if wish is not QPrinter.PrintRange.PageRange:
        return list(every)
    ranges = printer.pageRanges()
    if ranges.isEmpty():
        ranges.addRange(printer.fromPage() or 1, printer.toPage() or pages)
    return [number for number in every if ranges.contains(number + 1)]
