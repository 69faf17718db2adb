"""Draws the page: names in full, figures to the right, every state with a sign of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from gcm_desktop.app.page import RowKind
from gcm_desktop.desktop import glyphs, theme
from gcm_desktop.desktop.glyphs import Glyph
from gcm_desktop.desktop.goal_view.looks import WIDE, CellLook, Ink
from gcm_desktop.desktop.goal_view.model import Column, GoalModel, Index
from gcm_desktop.domain.values import State

ROW: Final = 30  # height of one line
INDENT: Final = 18
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight)
_MIDDLE: Final = int(Qt.AlignmentFlag.AlignVCenter)
_WRAP: Final = int(Qt.TextFlag.TextWordWrap)
_TOP: Final = int(Qt.AlignmentFlag.AlignTop)


class PageDelegate(QStyledItemDelegate):
    """Draws the page row by row, and says how high a row is."""

    def __init__(self, model: GoalModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self.folded: set[int] = set()  # rows of tables whose parts are hidden
        self.current = (-1, -1)
        self.active = False  # the grid has the keyboard

    def paint_row(self, painter: QPainter, row: int, places: Mapping[int, QRect], width: int) -> None:
        """Draw one row: the places of its columns, and how wide the page is."""
        asks = self._model.rows[row]
        line = QRect(0, places[Column.CODE].top(), width, places[Column.CODE].height())
        if row == self.current[0]:
            painter.fillRect(line, theme.color("row"))
        if asks.kind is RowKind.INDICATOR and row:
            painter.setPen(theme.color("line"))
            painter.drawLine(line.topLeft(), line.topRight())
        air = self.air(row)
        self._paint_code(painter, places[Column.CODE].adjusted(0, air, 0, 0), row)
        painter.save()
        self._paint_label(painter, places[Column.TEXT].adjusted(0, air, 0, 0), row)
        painter.restore()
        for column, box in places.items():
            if column >= Column.TOTAL:
                self._paint_figure(painter, box.adjusted(0, air, 0, 0), row, column)

    def _paint_code(self, painter: QPainter, box: QRect, row: int) -> None:
        asks = self._model.rows[row]
        top = asks.kind is RowKind.INDICATOR
        painter.setFont(theme.font(13 if top else 12, "medium" if top else "regular"))
        painter.setPen(theme.color("ink" if top and asks.asked else "muted"))
        side = _LEFT if top else _RIGHT
        room = _first_line(box).adjusted(theme.px(16), 0, -theme.px(8), 0)
        painter.drawText(room, side | _MIDDLE, self._model.code(row))

    def _paint_label(self, painter: QPainter, box: QRect, row: int) -> None:
        asks = self._model.rows[row]
        left = self.text_left(row)
        room = box.adjusted(left, theme.px(6), -theme.px(6), -theme.px(4))
        if asks.kind is RowKind.OPEN:
            self._paint_open(painter, box.adjusted(left - theme.px(6), 2, -2, -2), row)
            return
        if asks.kind is RowKind.TABLE:
            side = theme.px(14)
            sign = Glyph.FOLDED if row in self.folded else Glyph.OPENED
            top = box.top() + (theme.px(ROW) - side) / 2
            glyphs.paint(painter, sign, QRectF(room.left() - side - theme.px(4), top, side, side))
        painter.setFont(_label_font(asks.kind is RowKind.TABLE))
        quiet = asks.kind is RowKind.TABLE or (asks.computed and asks.kind is not RowKind.INDICATOR)
        painter.setPen(theme.color("muted" if quiet or not asks.asked else "ink"))
        used = painter.drawText(room, _LEFT | _TOP | _WRAP, self._model.label(row))
        unit = self._model.unit(row)
        if unit:
            self._paint_unit(painter, room, row, used, unit)

    def _paint_unit(self, painter: QPainter, room: QRect, row: int, used: QRect, unit: str) -> None:
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("muted"))
        words = self._words(row, room.width())
        beside = QRect(room)
        beside.setTop(room.top() + words.label)
        if words.beside:
            beside = QRect(used.right() + theme.px(8), room.top(), room.width(), theme.px(17))
        painter.drawText(beside, _LEFT | _TOP, unit)

    def _paint_open(self, painter: QPainter, box: QRect, row: int) -> None:
        focused = self.current == (row, Column.TEXT)
        pen = QPen(theme.color("accent" if focused else "line_strong"), 2 if focused and self.active else 1)
        pen.setStyle(Qt.PenStyle.SolidLine if focused else Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.setBrush(theme.color("surface") if focused else Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        side = theme.px(12)
        middle = QRectF(box.left() + theme.px(6), box.center().y() - side / 2 + 1, side, side)
        glyphs.paint(painter, Glyph.ADD, middle)
        painter.setFont(theme.font(13))
        painter.setPen(theme.color("muted"))
        painter.drawText(box.adjusted(theme.px(24), 0, -4, 0), _LEFT | _MIDDLE, self._model.label(row))

    def _paint_figure(self, painter: QPainter, box: QRect, row: int, column: int) -> None:
        look = self._model.look(row, column)
        if look.ink is Ink.ANSWER:
            painter.save()
            self._paint_answer(painter, self.field(box), look, self.current == (row, column))
            painter.restore()
            return
        if not look.text:
            return
        painter.setFont(theme.font(13 if look.ink is Ink.QUIET else 14))
        painter.setPen(theme.color("muted"))
        line = _first_line(box).adjusted(4, 0, -theme.px(10), 0)
        if look.fits is None:
            painter.drawText(line, _RIGHT | _MIDDLE, look.text)
            return
        self._paint_sum(painter, line, look)

    def _paint_sum(self, painter: QPainter, line: QRect, look: CellLook) -> None:
        """A sum of parts: ``= 450`` with a tick, or ``≠`` in the colour of a finding."""
        good = bool(look.fits)
        if good:
            side = theme.px(12)
            spot = QRectF(line.right() - side + 4, line.center().y() - side / 2 + 1, side, side)
            glyphs.paint(painter, Glyph.GOOD, spot)
            painter.drawText(line.adjusted(0, 0, -side, 0), _RIGHT | _MIDDLE, f"= {look.text}")
            return
        painter.setPen(theme.color("error"))
        painter.drawText(line, _RIGHT | _MIDDLE, f"≠ {look.text}")

    def _paint_answer(self, painter: QPainter, box: QRect, look: CellLook, focused: bool) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(outline, 3, 3)
        if hatch := _hatch(look):
            painter.setBrush(hatch)
            painter.drawRoundedRect(outline, 3, 3)
        width = 2 if focused and self.active else 1
        edge = "accent" if focused else "conflict" if look.conflict else "field"
        painter.setPen(QPen(theme.color(edge), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = (width - 1) / 2
        painter.drawRoundedRect(outline.adjusted(inset, inset, -inset, -inset), 3, 3)
        self._paint_signs(painter, box, look)
        self._paint_text(painter, box, look)

    def _paint_text(self, painter: QPainter, box: QRect, look: CellLook) -> None:
        if look.conflict or look.state is State.BLANK:
            return
        middle = QRectF(
            box.right() - theme.px(22), box.center().y() - theme.px(7), theme.px(14), theme.px(14)
        )
        if look.state in (State.NOT_COLLECTED, State.NOT_AVAILABLE):
            glyphs.paint(painter, Glyph.NOT_AVAILABLE, middle, theme.color("ink"))
            return
        if look.state is State.NOT_APPLICABLE:
            glyphs.paint(painter, Glyph.NOT_APPLICABLE, middle)
            return
        unread = look.state is State.UNREAD
        painter.setFont(theme.font(14, italic=unread))
        painter.setPen(theme.color("warning" if unread else "ink"))
        room = box.adjusted(theme.px(20 if look.worst or unread else 6), 0, -theme.px(8), 0)
        side = _LEFT | _WRAP if look.words else _RIGHT
        painter.setClipRect(box)
        text = look.text if look.words else _shortened(painter, look.text, room.width())
        painter.drawText(room, side | _MIDDLE, text)

    def _paint_signs(self, painter: QPainter, box: QRect, look: CellLook) -> None:
        side = theme.px(12)
        spot = QRectF(box.left() + theme.px(5), box.center().y() - side / 2 + 1, side, side)
        if look.conflict:
            painter.fillRect(
                QRectF(box.left() + 1, box.top() + 2, 2, box.height() - 4), theme.color("conflict")
            )
            painter.fillRect(
                QRectF(box.left() + 5, box.top() + 2, 2, box.height() - 4), theme.color("conflict")
            )
            spot.moveCenter(QPointF(box.center().x() + 4, box.center().y() + 1))
            glyphs.paint(painter, Glyph.CONFLICT, spot.adjusted(-1, -1, 1, 1))
        elif look.state is State.UNREAD:
            glyphs.paint(painter, Glyph.UNREAD, spot)
        elif look.worst is not None:
            if look.worst in (Glyph.ERROR, Glyph.WARNING):
                bar = QRectF(box.left() + 1, box.top() + 2, 2.5, box.height() - 4)
                painter.fillRect(bar, theme.color(look.worst.token))
            glyphs.paint(painter, look.worst, spot)
        if look.fresh:
            corner = theme.px(9)
            below = QRectF(box.left() + 1, box.bottom() - corner + 1, corner, corner)
            glyphs.paint(painter, Glyph.CHANGED, below)
        if look.noted:
            corner = theme.px(7)
            glyphs.paint(painter, Glyph.NOTE, QRectF(box.right() - corner, box.top() + 1, corner, corner))

    def air(self, row: int) -> int:
        """Give the space over a row: an indicator stands a little apart from what is above it."""
        return theme.px(6) if row and self._model.rows[row].kind is RowKind.INDICATOR else 0

    def field(self, box: QRect) -> QRect:
        """Give where the field of an answer is drawn in its cell: on the first line, or all of a wide one."""
        height = box.height() if box.width() > theme.px(260) else min(box.height(), theme.px(ROW))
        return QRect(box.left() + 2, box.top() + 2, box.width() - 4, height - 3)

    def text_left(self, row: int) -> int:
        """Give where the words of a row begin."""
        asks = self._model.rows[row]
        deeper = asks.depth + (1 if asks.kind is RowKind.TABLE else 0)
        return theme.px(6 + INDENT * deeper - (4 if deeper else 0))

    def height(self, row: int, text_width: int, answer_width: int) -> int:
        """Give the height a row needs for its words, and for a worded answer."""
        asks = self._model.rows[row]
        if asks.kind is RowKind.OPEN:
            return theme.px(ROW)
        width = text_width - self.text_left(row) - theme.px(6)
        need = self._words(row, width).needed
        if asks.kind is RowKind.INDICATOR and self._model.indicator(row).value_type in WIDE:
            look = self._model.look(row, Column.TOTAL)
            if look.text:
                need = max(need, _answer_height(look.text, answer_width, theme.current().zoom))
        return max(theme.px(ROW), need) + self.air(row)

    def _words(self, row: int, width: int) -> RowWords:
        heading = self._model.rows[row].kind is RowKind.TABLE
        return _row_words(self._model.label(row), self._model.unit(row), heading, width, theme.current().zoom)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Answer Qt."""
        return QSize(theme.px(60), theme.px(ROW))


@dataclass(frozen=True, slots=True)
class RowWords:
    """How high the words of a row are, alone and with their unit, and whether the unit stands beside them."""

    label: int
    needed: int
    beside: bool


def _label_font(heading: bool) -> QFont:
    return theme.font(13, "medium") if heading else theme.font(14)


@lru_cache(maxsize=4096)
def _row_words(label: str, unit: str, heading: bool, width: int, zoom: int) -> RowWords:
    """Measure the words of a row once; another zoom has other letters."""
    metrics = QFontMetrics(_label_font(heading))
    height = metrics.boundingRect(QRect(0, 0, max(width, 40), 10_000), _LEFT | _TOP | _WRAP, label).height()
    both = metrics.horizontalAdvance(label) + QFontMetrics(theme.font(12)).horizontalAdvance(unit)
    beside = both + theme.px(12) <= width
    needed = height + theme.px(13) + (theme.px(16) if unit and not beside else 0)
    return RowWords(height, needed, beside)


@lru_cache(maxsize=256)
def _answer_height(text: str, width: int, zoom: int) -> int:
    """Measure an answer in words once."""
    room = QRect(0, 0, width - theme.px(36), 10_000)
    return QFontMetrics(theme.font(14)).boundingRect(room, _LEFT | _WRAP, text).height() + theme.px(13)


def _first_line(box: QRect) -> QRect:
    return QRect(box.left(), box.top(), box.width(), min(box.height(), theme.px(ROW)))


def _hatch(look: CellLook) -> QBrush | None:
    if look.state in (State.NOT_COLLECTED, State.NOT_AVAILABLE):
        return QBrush(theme.color("hatch"), Qt.BrushStyle.BDiagPattern)
    if look.state is State.NOT_APPLICABLE:
        return QBrush(theme.color("sunken"))
    if look.state is State.UNREAD:
        tint = QColor(theme.color("warning_mark"))
        tint.setAlpha(60)
        return QBrush(tint, Qt.BrushStyle.Dense6Pattern)
    return None


def _shortened(painter: QPainter, text: str, width: int) -> str:
    """A figure is never cut; only what could not be read is, and the pane shows all of it."""
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
