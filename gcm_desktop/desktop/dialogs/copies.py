"""Restore: the verified copies of a data file, with what each holds, and one action."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QWidget

from gcm_desktop.app import keeping, people
from gcm_desktop.desktop.dialogs.message import ask, show_error, tell
from gcm_desktop.desktop.dialogs.rows import Column, Line, LineTable
from gcm_desktop.desktop.dialogs.sheet import Sheet, role
from gcm_desktop.desktop.glyphs import Glyph
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words

if TYPE_CHECKING:
    from gcm_desktop.store import BackupInfo


class CopiesDialog(Sheet):
    """Shows the copies of one file; ``restored`` is the file that was put back."""

    def __init__(self, words: Words, parent: QWidget | None = None, path: Path | None = None) -> None:
        super().__init__(words, parent, wide=True)
        recent = [Path(file.path) for file in people.recent()]
        self.path = path or (recent[0] if recent else None)
        self.restored: Path | None = None
        self.file_name = role(QLabel(), "strong")
        self.file_name.setWordWrap(True)
        self.choose = self.button(self._choose, icon="folder-open")
        row = QHBoxLayout()
        row.addWidget(self.file_name, 1)
        row.addWidget(self.choose)
        self.body.addLayout(row)
        self.table = LineTable(lambda _line: self._restore())
        self.empty = role(QLabel(), "side")
        self.body.addWidget(self.empty)
        self.body.addWidget(self.table, 1)
        self.restore_button = self.button(self._restore, main=True)
        self.buttons.addWidget(self.restore_button)
        self.resize(900, 520)
        self.retranslate(words)
        self.table.setFocus()

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        super().retranslate(words)
        self.head(
            words.say("Restore from a backup"),
            words.say(
                "A copy is made at every close and before every merge. The replaced file is kept beside it."
            ),
        )
        self.close_button.setText(words.say("Cancel"))
        self.choose.setText(words.say("Choose…"))
        self.restore_button.setText(words.say("Restore"))
        self.table.setAccessibleName(words.say("Copies"))
        self.empty.setText(words.say("There are no copies of this file yet."))
        self._show()

    def _show(self) -> None:
        say = self.words.say
        found = keeping.backups(self.path) if self.path else ()
        columns = (
            Column(say("Made")), Column(say("Unit and period"), share=2), Column(say("Filled"), right=True),
            Column(say("Last cell"), share=1), Column(say("Saved")),
        )  # fmt: skip
        self.file_name.setText(str(self.path) if self.path else say("Choose a data file"))
        self.table.show_lines(columns, [self._line(copy) for copy in found])
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.restore_button.setEnabled(bool(found))

    def _line(self, copy: BackupInfo) -> Line:
        say, number = self.words.say, self.words.number
        units = sorted({(str(key.unit), key.period) for key in copy.returns if not key.is_register})
        names = [f"{unit} · {self.words.period_short(period)}" for unit, period in units[:3]]
        if len(units) > 3:
            names.append(say("and {n} more", n=number(len(units) - 3)))
        share = say("{filled} of {expected}", filled=number(copy.filled), expected=number(copy.expected))
        saved = self.words.moment(copy.last_saved.astimezone()) if copy.last_saved else ""
        made = self.words.moment(copy.at.astimezone())
        return Line((made, ", ".join(names), share, copy.last_cell, saved), copy, Glyph.GOOD)

    def _choose(self) -> None:
        say = self.words.say
        start = str(self.path.parent) if self.path else ""
        name, _ = QFileDialog.getOpenFileName(
            self, say("Choose a data file"), start, say("Data files") + " (*.gcm)"
        )
        if name:
            self.path = Path(name)
            self._show()

    def _restore(self) -> None:
        line = self.table.chosen_line()
        if line is None or self.path is None:
            return
        say = self.words.say
        question = say(
            "The file «{file}» will hold what the copy of {moment} holds.",
            file=self.path.name,
            moment=line.texts[0],
        )
        if not ask(self, self.words, say("Restore from a backup"), question, say("Restore")):
            return
        try:
            kept = keeping.restore(line.thing.path, self.path)
        except UserError as error:
            show_error(self, self.words, error)
            return
        if kept is not None:
            tell(
                self,
                self.words,
                say("Restored"),
                say("The replaced file is kept as «{file}».", file=kept.name),
            )
        self.restored = self.path
        self.accept()
