"""Why is this figure what it is: the whole chain back to file, sheet, cell, person, decision and act."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from gcm_desktop.app import archiving, display, tracing
from gcm_desktop.app.desk import Desk, unit_name
from gcm_desktop.app.tracing import Chain, NationalReason, Part
from gcm_desktop.desktop.dialogs.message import show_error
from gcm_desktop.desktop.dialogs.rows import Column, Line, LineTable
from gcm_desktop.desktop.dialogs.sheet import Sheet, role
from gcm_desktop.desktop.glyphs import Glyph
from gcm_desktop.desktop.provenance import archive_line, setter_line, value_line
from gcm_desktop.domain.cells import CellKind, parse_cell
from gcm_desktop.domain.records import Act, ActKind
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words, mark

if TYPE_CHECKING:
    from gcm_desktop.desktop.main_window import MainWindow
    from gcm_desktop.store import PurgedRecord, Setter

_PARTS: Final = {
    Part.COUNTS: (mark("counts"), Glyph.GOOD),
    Part.CANDIDATE: (mark("conflict"), Glyph.CONFLICT),
    Part.OVERRULED: (mark("earlier value"), None),
    Part.WITHDRAWN: (mark("withdrawn"), Glyph.NOT_APPLICABLE),
    Part.SLEEPS: (mark("decision that sleeps"), Glyph.NOT_APPLICABLE),
}
ACTS: Final = {
    ActKind.SENT: mark("sent"),
    ActKind.RECEIVED: mark("received"),
    ActKind.CHECKED: mark("checked"),
    ActKind.ACCEPTED: mark("accepted"),
    ActKind.RETURNED: mark("sent back with remarks"),
    ActKind.ANSWERED: mark("remarks answered"),
    ActKind.LOCKED: mark("locked"),
    ActKind.UNLOCKED: mark("opened again"),
    ActKind.NIL: mark("nothing to report"),
    ActKind.NOT_NIL: mark("no longer: nothing to report"),
    ActKind.WITHDRAWN: mark("file withdrawn"),
    ActKind.PUT_BACK: mark("file put back"),
}


class WhyDialog(Sheet):
    """The chain behind one cell of one return."""

    def __init__(
        self, desk: Desk, key: ReturnKey, cell: str, words: Words, parent: QWidget | None = None
    ) -> None:
        super().__init__(words, parent, wide=True)
        self.desk, self.key, self.cell = desk, key, cell
        self._code: str | None = None  # worked out once the chain is seen: it needs the whole return
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._show_code)
        self.value, self.place = role(QLabel(), "title"), role(QLabel(), "side")
        self.table = LineTable()
        self.said, self.away = QLabel(), QLabel()
        for label in (self.place, self.said, self.away):
            label.setWordWrap(True)
        for part in (self.place, self.value, self.away, self.table, self.said):
            self.body.addWidget(part, 1 if part is self.table else 0)
        self.rest = QWidget()  # takes the room of the table where the chain lies elsewhere
        self.body.addWidget(self.rest, 1)
        self.purge_button = self.button(self._purge, icon="trash")
        self.purge_button.setVisible(not desk.file.view_only)
        self.archive_button = self.button(self.open_archive, main=True)
        for button in (self.purge_button, self.archive_button):
            self.buttons.addWidget(button)
        self.retranslate(words)
        (self.archive_button if self.archive_button.isEnabled() else self.table).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Work out the check code when the chain is on screen."""
        super().showEvent(event)
        if self._code is None:
            self._later.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Read the file no more."""
        self._later.stop()
        super().hideEvent(event)

    def _show_code(self) -> None:
        self._code = tracing.check_code(self.desk, self.key)
        self.place.setText(self._about())

    def open_archive(self, path: Path | None = None) -> None:
        """Look into the archive the value's year lies in, and show the chain that is there."""
        away = archiving.archive_of(self.desk, self.key)
        if away is None:
            return
        path = path or archiving.archive_place(self.desk, away)
        if not path.exists():
            title = self.words.say("Choose the archive «{file}»", file=away.name)
            kinds = self.words.say("Data files") + " (*.gcm)"
            name, _ = QFileDialog.getOpenFileName(self, title, str(path.parent), kinds)
            if not name:
                return
            path = Path(name)
        try:
            with archiving.looked_into(self.desk, away, path) as there:
                WhyDialog(there, self.key, self.cell, self.words, self).exec()
        except UserError as error:
            show_error(self, self.words, error)

    def _purge(self) -> None:
        """Remove this cell's content for good, from everything that ever set it."""
        from gcm_desktop.app import purging
        from gcm_desktop.desktop.dialogs.purge import PurgeDialog

        plan = purging.of_cell(self.desk, self.key, self.cell)
        if PurgeDialog(self.desk, plan, self.words, self).exec():
            self._code = None
            self.retranslate(self.words)

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        super().retranslate(words)
        say = words.say
        self.purge_button.setText(say("Remove for good…"))
        chain = tracing.chain(self.desk, self.key, self.cell)
        self.head(say("Where it comes from"), display.shown_cell(words, self.desk.catalogue, self.cell))
        self.place.setText(self._about())
        disputed = any(part is Part.CANDIDATE for _, part in chain.links)
        shown = value_line(words, self.desk.catalogue, self.cell, chain.value)
        self.value.setText(say("conflict") if disputed else shown)
        columns = (
            Column(say("State")), Column(say("Value"), share=2), Column(say("Person"), share=2),
            Column(say("From"), share=5), Column(say("Number")),
        )  # fmt: skip
        self.table.setAccessibleName(say("Where it comes from"))
        self.table.show_lines(columns, [self._line(setter, part) for setter, part in chain.links])
        acts = [self._act(act) for act in chain.acts]
        self.said.setText("\n".join([say("What was said about it"), *acts]) if acts else "")
        records = [record for record in self.desk.file.purged() if self.cell in record.cells]
        own = self.desk.file.links(self.key) if records else {}
        gone = [self._gone(record) for record in records if record.revision in own]
        self.said.setText("\n".join([*self.said.text().splitlines(), *gone]))
        self.said.setVisible(bool(self.said.text()))
        self._show_archive(chain)
        self.purge_button.setEnabled(bool(chain.links) or self.cell in self.desk.file.typed(self.key))

    def _show_archive(self, chain: Chain) -> None:
        """Say where the rest of the chain lies, and offer to look there."""
        away = chain.archive
        self.away.setText(archive_line(self.words, away) if away else "")
        self.archive_button.setText(self.words.say("Look into the archive…"))
        for part in (self.away, self.archive_button):
            part.setVisible(away is not None)
        self.archive_button.setEnabled(away is not None)
        self.table.setVisible(away is None)
        self.rest.setVisible(away is not None)

    def _about(self) -> str:
        say, key = self.words.say, self.key
        unit = unit_name(self.desk.catalogue, key.unit, self.words.code)
        parts = [unit, self.words.period(key.period) if key.period else "", self.cell]
        if self._code is None and self.isVisible():
            self._later.start()
        if self._code:
            parts.append(say("Check code {code}", code=self._code))
        return " · ".join(part for part in parts if part)

    def _line(self, setter: Setter, part: Part) -> Line:
        word, sign = _PARTS[part]
        person = setter.made_by.name if setter.made_by else self.words.say("filled in the workbook")
        value = value_line(self.words, self.desk.catalogue, self.cell, setter.value)
        texts = (
            self.words.say(word),
            value,
            person,
            setter_line(self.words, setter, person=False),
            setter.revision[:8],
        )
        return Line(texts, setter, sign, faint=part not in (Part.COUNTS, Part.CANDIDATE))

    def _gone(self, record: PurgedRecord) -> str:
        person = record.by.name if record.by else ""
        said = self.words.say("content removed for good: {reason}", reason=record.reason)
        parts = (record.revision[:8], said, person, self.words.moment(record.at.astimezone()))
        return " · ".join(text for text in parts if text)

    def _act(self, act: Act) -> str:
        person = act.person.name if act.person else ""
        day = display.shown_date(self.words, act.date) if act.date else ""
        return " · ".join(text for text in (self.words.say(ACTS[act.kind]), person, day, act.reason) if text)


class NationWhyDialog(Sheet):
    """What each unit gives to a national figure; Enter goes on to the unit's own chain."""

    def __init__(
        self, desk: Desk, cell: str, period: str, words: Words, parent: QWidget | None = None
    ) -> None:
        super().__init__(words, parent, wide=True)
        self.desk, self.cell, self.period = desk, cell, period
        self.reason: NationalReason = tracing.why_nation(desk, cell, period)
        self.value = role(QLabel(), "title")
        self.table = LineTable(lambda line: self._open(line))
        self.body.addWidget(self.value)
        self.body.addWidget(self.table, 1)
        self.retranslate(words)
        self.table.setFocus()

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        super().retranslate(words)
        say, total = words.say, self.reason.total
        name = display.shown_cell(words, self.desk.catalogue, self.cell)
        self.head(say("Where it comes from"), f"{name} · {words.period(self.period)}")
        figure = words.number(total.number) if total.number is not None else "—"
        of = say("{answered} of {asked}", answered=total.answered, asked=total.asked)
        self.value.setText(f"{figure} · {of}")
        columns = (
            Column(say("Unit"), share=3), Column(say("Value"), right=True, share=1),
            Column(say("From"), share=5),
        )  # fmt: skip
        self.table.setAccessibleName(say("Units"))
        self.table.show_lines(columns, [self._line(part) for part in self.reason.parts])

    def _line(self, part: tracing.UnitPart) -> Line:
        unit = unit_name(self.desk.catalogue, part.unit, self.words.code)
        shown = display.shown(self.words, self.desk.catalogue, self.cell, part.value) or "—"
        sign = Glyph.CONFLICT if part.conflict else None if part.value.is_blank else Glyph.GOOD
        value = self.words.say("conflict") if part.conflict else shown
        places = "\n".join(dict.fromkeys(setter_line(self.words, one) for one in part.setters[:3]))
        if part.archive is not None and not part.value.is_blank:
            places = archive_line(self.words, part.archive)
        return Line((unit, value, places), part, sign, faint=part.value.is_blank and not part.conflict)

    def _open(self, line: Line) -> None:
        WhyDialog(self.desk, line.thing.key, self.cell, self.words, self).exec()


def show_why(window: MainWindow, key: ReturnKey, cell: str) -> None:
    """Show the chain behind a cell of a return."""
    WhyDialog(window.desk, key, cell, window.words, window).exec()


def show_why_nation(window: MainWindow, cell: str, period: str) -> None:
    """Show what makes a national figure; texts and lists belong to one unit and have no sum."""
    if parse_cell(cell).kind is CellKind.INDICATOR:
        NationWhyDialog(window.desk, cell, period, window.words, window).exec()


def why_here(window: MainWindow) -> None:
    """Show the chain behind the cell in focus on the goal page."""
    cell = window.grid.current_code()
    if window.page.tab == "indicators" and cell:
        window.finish_typing()
        show_why(window, window.sheet.key, cell)
