"""Differences: cells with several values and cells nobody could read, settled one by one with a reason."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QSplitter, QVBoxLayout, QWidget

from gcm_desktop.app import display, entering, merging, proposing
from gcm_desktop.app.desk import Desk, unit_name
from gcm_desktop.app.merging import Choice, Conflict
from gcm_desktop.app.proposing import Proposed
from gcm_desktop.desktop.dialogs.message import show_error
from gcm_desktop.desktop.dialogs.rows import Column, Line, LineTable
from gcm_desktop.desktop.dialogs.sheet import Sheet, role
from gcm_desktop.desktop.glyphs import Glyph
from gcm_desktop.domain.proposing import Proposal
from gcm_desktop.domain.records import RevisionKind
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import BLANK, State, Value
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words


class ConflictsDialog(Sheet):
    """The list left; what can be chosen right: 1 2 3 take a value, 4 types one."""

    changed = Signal()

    def __init__(self, desk: Desk, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, parent, wide=True)
        self.desk = desk
        self._build()
        self.retranslate(words)
        self.list.setFocus()

    def _build(self) -> None:
        self.list = LineTable(lambda _line: self.choices.setFocus())
        self.list.selectionModel().currentRowChanged.connect(lambda *_: self._show_choices())
        self.cell_name = role(QLabel(), "heading")
        self.cell_name.setWordWrap(True)
        self.about = role(QLabel(), "side")
        self.choices = LineTable(lambda _line: self.reason.setFocus())
        self.typed_label = QLabel()
        self.typed = QLineEdit()
        self.reason_label = QLabel()
        self.reason = QLineEdit()
        self.typed_label.setBuddy(self.typed)
        self.reason_label.setBuddy(self.reason)
        self.reason.textChanged.connect(lambda _text: self._consider())
        self.typed.textChanged.connect(lambda _text: self._consider())
        self.keys = role(QLabel(), "side")
        self.empty = role(QLabel(), "heading")
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(16, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.cell_name, self.about, self.choices):
            column.addWidget(part, 1 if part is self.choices else 0)
        for field in (self.typed_label, self.typed, self.reason_label, self.reason, self.keys):
            column.addWidget(field)
        self.split = QSplitter()
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.list)
        self.split.addWidget(right)
        self.split.setSizes([480, 640])
        self.body.addWidget(self.empty)
        self.body.addWidget(self.split, 1)
        self.accept_button = self.button(self._accept)
        self.alike_button = self.button(self._accept_alike)
        self.decide_button = self.button(self._decide, main=True)
        for button in (self.accept_button, self.alike_button, self.decide_button):
            self.buttons.addWidget(button)
        for table in (self.list, self.choices):
            table.installEventFilter(self)

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        super().retranslate(words)
        lead = words.say("A cell with several values counts in no sum until one of them is chosen.")
        self.head(words.say("Differences"), lead)
        self.typed_label.setText(words.say("4  Type a value"))
        self.reason_label.setText(words.say("Reason"))
        self.typed.setAccessibleName(words.say("Type a value"))
        self.reason.setAccessibleName(words.say("Reason"))
        self.list.setAccessibleName(words.say("Differences"))
        self.choices.setAccessibleName(words.say("Values to choose from"))
        self.keys.setText(words.say("1 2 3 choose a value · 4 type another · Enter goes on"))
        self.decide_button.setText(words.say("Decide"))
        self.accept_button.setText(words.say("Take the proposal  +"))
        self.empty.setText(words.say("Nothing is left to decide."))
        self._show()

    def _show(self) -> None:
        say = self.words.say
        lines = [self._line(found, Glyph.CONFLICT, say("conflict")) for found in merging.conflicts(self.desk)]
        lines += [self._unread_line(found) for found in proposing.unread(self.desk)]
        columns = (Column(say("State")), Column(say("Cell"), share=3), Column(say("Unit"), share=2))
        self.list.show_lines(columns, lines, keep=True)
        self.split.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        self._show_choices()

    def _line(self, found: Conflict, sign: Glyph, word: str) -> Line:
        cell = display.shown_cell(self.words, self.desk.catalogue, found.cell)
        return Line((word, cell, self._unit(found.key)), found, sign)

    def _unread_line(self, found: Proposed) -> Line:
        cell = display.shown_cell(self.words, self.desk.catalogue, found.cell)
        meant = f" → {self._meant(found, found.proposals[0])}?" if found.proposals else ""
        texts = (self.words.say("unread"), f"{cell}\n«{found.text}»{meant}", self._unit(found.key))
        return Line(texts, found, Glyph.UNREAD)

    def _meant(self, found: Proposed, proposal: Proposal) -> str:
        return proposing.shown(self.words, self.desk.catalogue, found.cell, proposal)

    def _unit(self, key: ReturnKey) -> str:
        name = unit_name(self.desk.catalogue, key.unit, self.words.code)
        return f"{name} · {self.words.period_short(key.period)}" if key.period else name

    @property
    def found(self) -> Conflict | Proposed | None:
        """Give the difference in focus."""
        line = self.list.chosen_line()
        return line.thing if line else None

    def _show_choices(self) -> None:
        say, found = self.words.say, self.found
        self.reason.clear()
        self.typed.clear()
        lines: list[Line] = []
        if isinstance(found, Conflict):
            lines = [
                self._choice_line(found, number, choice) for number, choice in enumerate(found.choices, 1)
            ]
        elif found is not None:
            lines = [
                Line((str(n), self._meant(found, one), "", proposing.reason_of(self.words, one)), one)
                for n, one in enumerate(found.proposals, 1)
            ]
            lines.append(Line(("·", found.text, say("as written"), ""), None))
        columns = (
            Column(say("Key")), Column(say("Value"), share=2), Column(say("Person"), share=2),
            Column(say("From"), share=3),
        )  # fmt: skip
        self.choices.show_lines(columns, lines)
        if found is not None:
            self.cell_name.setText(display.shown_cell(self.words, self.desk.catalogue, found.cell))
            self.about.setText(f"{self._unit(found.key)} · {found.cell}")
        self._offer(found)
        self._consider()

    def _offer(self, found: Conflict | Proposed | None) -> None:
        """Show the buttons that take proposals where there is something to take."""
        single = isinstance(found, Proposed) and len(found.proposals) == 1
        like = len(self._alike())
        self.accept_button.setVisible(single)
        self.alike_button.setVisible(like > 1)
        if like > 1:
            text = self.words.say("Take all alike: {n}  *", n=self.words.number(like))
            self.alike_button.setText(text)

    def _choice_line(self, found: Conflict, number: int, choice: Choice) -> Line:
        shown = display.shown(self.words, self.desk.catalogue, found.cell, choice.value)
        text = shown or self.words.say("blank")
        if choice.value.note:
            text += f"\n{choice.value.note}"
        return Line(
            (str(number), text, ", ".join(self._people(choice)), "\n".join(self._places(choice))), choice
        )

    def _people(self, choice: Choice) -> list[str]:
        by_hand = self.words.say("filled in the workbook")
        names = {setter.made_by.name if setter.made_by else by_hand for setter in choice.setters}
        return sorted(names)

    def _places(self, choice: Choice) -> list[str]:
        say, places = self.words.say, set()
        for setter in choice.setters:
            decided = setter.kind is RevisionKind.DECISION
            if decided:
                places.add(say("decision: {reason}", reason=setter.reason))
            elif setter.made_here:
                places.add(say("typed here, {moment}", moment=self.words.moment(setter.at.astimezone())))
            for record in setter.imports:
                where = f" · {setter.sheet} · {setter.ref}" if setter.sheet else ""
                places.add(record.name + where)
        return sorted(places)

    def eventFilter(self, part: object, event: object) -> bool:
        """Let the digits choose from both lists, and + and * take what is proposed."""
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            takes = {"+": self.accept_button, "*": self.alike_button}
            if event.text().isdigit():
                self.press(int(event.text()))
                return True
            if event.text() in takes:
                takes[event.text()].click()
                return True
        return bool(super().eventFilter(part, event))  # type: ignore[arg-type]

    def press(self, number: int) -> None:
        """Choose the value of this number; 4 goes to the field for another value."""
        found = self.found
        known = len(found.proposals) if isinstance(found, Proposed) else len(self.choices.lines.lines)
        if number == 4 or (number > known and isinstance(found, Proposed)):
            self.typed.setFocus()
        elif 1 <= number <= known:
            self.typed.clear()
            self.choices.selectRow(number - 1)
            if isinstance(found, Proposed):
                self.reason.setText(proposing.reason_of(self.words, found.proposals[number - 1]))
            self.reason.setFocus()

    def _value(self) -> Value | None:
        """Give the value that was typed, if one was."""
        found, text = self.found, self.typed.text().strip()
        if not text or found is None:
            return None
        return entering.typed(self.desk, found.key, found.cell, text, BLANK)

    def _consider(self) -> None:
        line = self.choices.chosen_line()
        picked = line is not None and line.thing is not None
        chosen = isinstance(self.found, Conflict) or picked or bool(self.typed.text().strip())
        self.decide_button.setEnabled(self.found is not None and chosen and bool(self.reason.text().strip()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes from the value to the reason and from the reason to the decision."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.typed.hasFocus():
                self.reason.setFocus()
                return
            if self.reason.hasFocus() and self.decide_button.isEnabled():
                self._decide()
                return
        super().keyPressEvent(event)

    def _accept(self) -> None:
        """Take the only proposal of the cell in focus."""
        found = self.found
        if isinstance(found, Proposed) and len(found.proposals) == 1:
            self._take([(found, found.proposals[0])])

    def _alike(self) -> list[tuple[Proposed, Proposal]]:
        """Give the cell in focus and all others whose proposal leaves no doubt for the same reason."""
        found = self.found
        if not isinstance(found, Proposed) or found.sure is None:
            return []
        like = proposing.alike(proposing.unread(self.desk), found.sure.reason)
        return [(one, one.sure) for one in like if one.sure is not None]

    def _accept_alike(self) -> None:
        self._take(self._alike())

    def _take(self, taken: list[tuple[Proposed, Proposal]]) -> None:
        try:
            for found, proposal in taken:
                proposing.accept(self.desk, self.words, found, proposal)
        except UserError as error:
            show_error(self, self.words, error)
        self._show()
        self.list.setFocus()
        self.changed.emit()

    def _decide(self) -> None:
        found, line = self.found, self.choices.chosen_line()
        if found is None:
            return
        try:
            value = self._value()
            if value is None and line is not None and line.thing is not None:
                value = line.thing.value
            if value is None:
                return
            if value.state is State.UNREAD:
                self.about.setText(
                    self.words.say("«{text}» is not understood here. Type it again.", text=value.text)
                )
                self.typed.setFocus()
                return
            reason = self.reason.text().strip()
            merging.decide(self.desk, found.key, found.cell, value=value, reason=reason)
        except UserError as error:
            show_error(self, self.words, error)
            return
        self._show()
        self.list.setFocus()
        self.changed.emit()
