"""Bring in a home-made table: what stands in it beside what it becomes, confirmed by a person."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QCompleter, QHBoxLayout, QLabel, QLineEdit, QWidget

from gcm_desktop.app import foreign
from gcm_desktop.app.display import shown_cell
from gcm_desktop.app.foreign import ForeignPlan
from gcm_desktop.app.foreign_matching import PLACES, Role, TableRow, Why
from gcm_desktop.app.unlocking import WRONG_PASSWORD, Unlocking, is_locked
from gcm_desktop.desktop.dialogs.message import show_error
from gcm_desktop.desktop.dialogs.password import ask_password
from gcm_desktop.desktop.dialogs.paste import REFUSALS, REPAIRS
from gcm_desktop.desktop.dialogs.rows import Column, Line, LineTable
from gcm_desktop.desktop.dialogs.sheet import Sheet, role
from gcm_desktop.desktop.glyphs import Glyph
from gcm_desktop.desktop.long_work import LongWork, Progress, Stopped
from gcm_desktop.desktop.open_return import OpenReturn
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words, mark

if TYPE_CHECKING:
    from gcm_desktop.exchange.foreign import ForeignBook

_ROLES: Final = {
    Role.TOTAL: mark("Total"),
    Role.WOMEN: mark("Women"),
    Role.MEN: mark("Men"),
    Role.UNKNOWN: mark("Unknown"),
    Role.NONE: mark("left out"),
}
_WHYS: Final = {
    Why.CODE: mark("the code"),
    Why.LABEL: mark("the words"),
    Why.SUM: mark("the sums"),
    Why.LAST: mark("the last figures"),
    Why.HEAD: mark("the heading"),
    Why.ONLY: mark("the only figures"),
    Why.KEPT: mark("as confirmed"),
    Why.PERSON: mark("chosen"),
}


class ForeignDialog(Sheet):
    """Row by row: label, figures, what it becomes, why; nothing is kept before the main button."""

    brought = Signal(object)  # moment of the COMMIT

    def __init__(self, sheet: OpenReturn, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(sheet.words, parent, wide=True)
        self._sheet, self.path = sheet, path
        self.book: ForeignBook | None = None
        self.plan: ForeignPlan | None = None
        self._names: dict[str, str] = {}  # what a row of ours is called → its cell
        self.sheets, self.columns, self.roles, self.target = (QComboBox() for _ in range(4))
        self.labels = tuple(QLabel() for _ in range(4))
        self.notice = QLabel()
        self.count = role(QLabel(), "side")
        for text in (self.notice, self.count):
            text.setWordWrap(True)
        self.table = LineTable(lambda _line: self.target.setFocus())
        self._arrange_parts()
        self.bring_button = self.button(self._bring, main=True)
        self.buttons.addWidget(self.bring_button)
        self._connect()
        self._unlocking = Unlocking()
        self._work = LongWork(self)
        self._work.done.connect(self._show_book)
        self._work.stopped.connect(self._stopped)
        self.retranslate(sheet.words)
        QTimer.singleShot(0, lambda: self._work.start(self._reading))

    def _arrange_parts(self) -> None:
        above, below = QHBoxLayout(), QHBoxLayout()
        boxes = (self.sheets, self.columns, self.roles, self.target)
        for label, box in zip(self.labels, boxes, strict=True):
            label.setBuddy(box)
            line = below if box is self.target else above
            line.addWidget(label)
            line.addWidget(box, 1 if box in (self.columns, self.target) else 0)
        self.columns.setMinimumWidth(240)
        self.target.setEditable(True)
        self.target.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.typed = QLineEdit()
        self.typed.setStyleSheet("border: 0; padding: 0; min-height: 0; background: transparent")
        self.target.setLineEdit(self.typed)
        completer = self.target.completer() or QCompleter(self.target)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.target.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.body.addWidget(self.notice)
        self.body.addLayout(above)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(below)
        self.body.addWidget(self.count)

    def _connect(self) -> None:
        self.sheets.activated.connect(lambda _index: self._propose())
        self.columns.currentIndexChanged.connect(lambda _index: self._show_role())
        self.roles.activated.connect(lambda _index: self._set_role())
        self.target.activated.connect(lambda _index: self._set_target())
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_target())
        self.table.installEventFilter(self)
        self.target.installEventFilter(self)  # which has the keyboard, not its line
        self.typed.installEventFilter(self)

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        super().retranslate(words)
        say = words.say
        lead = say(
            "Look over what each row becomes. Nothing is written before you confirm; one undo takes it back."
        )
        self.head(say("Bring in a table"), f"{self.path.name} · {lead}")
        names = (say("Sheet"), say("Column"), say("is"), say("The row becomes"))
        boxes = (self.sheets, self.columns, self.roles, self.target)
        for label, box, name in zip(self.labels, boxes, names, strict=True):
            label.setText(name)
            box.setAccessibleName(name)
        self.table.setAccessibleName(say("Rows of the table"))
        self.close_button.setText(say("Cancel"))
        self.bring_button.setText(say("Bring in"))
        self.roles.clear()
        for kind, text in _ROLES.items():
            self.roles.addItem(say(text), kind.value)
        self._show()

    # --- reading

    def _reading(self, _progress: Progress) -> object:
        return foreign.read(self.path, self._unlocking)

    def _show_book(self, found: object) -> None:
        self.book = found  # type: ignore[assignment]
        assert self.book is not None
        self.sheets.addItems([sheet.name for sheet in self.book.sheets])
        for part in (self.labels[0], self.sheets):
            part.setVisible(len(self.book.sheets) > 1)
        for number in range(len(self.book.sheets)):  # the first sheet that holds a table
            self.sheets.setCurrentIndex(number)
            if self._propose(quietly=number + 1 < len(self.book.sheets)):
                break

    def _stopped(self, error: object) -> None:
        if isinstance(error, Stopped):
            return
        if not isinstance(error, UserError):
            assert isinstance(error, BaseException)
            raise error
        if is_locked(error):
            wrong = error.code == WRONG_PASSWORD
            if password := ask_password(self.words, self.path.name, wrong=wrong, parent=self):
                self._unlocking.give(self.path, password)
                self._work.start(self._reading)
                return
        else:
            show_error(self, self.words, error)
        self.reject()

    def _propose(self, *, quietly: bool = False) -> bool:
        assert self.book is not None
        sheet, desk = self._sheet, self._sheet.desk
        try:
            self.plan = foreign.plan(desk, sheet.key, self.book.sheets[self.sheets.currentIndex()])
        except UserError as error:
            if not quietly:
                show_error(self, self.words, error)
                if self.plan is None:
                    self.reject()
            return False
        self._fill_choices()
        self._show()
        self.table.setFocus()
        return True

    def _fill_choices(self) -> None:
        assert self.plan is not None
        catalogue = self._sheet.desk.catalogue
        self._names = {shown_cell(self.words, catalogue, cell): cell for cell in self.plan.targets}
        for box in (self.columns, self.target):
            box.blockSignals(True)
            box.clear()
        for column in self.plan.columns:
            head = " ".join((column.head or "–").split())
            self.columns.addItem(f"{column.place + 1} · {head[:60]}", column.place)
        self.target.addItem(self.words.say("left out"), "")
        for name, cell in self._names.items():
            self.target.addItem(name, cell)
        for box in (self.columns, self.target):
            box.blockSignals(False)
        self._show_role()

    # --- correcting

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Delete leave the row in focus out, and Enter take what is typed, not the whole table."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        row = self._row()
        if watched is self.table and event.key() == Qt.Key.Key_Delete and row and self.plan:
            self._correct(self.plan.with_target(row.number, ""))
            return True
        if watched in (self.target, self.typed) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take_typed()
            return True
        return super().eventFilter(watched, event)

    def _take_typed(self) -> None:
        """Take the row of ours whose name is typed, or the first that begins or goes on like it."""
        completer = self.target.completer()
        exact = Qt.MatchFlag.MatchFixedString
        place = self.target.findText(self.typed.text().strip(), exact)
        if place < 0 and completer is not None and self.typed.text().strip():
            place = self.target.findText(completer.currentCompletion(), exact)
        if (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        if place < 0:
            self._show_target()
        else:
            self.target.setCurrentIndex(place)
            self._set_target()
        self.table.setFocus()

    def _row(self) -> TableRow | None:
        line = self.table.chosen_line()
        return line.thing if line else None

    def _show_role(self) -> None:
        place = self.columns.currentData()
        for column in self.plan.columns if self.plan else ():
            if column.place == place:
                self.roles.setCurrentIndex(self.roles.findData(column.role.value))

    def _set_role(self) -> None:
        if self.plan is not None and self.columns.currentIndex() >= 0:
            kind = Role(self.roles.currentData())
            self._correct(self.plan.with_role(self.columns.currentData(), kind))

    def _show_target(self) -> None:
        row = self._row()
        place = self.target.findData(row.target) if row else 0
        self.target.setCurrentIndex(max(place, 0))
        self.typed.setCursorPosition(0)

    def _set_target(self) -> None:
        row = self._row()
        if self.plan is not None and row is not None:
            self._correct(self.plan.with_target(row.number, self.target.currentData() or ""))

    def _correct(self, planned: ForeignPlan) -> None:
        self.plan = planned
        self._show()

    # --- showing

    def _show(self) -> None:
        say, plan = self.words.say, self.plan
        columns = (
            Column(say("Row of the table"), share=4),
            *(Column(say(_ROLES[kind]), right=True) for kind in PLACES),
            Column(say("Becomes"), share=5),
            Column(say("Because of")),
            Column(say("Remark"), share=3),
        )
        landed = self._landed()
        lines = [self._line(row, landed.get(row.target, [])) for row in plan.rows] if plan else []
        self.table.show_lines(columns, lines, keep=True)
        self._show_target()
        self._show_counts()

    def _landed(self) -> dict[str, list[str]]:
        """Give what is to be said about the cells of each row of ours."""
        found: dict[str, list[str]] = {}
        if self.plan is None:
            return found
        rows = [row.target for row in self.plan.rows if row.target]
        for landing in foreign.landings(self._sheet.desk, self._sheet.key, self.plan):
            said = [REPAIRS[repair] for repair in landing.repairs]
            if landing.refusal is not None:
                said = [REFUSALS[landing.refusal]]
            found.setdefault(rows[landing.row], []).extend(self.words.say(text) for text in said)
        return found

    def _line(self, row: TableRow, said: list[str]) -> Line:
        assert self.plan is not None
        cells = self.plan.sheet.block.rows[row.number]
        places = {column.role: column.place for column in self.plan.columns}
        figures = (cells[places[kind]].text.strip() if kind in places else "" for kind in PLACES)
        catalogue = self._sheet.desk.catalogue
        name = shown_cell(self.words, catalogue, row.target) if row.target else self.words.say("left out")
        why = self.words.say(_WHYS[row.why]) if row.why in _WHYS else ""
        sign = None if row.target else Glyph.NOT_APPLICABLE
        remark = "; ".join(dict.fromkeys(said))
        texts = (row.label, *figures, name, why, remark)
        return Line(texts, row, Glyph.WARNING if said and row.target else sign, faint=not row.target)

    def _show_counts(self) -> None:
        words, plan = self.words, self.plan
        if plan is None:
            self.bring_button.setEnabled(False)
            return
        found = foreign.changes(self._sheet.desk, self._sheet.key, plan)
        self.bring_button.setEnabled(bool(found))
        parts = [words.say("Cells that would change: {count}.", count=words.number(len(found)))]
        left = sum(not row.target for row in plan.rows)
        parts.append(words.say("Rows left out: {count}.", count=words.number(left)))
        if worked_out := foreign.calculated(plan):
            parts.append(
                words.say("Figures calculated by formulas: {count}.", count=words.number(worked_out))
            )
        self.count.setText("  ".join(parts))
        self.notice.setText("  ".join(self._notices(plan)))
        self.notice.setVisible(bool(self.notice.text()))

    def _notices(self, plan: ForeignPlan) -> list[str]:
        words, said = self.words, []
        if plan.as_confirmed:
            said.append(
                words.say("The table looks as it did when it was confirmed; the proposal is the same.")
            )
        if plan.other_heads:
            said.append(words.say("The headings differ from the confirmed table: look over the columns."))
        if plan.new_rows:
            said.append(words.say("Rows that were not in the confirmed table: {count}.", count=plan.new_rows))
        if plan.gone_rows:
            said.append(words.say("Rows of the confirmed table missing here: {count}.", count=plan.gone_rows))
        if self.book is not None and self.book.encoding == "cp1251":
            said.append(words.say("The letters were read as Windows-1251. Look over names and notes."))
        return said

    # --- keeping

    def _bring(self) -> None:
        if self.plan is None:
            return
        found = foreign.changes(self._sheet.desk, self._sheet.key, self.plan)
        if found and self._sheet.set_values(found, foreign.LABEL):
            foreign.keep(self._sheet.desk, self._sheet.key.unit, self.plan)
            self.brought.emit(datetime.now(UTC).astimezone())
        self.accept()

    def done(self, result: int) -> None:
        """Wait for the reading with the dialog."""
        self._work.wait()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait for the reading with the window."""
        self._work.wait()
        super().closeEvent(event)
