"""The way through the return: blocks and goals with how much is filled, and a search over all names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from gcm_desktop.desktop import glyphs, theme
from gcm_desktop.desktop.glyphs import Glyph
from gcm_desktop.desktop.goal_view.looks import worst
from gcm_desktop.desktop.goal_view.model import Index
from gcm_desktop.desktop.keys import command_of, is_enter
from gcm_desktop.desktop.open_return import OpenReturn
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.i18n import fold

if TYPE_CHECKING:
    from gcm_desktop.store import Count

_ENTRY: Final = int(Qt.ItemDataRole.UserRole)
_WRAP: Final = (
    int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
)
_RANK: Final = (Glyph.CONFLICT, Glyph.ERROR, Glyph.UNREAD, Glyph.WARNING, Glyph.EXPLAIN)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a block's heading (no goal), a goal, or an indicator found by the search."""

    text: str
    goal: int = 0
    indicator: str = ""
    filled: int = 0
    expected: int = 0
    mark: Glyph | None = None
    nil: str = ""  # the word for a goal with nothing to report


class Navigator(QFrame):
    """Goals of the return on screen."""

    goal_chosen = Signal(int)
    indicator_chosen = Signal(str)
    left = Signal()  # back to the page

    def __init__(self, sheet: OpenReturn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("side", "left")
        self._sheet = sheet
        self._goal = 0
        self.search = QLineEdit(self)
        self.search.setClearButtonEnabled(True)
        self.search.addAction(glyphs.icon("search", "muted", 16), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self.refresh)
        self.search.installEventFilter(self)
        self.list = _List(self)
        self.list.itemClicked.connect(self._open)
        self.list.opened.connect(self._open)
        self.list.left.connect(self.left)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.refresh)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(8, 12, 0, 8)
        self._box.setSpacing(8)
        searching = QVBoxLayout()
        searching.setContentsMargins(0, 0, 8, 0)
        searching.addWidget(self.search)
        self._box.addLayout(searching)
        self._box.addWidget(self.list, 1)
        self.watch(sheet)
        self.retranslate()

    def watch(self, sheet: OpenReturn) -> None:
        """Show another return."""
        self._sheet = sheet
        sheet.changed.connect(lambda _: self._later.start())
        sheet.checked.connect(self._later.start)
        self._later.start()

    def add_foot(self, widget: QWidget) -> None:
        """Put what leads elsewhere under the goals."""
        self._box.addWidget(widget)

    def rest(self) -> None:
        """Look at the file no more: it is about to close."""
        self._later.stop()

    def retranslate(self) -> None:
        """Write everything in the language of the return."""
        words = self._sheet.words
        self.search.setPlaceholderText(words.say("Search"))
        self.search.setAccessibleName(words.say("Search goals and indicators"))
        self.search.setToolTip("Ctrl+F")
        self.list.setAccessibleName(words.say("Goals"))
        self._later.start()

    def show_goal(self, goal: int) -> None:
        """Mark the goal that is open."""
        self._goal = goal
        self._later.start()

    def refresh(self) -> None:
        """Draw the lines anew: counts, marks, or what the search finds."""
        wanted = fold(self.search.text().strip())
        entries = list(self._found(wanted) if wanted else self._goals())
        self.list.fill(entries, self._goal)

    def _goals(self) -> Iterable[Entry]:
        catalogue, language = self._sheet.desk.catalogue, self._sheet.words.code
        goals = {goal.number: goal for goal in catalogue.goals}
        for block in catalogue.blocks:
            yield Entry(block.title.of(language))
            for number in block.goals:
                count = self._sheet.counts.get(number)
                filled, expected = (count.filled, count.expected) if count else (0, 0)
                mark = self._mark(number, count)
                nil = self._nil(number)
                yield Entry(goals[number].short.of(language), number, "", filled, expected, mark, nil)

    def _nil(self, goal: int) -> str:
        said = self._sheet.nils
        return self._sheet.words.say("nil") if goal in said or 0 in said else ""

    def _mark(self, goal: int, count: Count | None) -> Glyph | None:
        found = {worst(issues) for code, issues in self._sheet.findings.items() if code[1:3] == f"{goal:02d}"}
        if count and count.conflicts:
            found.add(Glyph.CONFLICT)
        if count and count.unread:
            found.add(Glyph.UNREAD)
        gravest = next((glyph for glyph in _RANK if glyph in found), None)
        if gravest is None and count and count.expected and count.filled >= count.expected:
            return Glyph.GOOD
        return gravest

    def _found(self, wanted: str) -> Iterable[Entry]:
        catalogue, language = self._sheet.desk.catalogue, self._sheet.words.code
        parts = wanted.split()
        for goal in catalogue.goals:
            names = fold(" ".join((goal.code, *_all(goal.short), *_all(goal.title))))
            if all(part in names for part in parts):
                count = self._sheet.counts.get(goal.number)
                filled, expected = (count.filled, count.expected) if count else (0, 0)
                yield Entry(
                    goal.short.of(language), goal.number, "", filled, expected, self._mark(goal.number, count)
                )
        for indicator in catalogue.indicators.values():
            names = _folded_name(catalogue, indicator.code)
            if indicator.code in self._sheet.asked and all(part in names for part in parts):
                yield Entry(
                    f"{indicator.code}  {indicator.name.of(language)}", indicator.goal, indicator.code
                )

    def _open(self, item: QListWidgetItem) -> None:
        entry: Entry = item.data(_ENTRY)
        if entry.indicator:
            self.search.clear()
            self.indicator_chosen.emit(entry.indicator)
        elif entry.goal:
            self.search.clear()
            self.goal_chosen.emit(entry.goal)

    def eventFilter(self, watched: object, event: object) -> bool:
        """In the search: Enter opens the first find, the arrow goes into the list, Esc back to the page."""
        if (
            watched is self.search
            and isinstance(event, QKeyEvent)
            and event.type() == QKeyEvent.Type.KeyPress
        ):
            if is_enter(event):
                self._open_first()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.search.clear()
                self.left.emit()
                return True
            if event.key() == Qt.Key.Key_Down:
                self.list.setFocus()
                return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]

    def _open_first(self) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item.data(_ENTRY).goal:
                self._open(item)
                return


def _all(text: object) -> tuple[str, str, str]:
    return text.tk, text.ru, text.en  # type: ignore[attr-defined]


def _folded_name(catalogue: Catalogue, code: str) -> str:
    indicator = catalogue.indicators[code]
    return fold(" ".join((code, *_all(indicator.name))))


class _List(QListWidget):
    """The lines themselves, opened by Enter or a click."""

    opened = Signal(QListWidgetItem)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("plain", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_Lines(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.active = self.was_active = 0

    def fill(self, entries: list[Entry], active: int) -> None:
        """Show these lines; nothing jumps when only numbers changed."""
        self.was_active, self.active = self.active, active
        held = self.count() == len(entries)
        if not held:
            self.clear()
        for row, entry in enumerate(entries):
            item = self.item(row) if held else QListWidgetItem(self)
            if held and item.data(_ENTRY) == entry and entry.goal not in (active, self.was_active):
                continue
            item.setData(_ENTRY, entry)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken(entry))
            item.setToolTip("")
            headline = not entry.goal
            item.setFlags(
                Qt.ItemFlag.NoItemFlags
                if headline
                else Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            )
            if entry.goal == active and not entry.indicator:
                if row and not entries[row - 1].goal:
                    self.scrollToItem(
                        self.item(row - 1)
                    )  # a block's heading comes into sight with its first goal
                self.scrollToItem(item)
                if not self.hasFocus():
                    self.setCurrentItem(item)
        if not held:
            self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter; Esc and Tab lead back to the page."""
        if is_enter(event) and self.currentItem():
            self.opened.emit(self.currentItem())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif command_of(event) is not None:
            event.ignore()
        else:
            super().keyPressEvent(event)


def spoken(entry: Entry) -> str:
    """Say a line for those who hear the screen."""
    count = entry.nil or f"{entry.filled} / {entry.expected}"
    return f"{entry.goal} {entry.text} {count}" if entry.goal else entry.text


class _Lines(QStyledItemDelegate):
    """Draws a heading, a goal with its bar, or a find."""

    def __init__(self, parent: _List) -> None:
        super().__init__(parent)
        self._list = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give a line as many rows of text as its name needs."""
        entry: Entry = index.data(_ENTRY)
        width = self._list.viewport().width()
        return QSize(width, self._text_height(entry, width) + theme.px(18 if entry.goal else 16))

    def _room(self, entry: Entry, box: QRect) -> QRect:
        if not entry.goal:
            return box.adjusted(theme.px(8), theme.px(12), -theme.px(8), 0)
        if entry.indicator:
            return box.adjusted(theme.px(8), theme.px(6), -theme.px(8), 0)
        return box.adjusted(theme.px(32), theme.px(5), -theme.px(70), 0)

    def _text_height(self, entry: Entry, width: int) -> int:
        room = self._room(entry, QRect(0, 0, width, 10_000))
        metrics = QFontMetrics(self._font(entry))
        return metrics.boundingRect(room, _WRAP, entry.text).height()

    def _font(self, entry: Entry):  # type: ignore[no-untyped-def]  # noqa: ANN202
        if not entry.goal:
            return theme.font(12, "medium")
        active = entry.goal == self._list.active and not entry.indicator
        return theme.font(13, "medium" if active else "regular")

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        entry: Entry = index.data(_ENTRY)
        box = QRect(option.rect)  # type: ignore[attr-defined]  # the stubs leave it out
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        active = bool(entry.goal) and entry.goal == self._list.active and not entry.indicator
        focused = self._list.hasFocus() and self._list.currentRow() == index.row()
        if active or focused:
            painter.setPen(theme.color("accent") if focused else Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("surface"))
            painter.drawRoundedRect(QRectF(box).adjusted(0.5, 1.5, -4.5, -1.5), 4, 4)
        if active:
            painter.fillRect(QRectF(box.left(), box.top() + 4, 3, box.height() - 8), theme.color("accent"))
        painter.setFont(self._font(entry))
        painter.setPen(theme.color("ink" if entry.goal else "muted"))
        painter.drawText(self._room(entry, box), _WRAP, entry.text)
        if entry.goal and not entry.indicator:
            self._paint_count(painter, box, entry)
        painter.restore()

    def _paint_count(self, painter: QPainter, box: QRect, entry: Entry) -> None:
        quiet = theme.color("muted")
        right = int(Qt.AlignmentFlag.AlignRight) | int(Qt.AlignmentFlag.AlignTop)
        top = box.top() + theme.px(5)
        painter.setPen(quiet)
        painter.setFont(theme.font(13, "medium"))
        painter.drawText(QRect(box.left(), top, theme.px(26), theme.px(18)), right, str(entry.goal))
        painter.setFont(theme.font(12))
        count = f"{entry.filled}/{entry.expected}" if entry.expected else "–"
        count = entry.nil or count
        painter.drawText(QRect(box.right() - theme.px(78), top, theme.px(54), theme.px(18)), right, count)
        if entry.mark is not None:
            side = theme.px(12)
            glyphs.paint(painter, entry.mark, QRectF(box.right() - theme.px(21), top + 2, side, side))
        if entry.expected:
            left, width = box.left() + theme.px(32), box.width() - theme.px(32 + 22)
            track = QRectF(left, box.bottom() - theme.px(8), width, 3)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("line"))
            painter.drawRoundedRect(track, 1.5, 1.5)
            track.setWidth(width * min(entry.filled / entry.expected, 1))
            painter.setBrush(theme.color("good" if entry.filled >= entry.expected else "muted"))
            painter.drawRoundedRect(track, 1.5, 1.5)
