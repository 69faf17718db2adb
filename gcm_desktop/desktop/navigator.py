"""The way through the return: blocks and goals with how much is filled, and a search over all names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
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
        self.list.draw_anew()
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
        signs = self._signs()
        for block in catalogue.blocks:
            yield Entry(block.title.of(language))
            for number in block.goals:
                count = self._sheet.counts.get(number)
                filled, expected = (count.filled, count.expected) if count else (0, 0)
                mark = _mark(signs.get(number, set()), count)
                nil = self._nil(number)
                yield Entry(goals[number].short.of(language), number, "", filled, expected, mark, nil)

    def _nil(self, goal: int) -> str:
        said = self._sheet.nils
        return self._sheet.words.say("nil") if goal in said or 0 in said else ""

    def _signs(self) -> dict[int, set[Glyph | None]]:
        """Give the signs of the findings by goal."""
        signs: dict[int, set[Glyph | None]] = {}
        for code, issues in self._sheet.findings.items():
            signs.setdefault(int(code[1:3]), set()).add(worst(issues))
        return signs

    def _found(self, wanted: str) -> Iterable[Entry]:
        catalogue, language = self._sheet.desk.catalogue, self._sheet.words.code
        parts, signs = wanted.split(), self._signs()
        for goal in catalogue.goals:
            names = fold(" ".join((goal.code, *_all(goal.short), *_all(goal.title))))
            if all(part in names for part in parts):
                count = self._sheet.counts.get(goal.number)
                filled, expected = (count.filled, count.expected) if count else (0, 0)
                mark = _mark(signs.get(goal.number, set()), count)
                yield Entry(goal.short.of(language), goal.number, "", filled, expected, mark)
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


def _mark(signs: set[Glyph | None], count: Count | None) -> Glyph | None:
    """Give the gravest sign of a goal, or the tick of a full one."""
    if count and count.conflicts:
        signs.add(Glyph.CONFLICT)
    if count and count.unread:
        signs.add(Glyph.UNREAD)
    gravest = next((glyph for glyph in _RANK if glyph in signs), None)
    if gravest is None and count and count.expected and count.filled >= count.expected:
        return Glyph.GOOD
    return gravest


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
        self._lines = _Lines(self)
        self.setItemDelegate(self._lines)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.active = 0
        self._entries: list[Entry] = []
        self._heights: list[int] = []  # of the lines as they stand
        self._wrapped = QTimer(self, singleShot=True, interval=0)
        self._wrapped.timeout.connect(self.draw_anew)

    def fill(self, entries: list[Entry], active: int) -> None:
        """Show these lines; nothing jumps, and no line is drawn again, when only one of them changed."""
        was, before = self.active, self._entries
        self.active, self._entries = active, entries
        if len(before) == len(entries):
            moved = {was, active} if was != active else set()
            pairs = zip(before, entries, strict=True)
            self._change([row for row, (old, new) in enumerate(pairs) if old != new or new.goal in moved])
        else:
            self.clear()
            for entry in entries:
                self._write(QListWidgetItem(self), entry)
            self.draw_anew()
        self._reach(active)

    def draw_anew(self) -> None:
        """Measure and draw every line again, in other letters or colours."""
        self._heights = self._measured()
        self.doItemsLayout()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the lines again: names wrap where the scroll bar comes or goes."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._wrapped.start()

    def _change(self, rows: list[int]) -> None:
        with QSignalBlocker(self.model()):  # Qt would measure and draw every line again
            for row in rows:
                self._write(self.item(row), self._entries[row])
        if self._measured() != self._heights:
            self.draw_anew()
            return
        for row in rows:
            self.viewport().update(self.visualItemRect(self.item(row)))

    def _measured(self) -> list[int]:
        width = self.viewport().width()
        return [self._lines.height(entry, width) for entry in self._entries]

    def _write(self, item: QListWidgetItem, entry: Entry) -> None:
        item.setData(_ENTRY, entry)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken(entry))
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        item.setFlags(chosen if entry.goal else Qt.ItemFlag.NoItemFlags)

    def _reach(self, active: int) -> None:
        """Bring the open goal into sight, a block's heading together with its first goal."""
        for row, entry in enumerate(self._entries):
            if entry.goal == active and not entry.indicator:
                if row and not self._entries[row - 1].goal:
                    self.scrollToItem(self.item(row - 1))
                self.scrollToItem(self.item(row))
                if not self.hasFocus():
                    self.setCurrentRow(row)

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
        width = self._list.viewport().width()
        return QSize(width, self.height(index.data(_ENTRY), width))

    def height(self, entry: Entry, width: int) -> int:
        """Give the height of a line in a list of this width."""
        room = self._room(entry, QRect(0, 0, width, 10_000)).width()
        words = _words_height(entry.text, room, theme.current().zoom, *self._letters(entry))
        return words + theme.px(18 if entry.goal else 16)

    def _room(self, entry: Entry, box: QRect) -> QRect:
        if not entry.goal:
            return box.adjusted(theme.px(8), theme.px(12), -theme.px(8), 0)
        if entry.indicator:
            return box.adjusted(theme.px(8), theme.px(6), -theme.px(8), 0)
        return box.adjusted(theme.px(32), theme.px(5), -theme.px(70), 0)

    def _letters(self, entry: Entry) -> tuple[int, str]:
        """Give size and weight of a line's words."""
        if not entry.goal:
            return 12, "medium"
        active = entry.goal == self._list.active and not entry.indicator
        return 13, "medium" if active else "regular"

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
        painter.setFont(theme.font(*self._letters(entry)))
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


@lru_cache(maxsize=1024)
def _words_height(text: str, width: int, zoom: int, size: int, weight: str) -> int:
    """Measure words once: a zoom is another size of the same letters."""
    metrics = QFontMetrics(theme.font(size, weight))
    return metrics.boundingRect(QRect(0, 0, width, 10_000), _WRAP, text).height()
