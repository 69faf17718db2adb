"""The table of the nation: goals, their indicators, and the breakdowns that are folded out."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyledItemDelegate, QTableView, QWidget

from gcm_desktop.app import coverage, display
from gcm_desktop.app.nation import Line, Overview
from gcm_desktop.desktop import glyphs, theme
from gcm_desktop.desktop.glyphs import Glyph
from gcm_desktop.i18n import Words, fold

AnyIndex = QModelIndex | QPersistentModelIndex
NAME, FIGURE, COVERAGE, BEFORE, CHANGE, BODIES = range(6)
_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
_ACCESSIBLE: Final = int(Qt.ItemDataRole.AccessibleTextRole)
_TIP: Final = int(Qt.ItemDataRole.ToolTipRole)
_ALIGN: Final = int(Qt.ItemDataRole.TextAlignmentRole)
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_WRAP: Final = int(Qt.TextFlag.TextWordWrap)
_AIR: Final = 8  # before and after a text
_SIGN: Final = 18  # the room of the sign before the coverage
_WIDTHS: Final = {FIGURE: 92, COVERAGE: 144, BEFORE: 92, CHANGE: 94, BODIES: 162}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the nation is shown."""

    text: str = ""
    goal: int = 0  # 0 is every goal
    incomplete: bool = False
    differing: bool = False

    def takes(self, overview: Overview, line: Line, words: Words) -> bool:
        """Say whether an indicator is among what is wanted."""
        if self.goal and line.goal != self.goal:
            return False
        if self.text and self.text not in fold(f"{line.indicator} {line.label.of(words.code)}"):
            return False
        if not (self.incomplete or self.differing):
            return True
        figure = overview.figure(line)
        return (self.incomplete and not figure.complete) or (self.differing and figure.differs)


class NationModel(QAbstractTableModel):
    """The lines shown, and their texts, each written once."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.overview: Overview | None = None
        self.lines: tuple[Line, ...] = ()
        self.opened: set[str] = set()
        self._texts: dict[Line, tuple[str, ...]] = {}

    def show(self, overview: Overview, wanted: Wanted, words: Words) -> None:
        """Show what is wanted of an overview."""
        self.beginResetModel()
        if overview is not self.overview or words is not self.words:
            self._texts.clear()
        self.overview, self.words = overview, words
        self.lines = tuple(self._chosen(overview, wanted))
        self.endResetModel()

    def speak(self, words: Words) -> None:
        """Write everything in other words from now on."""
        if words is not self.words:
            self._texts.clear()
        self.words = words

    def _chosen(self, overview: Overview, wanted: Wanted) -> list[Line]:
        found: list[Line] = []
        heading: Line | None = None
        for line in overview.lines:
            if not line.cell:
                heading = line
            elif wanted.takes(overview, line, self.words):
                if heading is not None:
                    found.append(heading)
                    heading = None
                found.append(line)
                if line.indicator in self.opened:
                    found += overview.below(line)
        return found

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Give the number of lines."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Give the number of columns."""
        return len(_WIDTHS) + 1

    def texts(self, line: Line) -> tuple[str, ...]:
        """Give the texts of a line."""
        if line not in self._texts:
            self._texts[line] = self._written(line)
        return self._texts[line]

    def _written(self, line: Line) -> tuple[str, ...]:
        words, name = self.words, line.label.of(self.words.code)
        if self.overview is None or not line.cell:
            return (f"{line.goal}. {name}" if not line.indicator else name, "", "", "", "", "")
        figure = self.overview.figure(line)
        return (
            f"{line.indicator}  {name}" if line.depth == 1 else name,
            self.overview.shown(words, line),
            coverage.in_short(words, figure.total) if figure.total and figure.total.asked > 1 else "",
            display.shown_number(words, figure.before),
            display.shown_change(words, *figure.alike),
            self.overview.said_by_bodies(words, line),
        )

    def data(self, index: AnyIndex, role: int = 0) -> Any:
        """Give the texts, and what they mean when they are pointed at."""
        line, column = self.lines[index.row()], index.column()
        if role == _ACCESSIBLE and self.overview is not None and column == COVERAGE and line.cell:
            return self.said(line)
        if role in (_DISPLAY, _ACCESSIBLE):
            return self.texts(line)[column]
        if role == _TIP and column in (COVERAGE, CHANGE):
            return self.said(line) if column == COVERAGE else self.compared(line)
        if role == _TIP:
            return self.texts(line)[column]
        if role == _ALIGN:
            return _LEFT if column in (NAME, COVERAGE) else _RIGHT
        return None

    def said(self, line: Line) -> str:
        """Say who is in a figure."""
        total = self.overview.figure(line).total if self.overview is not None else None
        if total is None or self.overview is None:
            return ""
        return coverage.in_full(self.words, self.overview.desk.catalogue, total)

    def compared(self, line: Line) -> str:
        """Say between which units the change lies, where not the same answered both times."""
        figure = self.overview.figure(line) if self.overview is not None else None
        if figure is None or figure.both is None:
            return self.texts(line)[CHANGE]
        return self.words.say("Change among units that answered both times: {count}", count=figure.both)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Give the titles."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        say = self.words.say
        if role == _DISPLAY:
            return (
                say("Indicator"), say("Nation"), say("Units in it"), say("Previous"),
                say("Change"), say("State bodies say"),
            )[section]  # fmt: skip
        return (_LEFT if section in (NAME, COVERAGE) else _RIGHT) if role == _ALIGN else None


def _face(line: Line, column: int) -> QFont:
    """Give the letters of a cell: goals and national figures stand out."""
    bold = not line.indicator or (column == FIGURE and line.depth == 1)
    return theme.font(13 if line.depth > 1 else 14, "medium" if bold else "regular")


def _indent(line: Line) -> int:
    """Give the room before a name: the sign that folds, then a step for each depth."""
    return theme.px(18) + theme.px(14) * (line.depth - 1) if line.indicator else 0


class NationCell(QStyledItemDelegate):
    """Draws a cell of the nation."""

    def sizeHint(self, option: Any, index: AnyIndex) -> QSize:
        """Give the height of a line."""
        return QSize(theme.px(60), theme.px(30))

    def paint(self, painter: QPainter, option: Any, index: AnyIndex) -> None:
        """Draw it: goals as headings, coverage with its sign."""
        model = index.model()
        assert isinstance(model, NationModel)
        line, box = model.lines[index.row()], QRectF(option.rect)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or not line.indicator:
            painter.fillRect(box, theme.color("accent_soft" if chosen else "sunken"))
        view = self.parent()
        if chosen and index.column() == NAME and isinstance(view, QWidget) and view.hasFocus():
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), theme.color("accent"))
        painter.setPen(theme.color("line"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        inner = box.adjusted(theme.px(_AIR), 0, -theme.px(_AIR), 0)
        if index.column() == NAME:
            inner = self._indented(painter, inner, line, model.opened)
        elif index.column() == COVERAGE and line.cell:
            inner = self._signed(painter, inner, model, line)
        quiet = index.column() not in (NAME, FIGURE) or line.depth > 1
        painter.setPen(theme.color("muted" if quiet else "ink"))
        painter.setFont(_face(line, index.column()))
        side = _LEFT if index.column() in (NAME, COVERAGE) else _RIGHT
        painter.drawText(inner, int(side) | _WRAP, model.texts(line)[index.column()])
        painter.restore()

    def _indented(self, painter: QPainter, box: QRectF, line: Line, opened: Collection[str]) -> QRectF:
        if not line.indicator:
            return box
        side = theme.px(12)
        if line.folds:
            sign = Glyph.OPENED if line.indicator in opened else Glyph.FOLDED
            glyphs.paint(painter, sign, QRectF(box.left(), box.center().y() - side / 2, side, side))
        return box.adjusted(_indent(line), 0, 0, 0)

    def _signed(self, painter: QPainter, box: QRectF, model: NationModel, line: Line) -> QRectF:
        total = model.overview.figure(line).total if model.overview is not None else None
        if total is None or not model.texts(line)[COVERAGE]:
            return box
        sign = Glyph.CONFLICT if total.conflicts else Glyph.GOOD if total.complete else Glyph.WARNING
        side = theme.px(12)
        glyphs.paint(painter, sign, QRectF(box.left(), box.center().y() - side / 2, side, side))
        return box.adjusted(theme.px(_SIGN), 0, 0, 0)


class NationTable(QTableView):
    """The table: arrows walk, right and left fold, Enter goes to the units."""

    line_chosen = Signal(object)  # the Line in focus, or nothing
    entered = Signal()
    folded = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = NationModel(words)
        self.setModel(self.lines)
        self.setItemDelegate(NationCell(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.line_chosen.emit(self.current_line))

    @property
    def current_line(self) -> Line | None:
        """Give the line in focus."""
        row = self.currentIndex().row()
        return self.lines.lines[row] if 0 <= row < len(self.lines.lines) else None

    def speak(self, words: Words) -> None:
        """Write the heads in another language, also before anything is read."""
        self.lines.speak(words)
        self.horizontalHeader().viewport().update()

    def show_overview(self, overview: Overview, wanted: Wanted, words: Words) -> None:
        """Show what is wanted; the focus stays on its line where it is still there."""
        kept = self.current_line
        self.verticalHeader().setDefaultSectionSize(theme.px(30))
        self.lines.show(overview, wanted, words)
        rows = self.lines.lines
        self.clearSpans()
        for n, line in enumerate(rows):
            if not line.indicator:  # the title of a goal has the whole width
                self.setSpan(n, NAME, 1, self.lines.columnCount())
        first = next((n for n, line in enumerate(rows) if line.cell), 0)
        row = next((n for n, line in enumerate(rows) if line == kept), first)
        if rows:
            self.selectRow(row)
        self.line_chosen.emit(self.current_line)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names what the figures leave."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, theme.px(width))
        used = sum(theme.px(width) for width in _WIDTHS.values())
        self.setColumnWidth(NAME, max(theme.px(180), self.viewport().width() - used))
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Give every row the lines its longest text needs; most texts need one."""
        usual = theme.px(30)
        metrics: dict[str, QFontMetrics] = {}
        for row, line in enumerate(self.lines.lines):
            most = usual
            for column, text in enumerate(self.lines.texts(line)):
                room = self._room(line, column)
                face = _face(line, column)
                if face.key() not in metrics:
                    metrics[face.key()] = QFontMetrics(face)
                own = metrics[face.key()]
                if text and own.horizontalAdvance(text) > room:
                    box = own.boundingRect(QRect(0, 0, room, 10_000), _WRAP, text)
                    most = max(most, box.height() + theme.px(10))
            if self.rowHeight(row) != most:
                self.setRowHeight(row, most)

    def _room(self, line: Line, column: int) -> int:
        """Give the width a text has."""
        if not line.indicator:
            return self.viewport().width() - theme.px(2 * _AIR)
        sign = _indent(line) if column == NAME else theme.px(_SIGN) if column == COVERAGE else 0
        return self.columnWidth(column) - theme.px(2 * _AIR) - sign

    def _turn(self, wanted: Callable[[bool], bool]) -> None:
        """Fold an indicator out or in; from a breakdown, go up to its indicator."""
        line = self.current_line
        if line is None or not line.indicator:
            return
        if line.depth > 1:
            row = next(n for n, own in enumerate(self.lines.lines) if own.indicator == line.indicator)
            self.selectRow(row)
        elif line.folds:
            opened = self.lines.opened
            if wanted(line.indicator in opened):
                opened ^= {line.indicator}
                self.folded.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the sign before an indicator folds it."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == NAME and event.position().x() < theme.px(26):
            self._turn(lambda _opened: True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold by arrows, plus and minus; Enter goes on to the units."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Plus):
            if (line := self.current_line) is not None and line.depth == 1:
                self._turn(lambda opened: not opened)
        elif plain and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Minus):
            self._turn(lambda opened: opened)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)
