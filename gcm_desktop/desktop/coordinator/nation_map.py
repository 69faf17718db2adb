"""The country as tiles in their rough places, shaded by rank and each with its figure written on it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gcm_desktop.desktop import theme
from gcm_desktop.domain.charts import COLUMNS, PLACES, Chart, Mark, shades

_ROWS: Final = 3
_SHADES: Final = (0.06, 0.24, 0.45, 0.70)  # of the accent over the ground
_GAP: Final = 4
_STEPS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


def tiles(box: QRectF) -> dict[str, QRectF]:
    """Give where each area lies in a box."""
    wide, high = box.width() / COLUMNS, box.height() / _ROWS
    return {
        area: QRectF(
            box.left() + column * wide + _GAP / 2,
            box.top() + row * high + _GAP / 2,
            wide * broad - _GAP,
            high - _GAP,
        )
        for area, (column, row, broad) in PLACES.items()
    }


def draw(painter: QPainter, box: QRectF, chart: Chart, focus: str = "") -> None:
    """Draw the tiles of a chart; what has no number is hatched and says why."""
    shade = shades(chart, len(_SHADES))
    marks = {mark.area: mark for mark in chart.marks}
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for area, tile in tiles(box).items():
        mark = marks.get(area)
        if mark is None:
            continue
        step = shade.get(area)
        ground = theme.color("surface") if step is None else _over(_SHADES[step])
        painter.setPen(
            QPen(theme.color("ink" if area == focus else "line_strong"), 2 if area == focus else 1)
        )
        painter.setBrush(ground)
        painter.drawRoundedRect(tile, 3, 3)
        if step is None:
            painter.setBrush(QBrush(theme.color("hatch"), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(tile, 3, 3)
        _write(painter, tile, mark, ground)


def _over(share: float) -> QColor:
    """Give the accent laid thinly over the ground."""
    ground, accent = theme.color("surface"), theme.color("accent")
    parts = ((getattr(ground, name)(), getattr(accent, name)()) for name in ("red", "green", "blue"))
    return QColor(*(round(low + (high - low) * share) for low, high in parts))


def _write(painter: QPainter, tile: QRectF, mark: Mark, ground: QColor) -> None:
    ink = theme.color("ink")
    if abs(ground.lightness() - ink.lightness()) < 110:
        ink = theme.color("on_accent")
    painter.setPen(ink)
    inner = tile.adjusted(4, 3, -4, -3)
    low = inner.height() * (0.4 if mark.number is not None else 0.5)
    name, _, _ = mark.label.partition(" (")
    painter.setFont(_fitting(f"{name} {'' if mark.number is not None else mark.text}", inner.width()))
    centre = int(Qt.AlignmentFlag.AlignCenter)
    wrap = int(Qt.TextFlag.TextWordWrap)
    painter.drawText(inner.adjusted(0, 0, 0, -low), centre | wrap, name)
    if mark.number is not None:
        painter.setFont(theme.font(14, "medium"))
    painter.drawText(inner.adjusted(0, inner.height() - low, 0, 0), centre | wrap, mark.text)


def _fitting(text: str, width: float) -> QFont:
    """Give the letters in which the longest word fits: 12 px where it can be, smaller in a narrow tile."""
    for size in (12, 11, 10):
        metrics = QFontMetrics(theme.font(size))
        if all(metrics.horizontalAdvance(word) <= width for word in text.split()):
            break
    return theme.font(size)


class TileMap(QWidget):
    """The tiles in the window: what is pointed at or has the focus is told."""

    pointed = Signal(str)  # code of the area
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = Chart("", "", ())
        self.focus_area = ""
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Answer Qt."""
        return QSize(theme.px(300), theme.px(222))

    def show_chart(self, chart: Chart) -> None:
        """Show other figures."""
        self.chart = chart
        areas = [mark.area for mark in chart.marks if mark.area in PLACES]
        self.setVisible(bool(areas))
        if self.focus_area not in areas:
            self.focus_area = areas[0] if areas else ""
        self.setAccessibleName("; ".join(f"{mark.label}: {mark.text}" for mark in chart.marks))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw."""
        painter = QPainter(self)
        draw(painter, QRectF(self.rect()), self.chart, self.focus_area if self.hasFocus() else "")

    def _at(self, x: float, y: float) -> str:
        found = tiles(QRectF(self.rect()))
        held = {mark.area for mark in self.chart.marks}
        return next((a for a, tile in found.items() if a in held and tile.contains(x, y)), "")

    def event(self, event: QEvent) -> bool:
        """Tell value and source of the tile under the pointer."""
        if event.type() == QEvent.Type.ToolTip:
            where = self.mapFromGlobal(self.cursor().pos())
            if area := self._at(where.x(), where.y()):
                self.pointed.emit(area)
                QToolTip.showText(self.cursor().pos(), self.toolTip(), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the tile under the pointer."""
        if area := self._at(event.position().x(), event.position().y()):
            self._take(area)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the return of the tile."""
        if area := self._at(event.position().x(), event.position().y()):
            self.opened.emit(area)

    def _take(self, area: str) -> None:
        self.focus_area = area
        self.update()
        self.pointed.emit(area)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the tile beside; Enter opens its return."""
        step = _STEPS.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.focus_area:
            self.opened.emit(self.focus_area)
        elif step is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._step(*step)
        else:
            super().keyPressEvent(event)

    def _step(self, across: int, down: int) -> None:
        found = tiles(QRectF(0, 0, COLUMNS * 100, _ROWS * 100))
        held = {mark.area for mark in self.chart.marks}
        if self.focus_area not in found:
            return
        here = found[self.focus_area].center()

        def far(area: str) -> float:
            way = found[area].center() - here
            return abs(way.x()) * (3 if down else 1) + abs(way.y()) * (3 if across else 1)

        beside = [
            area
            for area, tile in found.items()
            if area in held
            and (tile.center().x() - here.x()) * across + (tile.center().y() - here.y()) * down > 1
        ]
        if beside:
            self._take(min(beside, key=far))
