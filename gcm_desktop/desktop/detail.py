"""The pane beside the page: everything about the focused cell, filled without waiting."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Final, cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gcm_desktop.app import causes, page
from gcm_desktop.app.display import PRECISIONS, STATES, shown
from gcm_desktop.app.wording import rule_sentence
from gcm_desktop.desktop import cause_lines, glyphs, theme
from gcm_desktop.desktop.full_text import label
from gcm_desktop.desktop.glyphs import Glyph
from gcm_desktop.desktop.goal_view.looks import worst
from gcm_desktop.desktop.keys import CellCommand, command_of
from gcm_desktop.desktop.mark_button import MarkButton
from gcm_desktop.desktop.open_return import OpenReturn
from gcm_desktop.desktop.past import before, show_history, year
from gcm_desktop.desktop.provenance import told
from gcm_desktop.desktop.repairing import RepairButton
from gcm_desktop.desktop.sparkline import Sparkline
from gcm_desktop.domain.catalogue import Indicator, Periodicity
from gcm_desktop.domain.cells import Part, parse_cell
from gcm_desktop.domain.values import BLANK, State
from gcm_desktop.errors import Issue

_WIDTH: Final = 222  # of the words of a finding
_FIGURE: Final = 18  # what is longer is words, and needs no large letters
_PAUSE: Final = 1000  # ms without a key before a note is on the disk
_BUTTONS: Final = (
    (CellCommand.NOT_AVAILABLE, "/   F7"),
    (CellCommand.NOT_APPLICABLE, "*   F8"),
    (CellCommand.PRECISION, "+   F9"),
)
_SIGNS: Final = {CellCommand.NOT_AVAILABLE: "…", CellCommand.NOT_APPLICABLE: "×", CellCommand.PRECISION: "≈"}


class DetailPane(QFrame):
    """Name, unit, provider, findings, note, source document and provenance of one cell."""

    left = Signal()  # back to the page
    marked = Signal(object)  # a CellCommand
    asked_for = Signal(object)  # a Command that is not the pane's own

    def __init__(self, sheet: OpenReturn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("side", "right")
        self._sheet = sheet
        self._cell = ""
        self._unsaved = False  # only what was typed here is saved, never a text that undo changed meanwhile
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.refresh)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.save)
        self._build()
        self.retranslate()

    def watch(self, sheet: OpenReturn) -> None:
        """Belong to another return."""
        self._sheet = sheet
        sheet.checked.connect(self._later.start)
        sheet.changed.connect(lambda _: self._later.start())
        self.retranslate()

    def _build(self) -> None:
        self._code = label("code")
        self._name = label("strong")
        self._path = label("side")
        self._about = label("side")
        self._value = label("title")
        self._state = label("side")
        self._before = label("side")
        self._line = Sparkline()
        self._findings = QVBoxLayout()
        self._findings.setSpacing(8)
        self.repair = RepairButton(self)
        self._marks: dict[CellCommand, MarkButton] = {}
        marks = QVBoxLayout()
        marks.setSpacing(4)
        for command, keys in _BUTTONS:
            button = MarkButton(_SIGNS[command], keys.split()[0], self)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, command=command: self.marked.emit(command))
            self._marks[command] = button
            marks.addWidget(button)
        self._note_head, self.note = label("side"), QPlainTextEdit(self)
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(theme.px(76))
        self.note.textChanged.connect(self._typed)
        self._source_head, self.source = label("side"), QLineEdit(self)
        self.source.textEdited.connect(self._typed)
        self._pending = label("unsaved")
        self._trace_head, self._trace = label("side"), label("side")
        self._trace.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lay_out(marks)

    def _lay_out(self, marks: QVBoxLayout) -> None:
        inner = QWidget(self)
        inner.setProperty("clear", True)
        box = QVBoxLayout(inner)
        box.setContentsMargins(16, 16, 12, 16)
        box.setSpacing(4)
        for widget in (self._code, self._name, self._path, self._about):
            box.addWidget(widget)
        box.addSpacing(8)
        figures = QGridLayout()
        figures.setColumnStretch(1, 1)
        figures.addWidget(self._value, 0, 0, 1, 2)
        figures.addWidget(self._state, 1, 0, 1, 2)
        figures.addWidget(self._line, 2, 0, 1, 2)
        figures.addWidget(self._before, 3, 0, 1, 2)
        box.addLayout(figures)
        box.addSpacing(8)
        box.addLayout(marks)
        box.addSpacing(8)
        box.addLayout(self._findings)
        box.addWidget(self.repair)
        box.addSpacing(4)
        fields: tuple[QWidget, ...] = (self._note_head, self.note, self._source_head, self.source)
        for field in (*fields, self._pending):
            box.addWidget(field)
        box.addSpacing(8)
        box.addWidget(self._trace_head)
        box.addWidget(self._trace)
        box.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(scroll)
        fields = (self.repair, self.note, self.source, *self._marks.values())
        for field, following in pairwise(fields):
            QWidget.setTabOrder(field, following)
        for field in fields[1:]:
            field.installEventFilter(self)

    def rest(self) -> None:
        """Look at the file no more: it is about to close."""
        self._later.stop()

    def retranslate(self) -> None:
        """Write everything in the language of the return."""
        words = self._sheet.words
        self._note_head.setText(words.say("Note"))
        self.note.setAccessibleName(words.say("Note"))
        self.note.setPlaceholderText(words.say("What the reader should know about this figure"))
        self._source_head.setText(words.say("Source document"))
        self.source.setAccessibleName(words.say("Source document"))
        self.source.setPlaceholderText(words.say("Title, number, date"))
        self._trace_head.setText(words.say("Where it comes from"))
        names = {
            CellCommand.NOT_AVAILABLE: words.say("not available"),
            CellCommand.NOT_APPLICABLE: words.say("not applicable"),
            CellCommand.PRECISION: words.say("about, at least, more than, almost"),
        }
        for command, keys in _BUTTONS:
            button = self._marks[command]
            button.setText(names[command])
            button.setToolTip(f"{names[command]}   {keys}")
            button.setAccessibleName(names[command])
        self.refresh()

    # The cell

    def show_cell(self, cell: str) -> None:
        """Show another cell; what was typed about the last one is saved first."""
        if cell != self._cell:
            self.save()
            self._cell = cell
            value = self._sheet.value(cell) if cell else BLANK
            self.note.blockSignals(True)
            self.note.setPlainText(value.note)
            self.note.blockSignals(False)
            self.source.setText(value.source)
        self._later.start()

    def refresh(self) -> None:
        """Show what is known about the cell now; what is being typed stays."""
        self._later.stop()
        for child in cast("list[QWidget]", self.findChildren(QWidget)):
            if child.property("finding"):
                child.hide()
                child.deleteLater()
        known = bool(self._cell)
        for widget in (self.note, self.source, *self._marks.values()):
            widget.setEnabled(known and not self._sheet.closed)
        if not known:
            for words in (
                self._code,
                self._name,
                self._path,
                self._about,
                self._value,
                self._state,
                self._before,
            ):
                words.clear()
            self._trace.clear()
            self._line.hide()
            self.repair.hide()
            return
        indicator = self._sheet.desk.catalogue.indicators[parse_cell(self._cell).indicator]
        self._show_names(indicator)
        self._show_value(indicator)
        self._show_findings(indicator)
        self._trace.setText(told(self._sheet, self._cell))
        self._trace_head.setVisible(bool(self._trace.text()))
        if not self._pause.isActive():
            value = self._sheet.value(self._cell)
            if self.note.toPlainText() != value.note:
                self.note.blockSignals(True)
                self.note.setPlainText(value.note)
                self.note.blockSignals(False)
            if self.source.text() != value.source:
                self.source.setText(value.source)

    def _show_names(self, indicator: Indicator) -> None:
        catalogue, words = self._sheet.desk.catalogue, self._sheet.words
        self._code.setText(self._cell)
        self._name.setText(indicator.name.of(words.code))
        code = parse_cell(self._cell)
        names = []
        source = page.ratio_part(indicator, code.part)
        if source is not None and source.name is not None:
            names.append(source.name.of(words.code))
        elif code.part is Part.RESULT:
            names.append(words.say("Result"))
        names += [page.code_name(catalogue, dim, part).of(words.code) for dim, part in code.breakdown]
        self._path.setText(" · ".join(names))
        self._path.setVisible(bool(names))
        often = (
            words.say("quarterly") if indicator.periodicity is Periodicity.QUARTERLY else words.say("annual")
        )
        unit = catalogue.units.get(indicator.unit)
        about = [unit.name.of(words.code) if unit else "", often, ", ".join(indicator.providers)]
        self._about.setText(" · ".join(text for text in about if text))

    def _show_value(self, indicator: Indicator) -> None:
        sheet = self._sheet
        value = sheet.value(self._cell)
        text = shown(sheet.words, sheet.desk.catalogue, self._cell, value)
        self._value.setText(text)
        self._value.setVisible(bool(text))
        self._value.setProperty("role", "title" if len(text) < _FIGURE else "strong")
        self._value.style().unpolish(self._value)
        self._value.style().polish(self._value)
        says = [] if value.state is State.VALUE else [sheet.words.say(STATES[value.state])]
        if value.precision:
            says.append(sheet.words.say(PRECISIONS[value.precision]))
        if self._cell in sheet.conflicts:
            says = [sheet.words.say("Two answers were received. Decide which one holds.")]
        self._state.setText(" · ".join(says))
        self._state.setVisible(bool(says))
        self._before.setText("\n".join([*before(sheet, self._cell), *year(sheet, self._cell)]))
        self._before.setVisible(bool(self._before.text()))
        show_history(self._line, sheet, self._cell)
        self._marks[CellCommand.NOT_AVAILABLE].setChecked(
            value.state in (State.NOT_COLLECTED, State.NOT_AVAILABLE)
        )
        self._marks[CellCommand.NOT_APPLICABLE].setChecked(value.state is State.NOT_APPLICABLE)
        self._marks[CellCommand.PRECISION].setChecked(bool(value.precision))

    def _show_findings(self, indicator: Indicator) -> None:
        issues = self._sheet.findings.get(indicator.code, ())
        own = sorted(issues, key=lambda issue: issue.where.cell != self._cell)
        for issue in own[:6]:
            sign = worst([issue]) or Glyph.INFO
            self._findings.addWidget(self._finding(sign, self._sentence(issue)))
        slips = cause_lines.of_indicator(self._sheet, indicator) if own else ()
        for slip in slips:
            said = causes.said(self._sheet.words, self._sheet.desk, slip)
            self._findings.addWidget(self._finding(Glyph.EXPLAIN, said))
        self.repair.offer(self._sheet, slips)

    def _finding(self, glyph: Glyph, said: str) -> QWidget:
        row = QWidget(self)
        row.setProperty("finding", True)
        sign = QLabel(row)
        sign.setPixmap(glyphs.pixmap(glyph, theme.px(14)))
        text = label()
        text.setFixedWidth(theme.px(_WIDTH))
        text.setText(said)
        box = QHBoxLayout(row)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(text, 1)
        return row

    def _sentence(self, issue: Issue) -> str:
        """Say what was found; where a table is meant and not named, its name comes first."""
        catalogue, words = self._sheet.desk.catalogue, self._sheet.words
        said = rule_sentence(words, catalogue, issue)
        table = catalogue.codelists.get(str(issue.facts.get("dimension", "")))
        name = table.name.of(words.code) if table else ""
        lead = f"{name}. " if name and name not in said else ""
        return f"{lead}{said} ({issue.code})"

    # Note and source

    def _typed(self) -> None:
        if not self._cell:
            return
        self._unsaved = True
        self._pending.setText(self._sheet.words.say("not saved yet"))
        self._pause.start()

    def save(self) -> None:
        """Put note and source on the disk."""
        self._pause.stop()
        self._pending.clear()
        typed, self._unsaved = self._unsaved, False
        if not self._cell or not typed:
            return
        held = self._sheet.value(self._cell)
        new = replace(held, note=self.note.toPlainText().strip(), source=self.source.text().strip())
        if new != held:
            self._sheet.set_value(self._cell, new)

    def edit_note(self) -> None:
        """Put the keyboard into the note."""
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.note.moveCursor(self.note.textCursor().MoveOperation.End)

    def enter(self) -> None:
        """Put the keyboard into the first field."""
        if self._cell:
            self.edit_note()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save when a field is left; Esc, and Tab past the last field, lead back to the page."""
        if event.type() == QEvent.Type.FocusOut:
            self.save()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            command = command_of(event)
            key = event.key()
            last = watched is list(self._marks.values())[-1] and key == Qt.Key.Key_Tab
            first = watched is self.note and key == Qt.Key.Key_Backtab
            if key == Qt.Key.Key_Escape or last or first or (watched is self.source and key in _ENTERS):
                self.left.emit()
                return True
            if command is not None and command.value not in _OF_THE_FIELD:
                self.asked_for.emit(command)
                return True
        return super().eventFilter(watched, event)


_ENTERS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OF_THE_FIELD: Final = ("undo", "redo", "copy", "paste", "cut")
