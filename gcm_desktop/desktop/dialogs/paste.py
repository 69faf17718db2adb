"""Shows where a block from a table program will land, and writes it after one confirmation."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QWidget

from gcm_desktop.app import display, pasting
from gcm_desktop.app.clipboard import Offered, read_block
from gcm_desktop.app.landing import AS_IT_IS, Doubt, DoubtKind, Landing, PastePlan, Placing, Target
from gcm_desktop.app.page import RowKind
from gcm_desktop.desktop import glyphs, theme
from gcm_desktop.desktop.dialogs.message import Message
from gcm_desktop.desktop.dialogs.rows import Column, Line, LineTable
from gcm_desktop.desktop.dialogs.sheet import Sheet, role
from gcm_desktop.desktop.glyphs import Glyph
from gcm_desktop.desktop.open_return import OpenReturn
from gcm_desktop.domain.blocks import MAX_CELLS, Block, BlockTooLarge, Refusal, Repair
from gcm_desktop.i18n import Words, mark

REPAIRS: Final = {
    Repair.TEXT_NUMBER: mark("a number kept as text"),
    Repair.SPACES: mark("no-break spaces taken out"),
    Repair.GROUPS: mark("signs of thousands taken out"),
    Repair.COMMA: mark("decimal comma read"),
    Repair.UNIT: mark("word of the unit taken out"),
    Repair.PERCENT: mark("per cent as shown"),
    Repair.MINUS: mark("long minus sign read"),
    Repair.ROUNDED: mark("rounded to the decimals of the cell"),
}
REFUSALS: Final = {
    Refusal.TOO_NARROW: mark("left as it was: the column was too narrow to show the figure"),
    Refusal.ERROR: mark("left as it was: an error of the formula"),
    Refusal.DATE: mark("left as it was: a date, not a figure"),
    Refusal.DASH: mark("left as it was: a dash can mean zero or no data, type which"),
    Refusal.OTHER_UNIT: mark("left as it was: words that are not the unit of this cell"),
    Refusal.TWO_WAYS: mark("left as it was: the sign can stand for thousands or decimals, type the figure"),
    Refusal.NOT_WHOLE: mark("left as it was: a whole number is asked"),
    Refusal.NOT_NUMBER: mark("left as it was: not a number"),
    Refusal.NOT_ANSWER: mark("left as it was: not an answer to this question"),
    Refusal.CONFLICT: mark("left as it was: decide the conflict first"),
    Refusal.COMPUTED: mark("skipped: computed by the program"),
    Refusal.TOTAL: mark("skipped: the block's own total"),
    Refusal.NO_CELL: mark("skipped: nothing is asked there"),
}
_QUIET: Final = (Refusal.COMPUTED, Refusal.TOTAL, Refusal.NO_CELL)


def offered(mime: QMimeData) -> Offered:
    """Give the forms of a clipboard that a block can be read from."""
    xml = b""
    for name in mime.formats():
        if "xml spreadsheet" in name.lower():
            xml = bytes(mime.data(name).data())
            break
    return Offered(xml, mime.html() if mime.hasHtml() else "", mime.text() if mime.hasText() else "")


class PasteDialog(Sheet):
    """The paste doctor: place, was, will be, remark; Enter pastes, Esc leaves everything as it is."""

    def __init__(
        self, sheet: OpenReturn, target: Target, block: Block, parent: QWidget | None = None
    ) -> None:
        super().__init__(sheet.words, parent, wide=True)
        self._sheet = sheet
        self._target = target
        self._block = block
        self._plan = pasting.plan(sheet.desk, sheet.key, target, block)
        self.count = role(QLabel(), "side")
        self.count.setWordWrap(True)
        self.doubts = [DoubtRow(self) for _ in DoubtKind]
        self.hidden_too = QCheckBox()
        self.hidden_too.setVisible(bool(block.hidden))
        self.hidden_too.toggled.connect(lambda _on: self._hide_or_not())
        self.table = LineTable()
        for doubt in self.doubts:
            self.body.addWidget(doubt)
        self.body.addWidget(self.hidden_too)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.count)
        self.back_button = self.button(lambda: self.place(AS_IT_IS))
        self.paste_button = self.button(self._paste, main=True)
        self.buttons.addWidget(self.back_button)
        self.buttons.addWidget(self.paste_button)
        self.retranslate(sheet.words)
        self.table.setFocus()

    @property
    def plan(self) -> PastePlan:
        """Give what would be written."""
        return self._plan

    def place(self, placing: Placing) -> None:
        """Lay the block in another way."""
        self._plan = pasting.plan(self._sheet.desk, self._sheet.key, self._target, self._block, placing)
        self.hidden_too.blockSignals(True)
        self.hidden_too.setChecked(placing.hidden_too)
        self.hidden_too.blockSignals(False)
        self._show()
        self.table.setFocus()

    def _hide_or_not(self) -> None:
        self.place(Placing(hidden_too=self.hidden_too.isChecked()))

    def _paste(self) -> None:
        """Write it; a refusal of the file is said by the window."""
        self._sheet.set_values(self._plan.changes, pasting.LABEL)
        self.accept()

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        super().retranslate(words)
        self.close_button.setText(words.say("Cancel"))
        self.paste_button.setText(words.say("Paste"))
        self.back_button.setText(words.say("Lay it as it was"))
        self.hidden_too.setText(words.say("Paste the hidden rows and columns too"))
        self.table.setAccessibleName(words.say("Cells the block lands in"))
        self._show()

    def _show(self) -> None:
        say, plan = self.words.say, self._plan
        self.head(say("Paste a block"), self._source())
        columns = (
            Column(say("Place"), share=5), Column(say("In the block"), right=True, share=2),
            Column(say("Was"), right=True, share=2), Column(say("Will be"), right=True, share=2),
            Column(say("Remark"), share=4),
        )  # fmt: skip
        self.table.show_lines(columns, [self._line(item) for item in plan.landings])
        for row, doubt in zip(self.doubts, (*plan.doubts, *[None] * len(self.doubts)), strict=False):
            row.show_doubt(doubt)
        self.count.setText(self._counts())
        self.back_button.setVisible(plan.placing not in (AS_IT_IS, Placing(hidden_too=True)))
        self.paste_button.setEnabled(bool(plan.changes))

    def _source(self) -> str:
        say, program = self.words.say, self._block.program
        if not self._block.exact:
            source = say("Read as shown: only the text of the figures was on the clipboard.")
        elif program:
            source = say("Exact values from {program}.", program=program)
        else:
            source = say("Exact values.")
        promise = say("Nothing is written yet; one Ctrl+Z takes it all back later.")
        return f"{source} {promise}"

    def _counts(self) -> str:
        plan, say, number = self._plan, self.words.say, self.words.number
        parts = [
            say("Cells to change: {n}", n=number(len(plan.changes))),
            say("Mended: {n}", n=number(plan.mended)),
            say("Skipped: {n}", n=number(plan.skipped)),
        ]
        if plan.frame.headings or plan.frame.names:
            parts.append(say("Headings and names of rows are not pasted."))
        return " · ".join(parts)

    def _line(self, item: Landing) -> Line:
        catalogue = self._sheet.desk.catalogue
        was = display.shown(self.words, catalogue, item.cell, item.old) if item.cell else ""
        new = was
        if item.new is not None:
            new = display.shown(self.words, catalogue, item.cell, item.new)
        texts = (
            self._place(item),
            _short(item.pasted.text),
            was,
            new if item.cell else "",
            self._remark(item),
        )
        sign = _sign(item)
        return Line(texts, item, sign, faint=not item.changes and sign is not Glyph.WARNING)

    def _place(self, item: Landing) -> str:
        if item.row < 0:
            return "—"
        if item.cell:
            return display.shown_cell(self.words, self._sheet.desk.catalogue, item.cell)
        row = self._target.rows[item.row]
        return f"{row.indicator} · {row.label.of(self.words.code)}"

    def _remark(self, item: Landing) -> str:
        say = self.words.say
        if item.refusal is not None:
            return say(REFUSALS[item.refusal])
        if not item.changes:
            return say("the same already")
        return ", ".join(say(REPAIRS[repair]) for repair in item.repairs)


def _sign(item: Landing) -> Glyph | None:
    if item.refusal is not None:
        return Glyph.NOT_APPLICABLE if item.refusal in _QUIET else Glyph.WARNING
    if not item.changes:
        return Glyph.GOOD
    return Glyph.EXPLAIN if item.repairs else Glyph.CHANGED


def _short(text: str) -> str:
    line = " ".join(text.split("\n"))
    return line if len(line) <= 40 else f"{line[:39]}…"


class DoubtRow(QWidget):
    """One warning about the whole block, with the button that mends it."""

    def __init__(self, dialog: PasteDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._mended: Placing | None = None
        self.sign = QLabel()
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.button: QPushButton = dialog.button(self._mend)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.sign)
        row.addWidget(self.text, 1)
        row.addWidget(self.button)
        self.hide()

    def show_doubt(self, doubt: Doubt | None) -> None:
        """Show a warning, or nothing."""
        self.setVisible(doubt is not None)
        if doubt is None:
            return
        side = theme.px(16)
        self.sign.setPixmap(glyphs.pixmap(Glyph.WARNING, side))
        sentence, verb = _doubt_words(self._dialog.words, doubt)
        self.text.setText(sentence)
        self._mended = doubt.mended
        self.button.setText(verb)
        self.button.setVisible(doubt.mended is not None)

    def _mend(self) -> None:
        if self._mended is not None:
            self._dialog.place(self._mended)


def _doubt_words(words: Words, doubt: Doubt) -> tuple[str, str]:
    say, n = words.say, words.number(doubt.count)
    if doubt.kind is DoubtKind.SHIFTED_DOWN:
        return say("The block seems to belong further up, by rows: {n}.", n=n), say("Move it up")
    if doubt.kind is DoubtKind.SHIFTED_UP:
        return say("The block seems to belong further down, by rows: {n}.", n=n), say("Move it down")
    if doubt.kind is DoubtKind.SHIFTED_ACROSS:
        return say("The columns of the block seem to belong beside where they land."), say("Move the columns")
    if doubt.kind is DoubtKind.SWAPPED:
        sentence = say("Women and men seem to have changed places in the block.")
        return sentence, say("Swap women and men")
    if doubt.kind is DoubtKind.LARGER:
        return say("The block is larger than the page; cells outside, left out: {n}.", n=n), ""
    return say("Hidden where they came from, rows and columns: {n}.", n=n), ""


def paste_clipboard(sheet: OpenReturn, target: Target, parent: QWidget | None) -> str:
    """Show where the block on the clipboard lands; a lone answer is given back for the field to take."""
    say = sheet.words.say
    try:
        block = read_block(offered(QGuiApplication.clipboard().mimeData()))
    except BlockTooLarge:
        most = sheet.words.number(MAX_CELLS)
        _tell(sheet, parent, say("The block is too large: at most {n} cells are pasted at once.", n=most))
        return ""
    if block is None:
        _tell(sheet, parent, say("There is nothing on the clipboard that can be pasted here."))
        return ""
    if len(block.rows) == block.width == 1 and (alone := _alone(sheet, target, block)):
        return alone
    dialog = PasteDialog(sheet, target, block, parent)
    dialog.exec()
    dialog.deleteLater()
    return ""


def _alone(sheet: OpenReturn, target: Target, block: Block) -> str:
    """Give what the field opens with for a block of one cell; nothing when there is something to say."""
    if target.rows[target.row].kind is RowKind.OPEN:
        return block.rows[0][0].text.strip()
    planned = pasting.plan(sheet.desk, sheet.key, target, block)
    landing = planned.landings[0] if planned.landings else None
    if landing is None or landing.new is None:
        return ""
    return display.editable(sheet.desk.catalogue, landing.cell, landing.new)


def _tell(sheet: OpenReturn, parent: QWidget | None, text: str) -> None:
    Message(parent, sheet.words, sheet.words.say("Paste a block"), text).exec()
