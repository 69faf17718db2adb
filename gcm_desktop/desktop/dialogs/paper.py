"""File against paper: type the check code of the signed page; where it differs, type what the goals say."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from gcm_desktop.app import display, paper
from gcm_desktop.app.desk import Desk, unit_name
from gcm_desktop.desktop.dialogs.message import show_error
from gcm_desktop.desktop.dialogs.rows import Column, Line, LineTable
from gcm_desktop.desktop.dialogs.sheet import Sheet, role
from gcm_desktop.desktop.glyphs import Glyph
from gcm_desktop.desktop.keys import is_enter
from gcm_desktop.desktop.letters import FIGURES
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import Value
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words


class PaperDialog(Sheet):
    """One field for the code; below it, when it differs, a goal and what the page says of it."""

    accepted_return = Signal()

    def __init__(self, desk: Desk, key: ReturnKey, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, parent, wide=True)
        self.desk, self.key = desk, key
        self.outcome: paper.Outcome | None = None
        self.code = self._field(self.compare)
        self.goals = self._field(self.compare_goals)
        self.code_label, self.kind = QLabel(), QComboBox()
        self.hint = role(QLabel(), "side")
        self.hint.setWordWrap(True)
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.table = LineTable()
        self.code_button, self.goals_button = QPushButton(), QPushButton()
        for label, field, button, act in (
            (self.code_label, self.code, self.code_button, self.compare),
            (self.kind, self.goals, self.goals_button, self.compare_goals),
        ):
            self._row(label, field, button)
            button.setAutoDefault(False)
            button.clicked.connect(act)
        self.body.addWidget(self.hint)
        self.body.addWidget(self.sentence)
        self.body.addWidget(self.table, 1)
        self.body.addStretch(0)
        self.accept_button = self.button(self.accept_return, main=True, icon="check")
        self.buttons.addWidget(self.accept_button)
        self.retranslate(words)
        self.code.setFocus()

    def _field(self, entered: Callable[[], None]) -> QLineEdit:
        field = QLineEdit()
        field.setProperty(FIGURES, True)
        field.returnPressed.connect(entered)
        return field

    def _row(self, label: QLabel | QComboBox, field: QLineEdit, button: QPushButton) -> None:
        row = QHBoxLayout()
        label.setMinimumWidth(300)
        row.addWidget(label)
        row.addWidget(field, 1)
        row.addWidget(button)
        self.body.addLayout(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter in a field compare and no more: accepting is a key of its own."""
        if is_enter(event) and isinstance(self.focusWidget(), QLineEdit | QComboBox):
            event.accept()
        elif is_enter(event) and self.accept_button.hasFocus():
            self.accept_return()
        else:
            super().keyPressEvent(event)

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        super().retranslate(words)
        say = words.say
        unit = unit_name(self.desk.catalogue, self.key.unit, words.code)
        self.head(say("File against paper"), f"{unit} · {words.period(self.key.period)}")
        self.code_label.setText(say("Check code of the page, or two groups of it"))
        chosen = max(self.kind.currentIndex(), 0)
        self.kind.clear()
        self.kind.addItems([say("Checks of goals"), say("Control totals of goals")])
        self.kind.setCurrentIndex(chosen)
        self.kind.setAccessibleName(say("Goals"))
        self.hint.setText(say("Write the goal and what the page says of it: 5=1234; 6=0871."))
        self.code.setAccessibleName(self.code_label.text())
        self.goals.setAccessibleName(say("Goals"))
        self.code_button.setText(say("Compare"))
        self.goals_button.setText(say("Compare"))
        self.accept_button.setText(say("Accept the return"))
        self.table.setAccessibleName(say("Changes"))
        self._show()

    def compare(self) -> None:
        """Compare the code that was typed."""
        if self.code.text().strip():
            self._compared(lambda: paper.against_code(self.desk, self.key, self.code.text()))

    def compare_goals(self) -> None:
        """Compare what the page says of some goals."""
        if self.goals.text().strip():
            self._compared(self._against_goals)

    def _against_goals(self) -> paper.Outcome:
        said = paper.read_goals(self.goals.text())
        if self.kind.currentIndex():
            return paper.against_totals(self.desk, self.key, said)
        return paper.against_goals(self.desk, self.key, said)

    def _compared(self, compare: Callable[[], paper.Outcome]) -> None:
        try:
            self.outcome = compare()
        except UserError as error:
            show_error(self, self.words, error)
            return
        self._show()
        QTimer.singleShot(0, self._move_on)  # the key that compared has passed by then

    def _move_on(self) -> None:
        """Go to the button that accepts, or to the field for the goals."""
        if self.accept_button.isEnabled():
            self.accept_button.setFocus()
        elif self.outcome is not None and not self.outcome.agrees and not self.outcome.moved:
            self.goals.setFocus()

    def accept_return(self) -> None:
        """Accept the return whose page agrees."""
        outcome = self.outcome
        if outcome is None or not outcome.acceptable or self.desk.file.view_only:
            return
        try:
            paper.accept(self.desk, outcome, paper.reason(self.words, outcome))
        except UserError as error:
            show_error(self, self.words, error)
            return
        self.accepted_return.emit()
        self.accept()

    def _show(self) -> None:
        outcome, say = self.outcome, self.words.say
        self.sentence.setText(" ".join(paper.sentences(self.words, outcome)) if outcome else "")
        may = outcome is not None and outcome.acceptable and not self.desk.file.view_only
        self.accept_button.setEnabled(may)
        moved = outcome.moved if outcome else ()
        columns = (
            Column(say("Cell"), share=4), Column(say("On the page"), right=True, share=1),
            Column(say("Here now"), right=True, share=1), Column(say("Revision")),
        )  # fmt: skip
        self.table.show_lines(columns, [self._line(one) for one in moved])
        self.table.setVisible(bool(moved))

    def _line(self, one: paper.Moved) -> Line:
        name = display.shown_cell(self.words, self.desk.catalogue, one.cell)
        texts = (name, self._value(one.cell, one.paper), self._value(one.cell, one.now), one.revision[:8])
        return Line(texts, one, Glyph.CHANGED)

    def _value(self, cell: str, value: Value) -> str:
        return display.shown(self.words, self.desk.catalogue, cell, value) or "—"
