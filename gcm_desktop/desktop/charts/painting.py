"""Which painter draws which chart, and the picture of one chart that leaves the window."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QRectF, QSize
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from gcm_desktop.app.dashboard import Kind, Picture
from gcm_desktop.app.veiling import STAMP
from gcm_desktop.desktop.charts.band import Band
from gcm_desktop.desktop.charts.drawing import Drawing
from gcm_desktop.desktop.charts.line import LineOverPeriods
from gcm_desktop.desktop.charts.looks import LEFT, Looks, on_paper, wrapped, write
from gcm_desktop.desktop.charts.rows import Bars, Dots
from gcm_desktop.desktop.charts.tiles import Tiles
from gcm_desktop.i18n import Words

_WIDE: Final = 960
_EDGE: Final = 24
_TITLE: Final = 24  # a line of the title
_NOTE: Final = 22
_SHARPER: Final = 2  # PNG has two points for each of the window


def drawing(picture: Picture, looks: Looks, words: Words) -> Drawing:
    """Give the painter of a chart."""
    chart = picture.chart
    if picture.kind is Kind.COUNTRY:
        return Tiles(chart, looks)
    if picture.kind is Kind.PERIODS:
        return LineOverPeriods(chart, looks, words)
    if picture.kind is Kind.UNITS:
        return Dots(chart, looks)
    return Band(chart, looks) if picture.kind is Kind.FILLED else Bars(chart, looks)


class Sheet:
    """One chart with its title on a light ground, the same in every window and at every size of it."""

    def __init__(self, picture: Picture, words: Words) -> None:
        self.picture, self._looks = picture, on_paper()
        self._drawing = drawing(picture, self._looks, words)
        self._lines = wrapped(picture.chart.title, self._looks.font(17, "medium"), _WIDE - 2 * _EDGE, 3)
        self._notes = [picture.chart.unit] if picture.chart.unit else []
        if picture.internal:
            self._notes.append(words.say(STAMP))
        if any(mark.partial for mark in picture.chart.marks):
            self._notes.append(in_part(words))

    @property
    def size(self) -> QSize:
        """Give the size in points of the window."""
        room = self._drawing.natural()
        return QSize(_WIDE, round(self._top + room + _EDGE))

    @property
    def _top(self) -> float:
        return _EDGE + len(self._lines) * _TITLE + (_NOTE if self._notes else 0) + 8

    def paint(self, painter: QPainter) -> None:
        """Draw ground, title, unit of measure and chart."""
        looks, wide = self._looks, _WIDE - 2 * _EDGE
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(looks.font())
        painter.fillRect(QRectF(0, 0, _WIDE, self.size.height()), looks.color("surface"))
        for n, line in enumerate(self._lines):
            box = QRectF(_EDGE, _EDGE + n * _TITLE, wide, _TITLE)
            write(painter, box, line, LEFT, looks.font(17, "medium"), looks.color("ink"))
        notes = QRectF(_EDGE, _EDGE + len(self._lines) * _TITLE, wide, _NOTE)
        write(painter, notes, " · ".join(self._notes), LEFT, looks.font(13), looks.color("muted"))
        room = QRectF(_EDGE, self._top, wide, self.size.height() - self._top - _EDGE)
        self._drawing.draw(painter, room)

    def svg(self) -> bytes:
        """Give it as SVG: the same bytes for the same figures, the words as shapes and in its title."""
        kept = QByteArray()
        device = QBuffer(kept)
        device.open(QIODevice.OpenModeFlag.WriteOnly)
        page = QSvgGenerator()
        page.setOutputDevice(device)
        page.setSize(self.size)
        page.setViewBox(QRectF(0, 0, self.size.width(), self.size.height()))
        page.setTitle(self.picture.chart.title)
        page.setDescription("; ".join(f"{mark.label}: {mark.text}" for mark in self.picture.chart.marks))
        painter = QPainter(page)
        self.paint(painter)
        painter.end()
        device.close()
        size = f'<svg width="{self.size.width()}" height="{self.size.height()}"'
        return re.sub(rb'<svg width="[^"]*" height="[^"]*"', size.encode(), bytes(kept.data()), count=1)

    def image(self) -> QImage:
        """Give it as points, two for each of the window."""
        image = QImage(self.size * _SHARPER, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_SHARPER)
        painter = QPainter(image)
        self.paint(painter)
        painter.end()
        return image

    def save(self, out: Path) -> None:
        """Write it as PNG or SVG, by the ending of the name."""
        if out.suffix.lower() == ".svg":
            out.write_bytes(self.svg())
        elif not self.image().save(str(out)):
            raise OSError(str(out))

    def copy(self) -> None:
        """Put it on the clipboard as points, as SVG and as a table of its figures."""
        held = QMimeData()
        held.setImageData(self.image())
        held.setData("image/svg+xml", QByteArray(self.svg()))
        rows = (f"{mark.label}\t{mark.text}" for mark in self.picture.chart.marks)
        held.setText("\n".join((self.picture.chart.title, *rows)))
        QGuiApplication.clipboard().setMimeData(held)


def in_part(words: Words) -> str:
    """Say what is hatched or open."""
    return words.say("hatched or open: in part, not everyone asked is in it")
