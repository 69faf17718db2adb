"""The list of figures at the left of the charts: the ten that matter, then all of them goal by goal."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gcm_desktop.app.dashboard import Card
from gcm_desktop.desktop import theme
from gcm_desktop.desktop.charts.looks import LEFT, RIGHT, on_screen, wrapped, write
from gcm_desktop.desktop.goal_view.model import Index
from gcm_desktop.desktop.keys import command_of, is_enter

_CARD: Final = int(Qt.ItemDataRole.UserRole)
_HIGH: Final = 46
_LINE: Final = 16
_MOST: Final = 6  # lines of a name
_HEAD: Final = 34
_FIGURE: Final = 0.36  # of the width, at most


class FigureList(QListWidget):
    """Headings and figures; arrows walk the figures, Enter or the right arrow goes to the charts."""

    chosen = Signal(str)  # code of the indicator
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("plain", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_Lines(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(False)
        self.currentItemChanged.connect(self._choose)
        self.itemClicked.connect(lambda _: self.setFocus())

    def fill(self, sections: Iterable[tuple[str, Iterable[Card]]], code: str) -> None:
        """Show these sections; the figure that was chosen stays so, at the first place it stands."""
        held = self.verticalScrollBar().value()
        self.blockSignals(True)
        self.clear()
        for heading, cards in sections:
            head = QListWidgetItem(heading, self)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            for card in cards:
                item = QListWidgetItem(self)
                item.setData(_CARD, card)
                item.setToolTip(f"{card.code} {card.name}")
                spoken = f"{card.code} {card.name}: {card.figure} {card.change}".strip()
                item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        row = next((n for n in range(self.count()) if self._code(n) == code), -1)
        if row >= 0:
            self.setCurrentRow(row)
        self.verticalScrollBar().setValue(held)
        self.blockSignals(False)

    def _code(self, row: int) -> str:
        card = self.item(row).data(_CARD)
        return card.code if isinstance(card, Card) else ""

    @property
    def codes(self) -> list[str]:
        """Give the figures in the list, from top to bottom."""
        return [code for row in range(self.count()) if (code := self._code(row))]

    def choose(self, code: str) -> bool:
        """Choose a figure; says whether it is there."""
        row = next((n for n in range(self.count()) if self._code(n) == code), -1)
        if row >= 0:
            self.setCurrentRow(row)
        return row >= 0

    def _choose(self, item: QListWidgetItem | None) -> None:
        card = item.data(_CARD) if item is not None else None
        if isinstance(card, Card):
            self.viewport().update()
            self.chosen.emit(card.code)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the lines out anew in another width."""
        super().resizeEvent(event)
        self.doItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the right arrow go to the charts; keys of the page go to the page."""
        if is_enter(event) or event.key() == Qt.Key.Key_Right:
            self.entered.emit()
        elif command_of(event) is not None or event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Space):
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Lines(QStyledItemDelegate):
    """Draws a heading, or a figure with its name in two lines."""

    def __init__(self, parent: FigureList) -> None:
        super().__init__(parent)
        self._list = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Answer Qt."""
        wide, card = self._list.viewport().width(), index.data(_CARD)
        if not isinstance(card, Card):
            return QSize(wide, theme.px(_HEAD))
        lines = _lines(card, wide, theme.current().zoom)
        return QSize(wide, max(theme.px(_HIGH), len(lines) * theme.px(_LINE) + theme.px(12)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        box = QRectF(QRect(option.rect))  # type: ignore[attr-defined]  # the stubs leave it out
        looks, card = on_screen(), index.data(_CARD)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not isinstance(card, Card):
            inner = box.adjusted(looks.px(10), looks.px(10), -looks.px(8), 0)
            text = str(index.data(Qt.ItemDataRole.DisplayRole))
            write(painter, inner, text, LEFT, looks.font(12, "medium"), looks.color("muted"))
            painter.restore()
            return
        if self._list.currentRow() == index.row():
            focused = self._list.hasFocus()
            painter.setPen(looks.color("accent") if focused else Qt.PenStyle.NoPen)
            painter.setBrush(looks.color("surface"))
            painter.drawRoundedRect(box.adjusted(1.5, 1.5, -4.5, -1.5), 4, 4)
            painter.fillRect(QRectF(box.left(), box.top() + 4, 3, box.height() - 8), looks.color("accent"))
        self._card(painter, card, box.adjusted(looks.px(10), 2, -looks.px(10), -2))
        painter.restore()

    def _card(self, painter: QPainter, card: Card, box: QRectF) -> None:
        looks = on_screen()
        figure, wide = card.figure or "–", _figure_width(card, box.width())
        right = QRectF(box.right() - wide, box.top(), wide, box.height())
        ink = looks.color("ink" if card.figure else "muted")
        high, low = looks.px(20), looks.px(14) if card.change else 0
        upper = QRectF(right.left(), right.center().y() - (high + low) / 2, right.width(), high)
        write(painter, upper, figure, RIGHT, looks.font(15, "medium"), ink)
        lower = QRectF(right.left(), upper.bottom(), right.width(), low)
        write(painter, lower, card.change, RIGHT, looks.font(11), looks.color("muted"))
        room, line = box.width() - wide - looks.px(10), looks.px(_LINE)
        lines = _lines(card, self._list.viewport().width(), theme.current().zoom)
        top = box.center().y() - len(lines) * line / 2
        for n, text in enumerate(lines):
            row = QRectF(box.left(), top + n * line, room, line)
            write(painter, row, text, LEFT, looks.font(12), looks.color("ink"))


def _figure_width(card: Card, room: float) -> float:
    looks = on_screen()
    wide = min(room * _FIGURE, looks.width(card.figure or "–", 15, "medium") + 2)
    return max(wide, looks.width(card.change, 11) + 2)


@lru_cache(maxsize=1024)
def _lines(card: Card, width: int, zoom: int) -> tuple[str, ...]:
    """Break a name once: a zoom is another size of the same letters."""
    looks = on_screen()
    room = width - 2 * looks.px(10)
    room -= _figure_width(card, room) + looks.px(10)
    return tuple(wrapped(f"{card.code}  {card.name}", looks.font(12), room, _MOST))
