"""Pages as pictures, into the system's viewer and through the system's print dialog."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRectF, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

_POINTS_PER_INCH = 72.0
_PRINT_DPI = 300
_A4_WIDTH = 595.3  # points


def page_pictures(path: Path, width: int) -> Iterator[QImage]:
    """Give every page of one of our PDF files as a picture; an upright A4 page is ``width`` pixels wide."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        for page in document:
            yield _picture(page, width / _A4_WIDTH)
    finally:
        document.close()


def _picture(page: Any, scale: float) -> QImage:
    bitmap = page.render(scale=scale, rev_byteorder=False)
    size = bitmap.stride * bitmap.height
    data = bytes(ctypes.cast(bitmap.buffer, ctypes.POINTER(ctypes.c_ubyte * size)).contents)
    kind = {1: QImage.Format.Format_Grayscale8, 3: QImage.Format.Format_BGR888}.get(
        bitmap.n_channels, QImage.Format.Format_RGB32
    )
    picture = QImage(data, bitmap.width, bitmap.height, bitmap.stride, kind).copy()
    bitmap.close()
    return picture


def open_in_viewer(path: Path) -> bool:
    """Open a file in the viewer of the system; says whether there was one."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def ask_printer(parent: QWidget, title: str) -> QPrinter | None:
    """Ask for a printer in the system's own dialog; nothing when the person thinks better of it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    return printer if dialog.exec() == QDialog.DialogCode.Accepted else None


def print_pages(path: Path, printer: QPrinter, told: Callable[[int, int], None] | None = None) -> int:
    """Print the pages of a PDF file, each upright or across as it is; gives how many."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    painter = QPainter()
    try:
        pages = len(document)
        first, last = printer.fromPage() or 1, printer.toPage() or pages
        printed = 0
        for number in range(first, min(last, pages) + 1):
            page = document[number - 1]
            across = page.get_width() > page.get_height()
            layout = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
            printer.setPageOrientation(layout)
            if printed == 0:
                painter.begin(printer)
            else:
                printer.newPage()
            picture = _picture(page, _PRINT_DPI / _POINTS_PER_INCH)
            painter.drawImage(QRectF(painter.viewport()), picture)
            printed += 1
            if told:
                told(number, pages)
        return printed
    finally:
        if painter.isActive():
            painter.end()
        document.close()
