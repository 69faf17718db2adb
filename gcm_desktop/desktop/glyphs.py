"""The signs of the window as vectors: states of a cell, and the outline icons of buttons."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QGuiApplication, QIcon, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer

from gcm_desktop import assets
from gcm_desktop.desktop import theme

_BOX: Final = 16.0  # every path is drawn in a square of this side


class Glyph(Enum):
    """The signs of a state; the value is the colour it usually wears."""

    ERROR = ("error", 1)
    WARNING = ("warning_mark", 2)
    EXPLAIN = ("info", 3)
    INFO = ("muted", 4)
    GOOD = ("good", 5)
    CONFLICT = ("conflict", 6)
    UNREAD = ("warning", 7)
    NOT_AVAILABLE = ("muted", 8)
    NOT_APPLICABLE = ("muted", 9)
    NOTE = ("muted", 10)
    CHANGED = ("info", 11)
    OPENED = ("muted", 12)
    FOLDED = ("muted", 13)
    ADD = ("muted", 14)

    @property
    def token(self) -> str:
        """Give the name of its colour."""
        return str(self.value[0])


def _polyline(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(QPointF(*point))
    return path


def _strokes(*lines: tuple[tuple[float, float], ...]) -> QPainterPath:
    path = QPainterPath()
    for line in lines:
        path.addPath(_polyline(*line))
    return path


def _dots(*centres: tuple[float, float], radius: float = 1.4) -> QPainterPath:
    path = QPainterPath()
    for x, y in centres:
        path.addEllipse(QPointF(x, y), radius, radius)
    return path


def _solids(glyph: Glyph) -> QPainterPath | None:
    path = QPainterPath()
    if glyph is Glyph.ERROR:
        path.addRoundedRect(QRectF(3, 3, 10, 10), 1.5, 1.5)
    elif glyph is Glyph.WARNING:
        path = _polyline((8, 2.2), (14.6, 13.6), (1.4, 13.6), (8, 2.2))
    elif glyph is Glyph.NOT_AVAILABLE:
        path = _dots((3, 8), (8, 8), (13, 8))
    elif glyph is Glyph.NOTE:
        path = _polyline((8, 0), (16, 0), (16, 8), (8, 0))
    elif glyph is Glyph.CHANGED:
        path = _polyline((0, 6), (10, 16), (0, 16), (0, 6))
    else:
        return None
    return path


def _outlines(glyph: Glyph) -> QPainterPath:
    if glyph is Glyph.GOOD:
        return _polyline((2.5, 8.5), (6.3, 12.2), (13.5, 4.2))
    if glyph is Glyph.CONFLICT:
        return _strokes(
            ((2, 5), (13.5, 5)), ((10.5, 2), (13.5, 5), (10.5, 8)),
            ((14, 11), (2.5, 11)), ((5.5, 8), (2.5, 11), (5.5, 14)),
        )  # fmt: skip
    if glyph is Glyph.NOT_APPLICABLE:
        return _strokes(((4, 4), (12, 12)), ((12, 4), (4, 12)))
    if glyph is Glyph.OPENED:
        return _polyline((4, 6), (8, 10), (12, 6))
    if glyph is Glyph.FOLDED:
        return _polyline((6, 4), (10, 8), (6, 12))
    if glyph is Glyph.ADD:
        return _strokes(((8, 3), (8, 13)), ((3, 8), (13, 8)))
    path = QPainterPath()
    if glyph is Glyph.EXPLAIN:  # a speech bubble: somebody should say something
        path.addRoundedRect(QRectF(2, 2.5, 12, 8.5), 2, 2)
        path.addPath(_polyline((5, 11), (5, 14), (8, 11)))
    elif glyph is Glyph.INFO:
        path.addEllipse(QPointF(8, 8), 6, 6)
        path.addPath(_strokes(((8, 7.2), (8, 11)), ((8, 4.8), (8, 5.2))))
    elif glyph is Glyph.UNREAD:
        path.moveTo(5, 5.5)
        path.cubicTo(5, 1.5, 11.5, 1.5, 11.5, 5.3)
        path.cubicTo(11.5, 8, 8.2, 7.6, 8.2, 10.6)
        path.addPath(_strokes(((8.2, 13.3), (8.2, 13.5))))
    return path


def paint(painter: QPainter, glyph: Glyph, box: QRectF, color: QColor | None = None) -> None:
    """Draw a sign into ``box``; without a colour it wears its own."""
    ink = color or theme.color(glyph.token)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width() / _BOX, box.height() / _BOX)
    solid = _solids(glyph)
    if solid is not None:
        painter.fillPath(solid, ink)
        if glyph is Glyph.WARNING:
            painter.setPen(_pen(theme.color("surface"), 1.7))
            painter.drawLine(QPointF(8, 6.4), QPointF(8, 9.2))
            painter.drawPoint(QPointF(8, 11.7))
    else:
        painter.setPen(_pen(ink, 1.8))
        painter.drawPath(_outlines(glyph))
    painter.restore()


def _pen(ink: QColor, width: float) -> QPen:
    return QPen(QBrush(ink), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def pixmap(glyph: Glyph, size: int = 16, color: QColor | None = None) -> QPixmap:
    """Give a sign as a picture, sharp on every screen."""
    ratio = _ratio()
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint(painter, glyph, QRectF(0, 0, size, size), color)
    painter.end()
    return picture


def icon(name: str, role: str = "ink", size: int = 20) -> QIcon:
    """Give an outline icon of ``resources/icons`` in a colour of the theme."""
    return _icon(name, theme.color(role).name(), theme.px(size), _ratio())


@lru_cache(maxsize=512)
def _icon(name: str, color: str, size: int, ratio: float) -> QIcon:
    source = assets.resource("icons", f"{name}.svg").read_text("utf-8").replace("currentColor", color)
    renderer = QSvgRenderer(QByteArray(source.encode()))
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return QIcon(picture)


def _ratio() -> float:
    screens = QGuiApplication.screens()
    return max((screen.devicePixelRatio() for screen in screens), default=1.0)
