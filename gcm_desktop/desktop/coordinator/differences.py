"""The place of differences: the list left, what can be chosen right; settled by digits and Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QMenu, QPushButton, QSplitter, QVBoxLayout

from gcm_desktop.app import causes, display, entering, merging, proposing, settling
from gcm_desktop.app.desk import unit_name
from gcm_desktop.app.merging import Conflict
from gcm_desktop.app.proposing import Proposed
from gcm_desktop.desktop.coordinator import place_keys
from gcm_desktop.desktop.coordinator.difference_pane import DifferencePane, Taken
from gcm_desktop.desktop.coordinator.place import Place
from gcm_desktop.desktop.dialogs.message import show_error
from gcm_desktop.desktop.dialogs.rows import Column, Line, LineTable
from gcm_desktop.desktop.dialogs.sheet import role
from gcm_desktop.desktop.glyphs import Glyph
from gcm_desktop.desktop.keys import Command, command_of, is_enter
from gcm_desktop.domain.causes import Cause
from gcm_desktop.domain.cells import parse_cell
from gcm_desktop.domain.merge import Current
from gcm_desktop.domain.units import ReportingUnit, ReturnKey
from gcm_desktop.domain.values import BLANK, State, Value
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words, mark

if TYPE_CHECKING:
    from gcm_desktop.desktop.main_window import MainWindow

Open = tuple[ReturnKey, str, Current]  # a conflict as the file gives it, looked into when it is shown
_KINDS: Final = (mark("Conflicts and unread"), mark("Conflicts"), mark("Unread"))
_REASONS: Final = (
    mark("Asked the unit by telephone"),
    mark("The signed page says so"),
    mark("The later form is right"),
    mark("The source document says so"),
)


class DifferencesPlace(Place):
    """Conflicts and unread cells of all units: 1 2 3 take, 4 types, 5 asks the unit, 0 takes back."""

    name = "differences"
    icon = "git-merge"
    keys_looking = place_keys.DIFFERENCES_LOOKING
    keys_told = place_keys.DIFFERENCES

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.desk = window.desk
        self.list = LineTable(lambda _line: self.decide())
        self.list.selectionModel().currentRowChanged.connect(lambda *_: self._show_found())
        self.pane = DifferencePane(self.desk, self.words, self)
        self.pane.choices.doubleClicked.connect(lambda _index: self.decide())
        self.pane.mend_wanted.connect(self._mend)
        self.count = role(QLabel(), "heading")
        self.unit, self.goal, self.kind = QComboBox(), QComboBox(), QComboBox()
        self.many, self.back, self.settle = QPushButton(), QPushButton(), QPushButton()
        self.many.clicked.connect(lambda: self.settle_many())
        self.back.clicked.connect(lambda: self.undo())
        self.settle.clicked.connect(lambda: self.decide())
        self.settle.setProperty("main", True)
        self.keys, self.empty = role(QLabel(), "side"), role(QLabel(), "heading")
        self._lay_out()
        if self.view_only:
            self.pane.only_show()
            for button in (self.many, self.back, self.settle):
                button.hide()
        for filter_ in (self.unit, self.goal, self.kind):
            filter_.currentIndexChanged.connect(lambda _index: self._show())
        for part in (self.list, self.pane.choices, self.pane.typed, self.pane.reason):
            part.installEventFilter(self)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.count)
        top.addStretch(1)
        for chooser in (self.unit, self.goal, self.kind):
            chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            chooser.setMinimumContentsLength(16)
            top.addWidget(chooser)
        self.kind.setMinimumContentsLength(26)
        self.split = QSplitter()
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.list)
        self.split.addWidget(self.pane)
        self.split.setSizes([640, 600])
        foot = QHBoxLayout()
        self.keys.setWordWrap(True)
        foot.addWidget(self.keys, 1)
        for button in (self.many, self.back, self.settle):
            foot.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 12, 24, 12)
        box.setSpacing(8)
        box.addLayout(top)
        box.addWidget(self.empty)
        box.addWidget(self.split, 1)
        box.addLayout(foot)

    @staticmethod
    def title(words: Words) -> str:
        """Name the place for the bar."""
        return words.say("Differences")

    @staticmethod
    def waiting(window: MainWindow) -> int:
        """Count what waits for a person here."""
        return merging.remaining(window.desk)

    def enter(self) -> None:
        """Read what changed and take the focus."""
        self.retranslate()
        self.list.setFocus()

    def refresh(self) -> None:
        """Read again after something changed the file."""
        self._fill_filters()
        self._show()

    def retranslate(self) -> None:
        """Write everything in the language of the window."""
        say = self.words.say
        self.list.setAccessibleName(say("Differences"))
        self.unit.setAccessibleName(say("Unit"))
        self.goal.setAccessibleName(say("Goal"))
        self.kind.setAccessibleName(say("Filter"))
        self.many.setText(f"{say('Settle many…')}  F6")
        self.back.setText(f"{say('Take back')}  0")
        self.settle.setText(say("Decide"))
        self.empty.setText(say("Nothing is left to decide."))
        looking = say("This file is open to look at. Nothing in it can be changed.")
        self.keys.setText(
            f"{looking} · {say('Shift+F1 why')}"
            if self.view_only
            else say(
                "1 2 3 choose · Enter decides · 4 type a value · 5 ask the unit · 0 take back · F3 reason · "
                "Shift+F1 why"
            )
        )
        self.pane.retranslate(self.words)
        self.refresh()

    # The list

    def _fill_filters(self) -> None:
        found = [(key, cell) for key, cell, _ in self.desk.file.conflicts()]
        found += [(key, cell) for key, cell, _ in self.desk.file.unread()]
        units = sorted({key.unit for key, _ in found})
        goals = sorted({parse_cell(cell).goal for _, cell in found} - {0})
        say, catalogue = self.words.say, self.desk.catalogue
        names = [(unit_name(catalogue, one, self.words.code), one) for one in units]
        _refill(self.unit, [(say("All units"), None), *names])
        _refill(self.goal, [(say("All goals"), None), *((say("Goal {n}", n=n), n) for n in goals)])
        _refill(self.kind, [(say(text), n) for n, text in enumerate(_KINDS)])

    def _fits(self, key: ReturnKey, cell: str) -> bool:
        unit: ReportingUnit | None = self.unit.currentData()
        goal: int | None = self.goal.currentData()
        return unit in (None, key.unit) and goal in (None, parse_cell(cell).goal)

    def _show(self) -> None:
        say, kind = self.words.say, self.kind.currentData()
        lines: list[tuple[ReturnKey, str, Line]] = []
        if kind != 2:
            found = [one for one in self.desk.file.conflicts() if self._fits(one[0], one[1])]
            lines += [(key, cell, self._conflict_line((key, cell, now))) for key, cell, now in found]
        if kind != 1:
            unread = [one for one in proposing.unread(self.desk) if self._fits(one.key, one.cell)]
            lines += [(one.key, one.cell, self._unread_line(one)) for one in unread]
        lines.sort(key=lambda one: (one[0].unit, one[0], parse_cell(one[1]).goal, one[1]))
        columns = (Column(say("Cell"), share=5), Column(say("Unit"), share=3), Column(say("Values"), share=2))
        self.list.show_lines(columns, [line for _, _, line in lines], keep=True)
        self.count.setText(say("To decide: {n}", n=self.words.number(len(lines))) if lines else "")
        self.split.setVisible(bool(lines))
        self.settle.setEnabled(bool(lines))
        self.empty.setVisible(not lines)
        self.back.setEnabled(bool(settling.last_step(self.desk)))
        self.many.setEnabled(bool(self.desk.file.conflicts()))
        self._show_found()
        if not lines and not self.isHidden():
            self.setFocus()

    def _conflict_line(self, found: Open) -> Line:
        key, cell, now = found
        values = (display.shown(self.words, self.desk.catalogue, cell, one.value) for one in now.candidates)
        shown = " ⇄ ".join(text or "—" for text in values)
        return Line((self._cell(cell), self._unit(key), shown), found, Glyph.CONFLICT)

    def _unread_line(self, found: Proposed) -> Line:
        shown = f"«{found.text}»"
        if found.proposals:
            meant = proposing.shown(self.words, self.desk.catalogue, found.cell, found.proposals[0])
            shown += f" → {meant}?"
        return Line((self._cell(found.cell), self._unit(found.key), shown), found, Glyph.UNREAD)

    def _cell(self, cell: str) -> str:
        return display.shown_cell(self.words, self.desk.catalogue, cell)

    def _unit(self, key: ReturnKey) -> str:
        name = unit_name(self.desk.catalogue, key.unit, self.words.code)
        return f"{name}\n{self.words.period_short(key.period)}" if key.period else name

    def _show_found(self) -> None:
        line = self.list.chosen_line()
        thing = line.thing if line is not None else None
        if isinstance(thing, tuple):
            key, cell, now = thing
            thing = Conflict(key, cell, merging.choices(self.desk, key, cell, now))
        self.pane.show_found(thing)
        if not self.view_only:
            self.pane.offer(settling.reasons(self.desk, 1))

    # Keys

    def eventFilter(self, part: QObject, event: QEvent) -> bool:
        """Let the digits choose from both lists, and Enter decide from everywhere."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(part, event)
        in_list = part in (self.list, self.pane.choices)
        if self.view_only and command_of(event) is not Command.WHY:
            return super().eventFilter(part, event)
        if in_list and event.text().isdigit() and event.modifiers() != Qt.KeyboardModifier.AltModifier:
            self.press(int(event.text()))
        elif in_list and event.text() in ("+", "*"):
            self._take_proposals(alike=event.text() == "*")
        elif is_enter(event):
            self.decide()
        elif event.key() == Qt.Key.Key_Escape:
            self.list.setFocus()
        elif event.key() == Qt.Key.Key_F3:
            self._choose_reason()
        elif event.key() == Qt.Key.Key_F6:
            self.settle_many()
        elif command_of(event) is Command.WHY:
            self.show_why()
        else:
            return super().eventFilter(part, event)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the last decision back also when nothing is left in the list."""
        if event.text() == "0" and not self.view_only:
            self.undo()
            return
        super().keyPressEvent(event)

    def press(self, number: int) -> None:
        """Do what a digit asks: 0 takes back, 4 types, 5 asks the unit, the others choose."""
        found = self.pane.found
        if number == 0:
            self.undo()
        elif found is None:
            return
        elif number == 4:
            self.pane.typed.setFocus()
        elif number == 5:
            self.ask_unit()
        elif self.pane.pick(number) is not None:
            self.pane.typed.clear()

    def _choose_reason(self) -> None:
        """Offer the last reasons and the usual ones."""
        known = [*settling.reasons(self.desk), *(self.words.say(text) for text in _REASONS)]
        menu = QMenu(self)
        for number, text in enumerate(list(dict.fromkeys(known))[:9], 1):
            action = menu.addAction(f"&{number}  {text.replace('&', '&&')}")
            action.triggered.connect(lambda _=False, text=text: self.pane.reason.setText(text))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.pane.reason.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    # Deciding

    def decide(self) -> None:
        """Settle the difference in focus by what was typed or chosen; without a reason, ask for it."""
        found = self.pane.found
        if found is None or self.view_only:
            return
        try:
            taken = self._typed() or self.pane.taken()
            if taken is None:
                self.pane.typed.setFocus()
                return
            if taken.value.state is State.UNREAD:
                text = self.words.say(
                    "«{text}» is not understood here. Type it again.", text=taken.value.text
                )
                self.pane.said.setText(text)
                self.pane.typed.setFocus()
                return
            reason = taken.reason or self.pane.reason.text().strip()
            if not reason:
                self.pane.said.setText(self.words.say("Say why; it stays on record. Then Enter."))
                self.pane.reason.setFocus()
                return
            merging.decide(self.desk, found.key, found.cell, value=taken.value, reason=reason)
        except UserError as error:
            show_error(self, self.words, error)
            return
        self._changed()

    def _typed(self) -> Taken | None:
        found, text = self.pane.found, self.pane.typed.text().strip()
        if not text or found is None:
            return None
        value: Value = entering.typed(self.desk, found.key, found.cell, text, BLANK)
        return Taken(value)

    def _take_proposals(self, *, alike: bool) -> None:
        found = self.pane.found
        if not isinstance(found, Proposed) or found.sure is None:
            return
        every = proposing.alike(proposing.unread(self.desk), found.sure.reason) if alike else (found,)
        try:
            for one in every:
                if one.sure is not None:
                    proposing.accept(self.desk, self.words, one, one.sure)
        except UserError as error:
            show_error(self, self.words, error)
        self._changed()

    def undo(self) -> None:
        """Open again what was decided last."""
        try:
            cells = settling.undo(self.desk, self.words.say("Taken back"))
        except UserError as error:
            show_error(self, self.words, error)
            return
        self._changed()
        for row, line in enumerate(self.list.lines.lines):
            thing = line.thing
            place = thing[:2] if isinstance(thing, tuple) else (thing.key, thing.cell)
            if place in cells:
                self.list.selectRow(row)
                break

    def settle_many(self) -> None:
        """Show what a rule would decide, and decide it in one step."""
        from gcm_desktop.desktop.coordinator.preview import Bulk

        Bulk(self.desk, self.words, self, self.unit.currentData()).exec()
        self._changed()

    def _mend(self, cause: Cause) -> None:
        from gcm_desktop.desktop.coordinator.preview import Repair

        found = self.pane.found
        if found is None:
            return
        repaired = causes.repairs(self.desk, found.key, cause)
        Repair(self.desk, self.words, self, repaired, causes.said(self.words, self.desk, cause)).exec()
        self._changed()

    def ask_unit(self) -> None:
        """Send the return back with a remark on this cell."""
        from gcm_desktop.desktop.dialogs.send_back import SendBackDialog
        from gcm_desktop.domain.units import return_of

        found = self.pane.found
        if found is None:
            return
        key = found.key if not found.key.is_register else return_of(found.key.unit, self.desk.period)
        SendBackDialog(self.desk, key, self.words, self, found.cell).exec()
        self._changed()

    def show_why(self) -> None:
        """Show where every value of the cell came from."""
        from gcm_desktop.desktop.dialogs.why import show_why

        if self.pane.found is not None:
            show_why(self.window_of, self.pane.found.key, self.pane.found.cell)

    def _changed(self) -> None:
        """Show what is left, and let the rest of the window count again."""
        self.window_of.places.refresh()  # counts again, and reads this place anew
        if self.list.lines.lines:
            self.list.setFocus()
        else:
            self.setFocus()


def _refill(chooser: QComboBox, items: list[tuple[str, object]]) -> None:
    """Offer other things and stay with the one that was chosen, where it is still there."""
    chosen = chooser.currentData()
    chooser.blockSignals(True)
    chooser.clear()
    for text, thing in items:
        chooser.addItem(text, thing)
    chooser.setCurrentIndex(next((n for n, (_, thing) in enumerate(items) if thing == chosen), 0))
    chooser.blockSignals(False)
