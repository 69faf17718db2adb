"""What a file would do cell by cell: old → new, with a filter; for a refused file, why."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from gcm_desktop.app import display, proposing, wording
from gcm_desktop.app.receiving import Planned
from gcm_desktop.desktop.dialogs.plan_words import KINDS
from gcm_desktop.desktop.dialogs.rows import Column, Line, LineTable
from gcm_desktop.desktop.dialogs.sheet import role
from gcm_desktop.desktop.glyphs import Glyph
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.merge import Change, ChangeKind, Current
from gcm_desktop.domain.values import Value
from gcm_desktop.errors import Issue
from gcm_desktop.i18n import Words, fold

_SHOWN = 400  # more lines than a person reads; the filter finds the rest


class ChangeList(QWidget):
    """The lower half of the rehearsal."""

    def __init__(
        self, catalogue: Catalogue, words: Words, parent: QWidget | None = None, *, narrow: bool = False
    ) -> None:
        super().__init__(parent)
        self._narrow = narrow  # the place in the workbook stands under the cell then
        self.catalogue = catalogue
        self.words = words
        self.planned: Planned | None = None
        self.causes: tuple[str, ...] = ()  # slips that may lie behind the changes
        self.replies: tuple[Line, ...] = ()  # to the remarks of an earlier workbook
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(320)
        self.search.textChanged.connect(lambda _text: self._show())
        self.kind = QComboBox()
        self.kind.currentIndexChanged.connect(lambda _index: self._show())
        self.count = role(QLabel(), "side")
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.code = role(QLabel(), "code")
        self.table = LineTable()
        row = QHBoxLayout()
        row.addWidget(self.search)
        row.addWidget(self.kind)
        row.addWidget(self.count)
        row.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 4, 0, 0)
        page.setSpacing(8)
        page.addWidget(self.sentence)
        page.addWidget(self.code)
        page.addLayout(row)
        page.addWidget(self.table, 1)
        page.addStretch(0)

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        self.words = words
        self.search.setPlaceholderText(words.say("Search"))
        self.search.setAccessibleName(words.say("Search"))
        self.kind.blockSignals(True)
        chosen = max(self.kind.currentIndex(), 0)
        self.kind.clear()
        self.kind.addItem(words.say("All changes"), None)
        for kind, (word, _sign) in KINDS.items():
            self.kind.addItem(words.say(word), kind)
        self.kind.setCurrentIndex(chosen)
        self.kind.blockSignals(False)
        self.kind.setAccessibleName(words.say("Filter"))
        self.table.setAccessibleName(words.say("Changes"))
        self._show()

    def show_plan(
        self, planned: Planned | None, replies: tuple[Line, ...] = (), causes: tuple[str, ...] = ()
    ) -> None:
        """Show another file; ``causes`` and ``replies`` to remarks stand first, replies with their change."""
        self.planned = planned
        self.replies, self.causes = replies, causes
        self._show()

    def _show(self) -> None:
        say = self.words.say
        planned = self.planned
        error = planned.error if planned else None
        self.sentence.setText(wording.sentence(self.words, error) if error else "")
        self.code.setText(error.code if error else "")
        for part in (self.sentence, self.code):
            part.setVisible(error is not None)
        found = [line for line in self._lines() if self._fits(line)]
        columns: tuple[Column, ...] = (
            Column(say("Change")), Column(say("Cell"), share=4), Column(say("Here now"), right=True, share=1),
            Column(say("In the file"), right=True, share=1), Column(say("Place"), share=1),
        )  # fmt: skip
        if self._narrow:
            columns = (columns[0], Column(say("Cell"), share=5), *(replace(c, share=2) for c in columns[2:4]))
            found = [_narrowed(line) for line in found]
        self.table.show_lines(columns, found[:_SHOWN])
        self.count.setText(
            say("Lines: {n}", n=self.words.number(len(found))) if planned and not error else ""
        )
        for field in (self.table, self.search, self.kind):
            field.setVisible(error is None)

    def _lines(self) -> list[Line]:
        planned = self.planned
        if planned is None or planned.error is not None:
            return []
        issues = [self._issue_line(issue) for issue in planned.issues]
        changes = sorted(
            planned.changes, key=lambda change: (change.key.is_register, change.key, change.cell)
        )
        told = {line.thing.asked.remark.cell for line in self.replies}
        rest = (change for change in changes if change.cell not in told)
        slip = self.words.say("likely slip")
        slips = [Line((slip, text, "", "", ""), None, Glyph.EXPLAIN) for text in self.causes]
        return [*slips, *self.replies, *issues, *(self._change_line(planned, change) for change in rest)]

    def _change_line(self, planned: Planned, change: Change) -> Line:
        word, sign = KINDS[change.kind]
        sheet, ref = planned.read.places.get(change.cell, ("", "")) if planned.read else ("", "")
        texts = (
            self.words.say(word),
            display.shown_cell(self.words, self.catalogue, change.cell),
            self._value(change.cell, change.old),
            self._value(change.cell, change.new),
            f"{sheet} · {ref}" if sheet else "",
        )
        return Line(texts, change.kind, sign)

    def _issue_line(self, issue: Issue) -> Line:
        word, sign = KINDS[ChangeKind.UNREAD]
        cell = display.shown_cell(self.words, self.catalogue, issue.where.cell) if issue.where.cell else ""
        place = f"{issue.where.sheet} · {issue.where.ref}" if issue.where.sheet else ""
        text = wording.sentence(self.words, issue)
        return Line(
            (self.words.say("remark"), f"{cell}\n{text}" if cell else text, "", "", place), None, sign
        )

    def _value(self, cell: str, current: Current) -> str:
        return " ⇄ ".join(self._shown(cell, candidate.value) or "—" for candidate in current.candidates)

    def _shown(self, cell: str, value: Value) -> str:
        """Write a value; an unread one with what it may mean."""
        text = display.shown(self.words, self.catalogue, cell, value)
        meant = proposing.proposed(self.catalogue, cell, value)
        return f"{text} → {proposing.shown(self.words, self.catalogue, cell, meant[0])}?" if meant else text

    def _fits(self, line: Line) -> bool:
        kind = self.kind.currentData()
        if kind is not None and line.thing is not kind:
            return False
        wanted = fold(self.search.text().strip())
        return not wanted or wanted in fold(" ".join(line.texts))


def _narrowed(line: Line) -> Line:
    """Put the place of a line under its cell."""
    change, cell, old, new, place = line.texts
    return replace(line, texts=(change, f"{cell}\n{place}" if place else cell, old, new))
