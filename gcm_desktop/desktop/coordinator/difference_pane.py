"""Beside the list of differences: what can be chosen, what speaks for it, and the reason on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from gcm_desktop.app import causes, comparing, display, proposing
from gcm_desktop.app.desk import Desk, unit_name
from gcm_desktop.app.merging import Choice, Conflict
from gcm_desktop.app.proposing import Proposed
from gcm_desktop.desktop.dialogs.rows import Column, Line, LineTable
from gcm_desktop.desktop.dialogs.sheet import role
from gcm_desktop.desktop.provenance import setter_line, value_line
from gcm_desktop.domain.causes import Cause
from gcm_desktop.domain.records import RevisionKind
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import Value
from gcm_desktop.i18n import Words

_HISTORY = 6


@dataclass(frozen=True, slots=True)
class Taken:
    """What was chosen: a value, and the reason where the choice brings one along."""

    value: Value
    reason: str = ""


class DifferencePane(QWidget):
    """The right side of the differences."""

    mend_wanted = Signal(object)  # a Cause

    def __init__(self, desk: Desk, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.words = desk, words
        self.found: Conflict | Proposed | None = None
        self.causes: tuple[Cause, ...] = ()
        self._decides = True
        self.name, self.about = role(QLabel(), "heading"), role(QLabel(), "side")
        self.cause = QLabel()
        self.mend = QPushButton()
        self.mend.setAutoDefault(False)
        self.mend.clicked.connect(lambda: self.mend_wanted.emit(self._mendable()))
        self.choices = LineTable()
        self.around, self.history = QLabel(), role(QLabel(), "side")
        self.typed_label, self.typed = QLabel(), QLineEdit()
        self.reason_label, self.reason = QLabel(), QLineEdit()
        self.said = role(QLabel(), "unsaved")
        self.typed_label.setBuddy(self.typed)
        self.reason_label.setBuddy(self.reason)
        for text in (self.name, self.about, self.cause, self.around, self.history, self.said):
            text.setWordWrap(True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lay_out()

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setProperty("clear", True)
        facts = QVBoxLayout(inner)
        facts.setContentsMargins(0, 0, 8, 0)
        facts.setSpacing(6)
        for label in (self.cause, self.mend, self.around, self.history):
            facts.addWidget(
                label, 0, Qt.AlignmentFlag.AlignLeft if label is self.mend else Qt.AlignmentFlag(0)
            )
        facts.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.name)
        box.addWidget(self.about)
        box.addWidget(self.choices, 3)
        box.addWidget(scroll, 2)
        for part in (self.typed_label, self.typed, self.reason_label, self.reason, self.said):
            box.addWidget(part)

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        self.words = words
        say = words.say
        self.typed_label.setText(say("4  Type a value"))
        self.reason_label.setText(f"{say('Reason')}   F3")
        self.typed.setAccessibleName(say("Type a value"))
        self.reason.setAccessibleName(say("Reason"))
        self.choices.setAccessibleName(say("Values to choose from"))
        self.mend.setText(say("Show the repair…"))
        self.show_found(self.found)

    def only_show(self) -> None:
        """Offer nothing to decide: the file is only looked at."""
        self._decides = False
        self.show_found(self.found)

    @property
    def known(self) -> int:
        """Give how many values can be chosen by a digit."""
        if isinstance(self.found, Proposed):
            return len(self.found.proposals)
        return len(self.found.choices) if self.found else 0

    def show_found(self, found: Conflict | Proposed | None) -> None:
        """Show another difference."""
        self.found = found
        self.typed.clear()
        self.said.clear()
        self.choices.setVisible(found is not None)
        for part in (self.typed, self.reason, self.typed_label, self.reason_label, self.said):
            part.setVisible(found is not None and self._decides)
        if found is None:
            for label in (self.name, self.about, self.cause, self.around, self.history):
                label.clear()
            self.mend.hide()
            return
        self.name.setText(display.shown_cell(self.words, self.desk.catalogue, found.cell))
        self.about.setText(f"{self._place(found.key)} · {found.cell}")
        say = self.words.say
        columns = (
            Column(say("Key")), Column(say("Value"), share=2), Column(say("Person"), share=2),
            Column(say("From"), share=4),
        )  # fmt: skip
        self.choices.show_lines(columns, self._lines(found))
        self._show_around(found)

    def _place(self, key: ReturnKey) -> str:
        name = unit_name(self.desk.catalogue, key.unit, self.words.code)
        return f"{name} · {self.words.period(key.period)}" if key.period else name

    def _lines(self, found: Conflict | Proposed) -> list[Line]:
        if isinstance(found, Conflict):
            return [self._choice(found, n, choice) for n, choice in enumerate(found.choices, 1)]
        lines = []
        for n, one in enumerate(found.proposals, 1):
            reason = proposing.reason_of(self.words, one)
            full = self.words.say("«{text}» was written: {reason}", text=found.text, reason=reason)
            shown = proposing.shown(self.words, self.desk.catalogue, found.cell, one)
            lines.append(Line((str(n), shown, "", reason), Taken(one.value, full)))
        return [*lines, Line(("·", found.text, "", self.words.say("as written")), None, faint=True)]

    def _choice(self, found: Conflict, number: int, choice: Choice) -> Line:
        text = value_line(self.words, self.desk.catalogue, found.cell, choice.value)
        by_hand = self.words.say("filled in the workbook")
        setters = [s for s in choice.setters if s.kind is not RevisionKind.DECISION] or choice.setters
        people = sorted({s.made_by.name if s.made_by else by_hand for s in setters})
        places = dict.fromkeys(setter_line(self.words, setter, person=False) for setter in choice.setters)
        return Line((str(number), text, "\n".join(people), "\n".join(places)), Taken(choice.value))

    def _show_around(self, found: Conflict | Proposed) -> None:
        choices = found.choices if isinstance(found, Conflict) else ()
        ids = [id_ for choice in choices for id_ in choice.revisions]
        known = comparing.context(self.desk, found.key, found.cell, ids)
        say, lines = self.words.say, []
        for text, value in (
            (say("Issued with"), known.base),
            (say("Period before"), known.previous),
            (say("A year ago"), known.last_year),
        ):
            if value is not None:
                lines.append(f"{text}: {value_line(self.words, self.desk.catalogue, found.cell, value)}")
        self.around.setText("\n".join(lines))
        past = [
            f"{display.shown(self.words, self.desk.catalogue, found.cell, setter.value) or '—'} · "
            f"{setter_line(self.words, setter)}"
            for setter in known.history[:_HISTORY]
        ]
        self.history.setText("\n".join([say("History"), *past]))
        self.causes = causes.of_conflict(self.desk, found) if isinstance(found, Conflict) else ()
        self.cause.setText("\n".join(causes.said(self.words, self.desk, one) for one in self.causes[:3]))
        self.cause.setVisible(bool(self.causes))
        self.mend.setVisible(self._decides and self._mendable() is not None)

    def _mendable(self) -> Cause | None:
        """Give the slip that one repair mends in several cells at once; a single cell is simply decided."""
        return next((one for one in self.causes if len(one.repair) > 1), None)

    def pick(self, number: int) -> Taken | None:
        """Choose by a digit."""
        if not 1 <= number <= self.known:
            return None
        self.choices.selectRow(number - 1)
        return self.taken()

    def taken(self) -> Taken | None:
        """Give what is chosen in the list."""
        line = self.choices.chosen_line()
        thing = line.thing if line is not None else None
        return thing if isinstance(thing, Taken) else None

    def offer(self, reasons: Sequence[str]) -> None:
        """Offer the last reason again where none stands yet."""
        if reasons and not self.reason.text().strip():
            self.reason.setText(reasons[0])
