"""The country as tiles in their rough places: darker is more, and the figure stands in each."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gcm_desktop.desktop.charts.drawing import Drawing
from gcm_desktop.desktop.charts.looks import CENTRE, SHADES, hatch, wrapped, write
from gcm_desktop.domain.charts import COLUMNS, PLACES, Mark, shades

_ROWS: Final = 1 + max(row for _, row, _ in PLACES.values())
_GAP: Final = 4
_LOWEST: Final = 44
_NATURAL: Final = 92
_STEPS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Tiles(Drawing):
    """One tile an area; without a figure it is hatched and says why, in part it is hatched over its shade."""

    def least(self, room: float) -> float:
        """Give room for a name and a figure in each tile."""
        return _ROWS * self.looks.px(_LOWEST)

    def natural(self) -> float:
        """Give the tiles a pleasant shape."""
        return _ROWS * self.looks.px(_NATURAL)

    def places(self, box: QRectF) -> tuple[QRectF, ...]:
        """Give the tiles in the order of the marks."""
        wide, high = box.width() / COLUMNS, box.height() / _ROWS
        found = []
        for mark in self.chart.marks:
            column, row, broad = PLACES[mark.area]
            tile = QRectF(box.left() + column * wide, box.top() + row * high, wide * broad, high)
            found.append(tile.adjusted(_GAP / 2, _GAP / 2, -_GAP / 2, -_GAP / 2))
        return tuple(found)

    def draw(self, painter: QPainter, box: QRectF, focus: int = -1) -> None:
        """Draw the tiles; the area the page is about has a thick frame."""
        drawn = shades(self.chart, len(SHADES))
        places = self.places(box)
        for mark, tile in zip(self.chart.marks, places, strict=True):
            self._tile(painter, mark, tile, drawn.get(mark.area))
        if 0 <= focus < len(places):
            self.frame(painter, places[focus])

    def _tile(self, painter: QPainter, mark: Mark, tile: QRectF, shade: int | None) -> None:
        looks = self.looks
        ground = looks.color("surface") if shade is None else looks.over(SHADES[shade])
        painter.setPen(QPen(looks.color("accent" if mark.strong else "line_strong"), 2 if mark.strong else 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(tile, 3, 3)
        ink = looks.ink_on(ground)
        if shade is None:
            hatch(painter, tile.adjusted(2, 2, -2, -2), looks.color("hatch"))
        elif mark.partial:
            hatch(painter, QRectF(tile.left() + 2, tile.top() + 2, looks.px(9), tile.height() - 4), ink, 4)
        inset = looks.px(12) if mark.partial else 6
        self._words(painter, mark, tile.adjusted(inset, 4, -inset, -4), ground)

    def _words(self, painter: QPainter, mark: Mark, room: QRectF, ground: QColor) -> None:
        """Write name and figure, on a bare ground where the tile is hatched."""
        looks = self.looks
        bare = mark.number is None
        small, large = looks.font(11), looks.font(12 if bare else 15, "regular" if bare else "medium")
        name, _, _ = mark.label.partition(" (")
        line, figure = looks.px(14), looks.px(20) if mark.text else 0
        most = 2 if room.height() >= 2 * line + figure else 1
        lines = wrapped(name, small, room.width() - 4, most)
        top = room.center().y() - (len(lines) * line + figure) / 2
        ink = looks.color("muted") if bare else looks.ink_on(ground)
        if bare:
            broad = max([looks.width(text, 11) for text in lines] + [looks.width(mark.text, 12)])
            clear = QRectF(0, top, min(broad + 8, room.width()), len(lines) * line + figure)
            clear.moveCenter(QPointF(room.center().x(), clear.center().y()))
            painter.fillRect(clear, ground)
        for n, text in enumerate(lines):
            write(painter, QRectF(room.left(), top + n * line, room.width(), line), text, CENTRE, small, ink)
        below = QRectF(room.left(), top + len(lines) * line, room.width(), figure)
        write(painter, below, mark.text, CENTRE, large, ink)

    def beside(self, place: int, key: Qt.Key) -> int:
        """Go to the tile that lies that way; where none does, stay."""
        across, down = _STEPS.get(key, (0, 0))
        centres = [tile.center() for tile in self.places(QRectF(0, 0, COLUMNS * 100, _ROWS * 100))]
        here = centres[place]

        def far(other: int) -> float:
            way = centres[other] - here
            return abs(way.x()) * (3 if down else 1) + abs(way.y()) * (3 if across else 1)

        ahead = [
            n
            for n, centre in enumerate(centres)
            if (centre.x() - here.x()) * across + (centre.y() - here.y()) * down > 1
        ]
        return min(ahead, key=far) if ahead else place
