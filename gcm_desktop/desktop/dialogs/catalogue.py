"""The catalogue: written out as a workbook, checked, loaded as a new version, packed for the offices."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QLabel, QWidget

from gcm_desktop.app import cataloguing, display, wording
from gcm_desktop.app.cataloguing import FATES, Checked, KeptAnswer
from gcm_desktop.app.desk import Desk, unit_name
from gcm_desktop.desktop.dialogs.message import ask, show_error
from gcm_desktop.desktop.dialogs.rows import Column, Line, LineTable
from gcm_desktop.desktop.dialogs.sheet import Sheet, role
from gcm_desktop.desktop.glyphs import Glyph
from gcm_desktop.domain.catalogue import Catalogue, CrosswalkLine, Fate
from gcm_desktop.errors import Issue, Severity, UserError
from gcm_desktop.i18n import Words

if TYPE_CHECKING:
    from gcm_desktop.desktop.main_window import MainWindow

_SHOWN = 400  # more lines than a person reads
_DIGITS = 12  # of a digest, enough to tell two versions apart


def show_catalogue(window: MainWindow) -> None:
    """Show the catalogue, and read the file again when a new version was loaded."""
    window.finish_typing()
    dialog = CatalogueDialog(window.desk, window.words, window)
    dialog.exec()
    if dialog.loaded:
        window.show_return(window.sheet.key.unit, window.sheet.key.period)


def _count(lines: tuple[CrosswalkLine, ...], fate: Fate) -> int:
    """Give how many codes had a fate."""
    return sum(len(line.new if fate is Fate.ADDED else line.old) for line in lines if line.fate is fate)


class CatalogueDialog(Sheet):
    """Shows the version in use and what is asked no more, or a version that may follow it."""

    def __init__(self, desk: Desk, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, parent, wide=True)
        self.desk, self.loaded = desk, False
        self.path: Path | None = None
        self.checked: Checked | None = None
        self.heading = role(QLabel(), "heading")
        self.heading.setWordWrap(True)
        self.table = LineTable()
        self.empty = role(QLabel(), "side")
        self.report = QLabel()
        self.report.setWordWrap(True)
        self.book_button = self.button(self._write_book)
        self.open_button = self.button(self._choose, icon="folder-open")
        row = QHBoxLayout()
        row.addWidget(self.open_button)
        row.addWidget(self.book_button)
        row.addStretch(1)
        self.body.addLayout(row)
        for widget in (self.heading, self.empty):
            self.body.addWidget(widget)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.report)
        self.pack_button = self.button(self._pack)
        self.load_button = self.button(self._load, main=True)
        self.buttons.addWidget(self.pack_button)
        self.buttons.addWidget(self.load_button)
        self.resize(1040, 600)
        self.retranslate(words)
        self.open_button.setFocus()

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        super().retranslate(words)
        self.book_button.setText(words.say("Write as workbook…"))
        self.open_button.setText(words.say("Check a version…"))
        self.pack_button.setText(words.say("Save for the offices…"))
        self.load_button.setText(words.say("Load"))
        self._show()

    # --- what is seen

    def _show(self) -> None:
        say, own = self.words.say, self.desk.catalogue
        lead = say(
            "Version {number}, {digest}. Write it as a workbook, change it there, check it and load it as a "
            "new version; what was entered stays.",
            number=own.number, digest=own.digest[:_DIGITS],
        )  # fmt: skip
        self.head(say("Catalogue"), lead)
        if self.checked is None:
            self._show_kept()
        else:
            self._show_checked(self.checked)
        fit = self.checked is not None and self.checked.sound and not self.checked.same
        self.load_button.setVisible(fit and not self.desk.file.view_only)
        self.pack_button.setVisible(self.checked is None or self.checked.sound)

    def _show_kept(self) -> None:
        say, language = self.words.say, self.words.code
        answers = cataloguing.kept_answers(self.desk)
        self.heading.setText(say("Asked no more, answers kept: {n}", n=self.words.number(len(answers))))
        columns = (
            Column(say("Code")), Column(say("Name"), share=3), Column(say("What became of it"), share=1),
            Column(say("Unit and period"), share=2), Column(say("Answer"), right=True),
        )  # fmt: skip
        self._fill(columns, [self._kept_line(one, language) for one in answers[:_SHOWN]])
        self.empty.setText(say("Every answer stands under a code that is asked."))

    def _kept_line(self, one: KeptAnswer, language: str) -> Line:
        became = " → ".join(
            (self.words.say(FATES[one.kept.fate]), *filter(None, [", ".join(one.kept.became)]))
        )
        unit = unit_name(self.desk.catalogue, one.key.unit, language)
        place = " · ".join(
            filter(None, (unit, self.words.period_short(one.key.period) if one.key.period else ""))
        )
        name = one.kept.name.of(language) if one.kept.name else ""
        text = display.shown(self.words, self.desk.catalogue, one.cell, one.value)
        return Line((one.cell, name, became, place, text), one)

    def _show_checked(self, checked: Checked) -> None:
        say, number = self.words.say, self.words.number
        name = self.path.name if self.path else ""
        if checked.catalogue is None or not checked.sound:
            self.heading.setText(say("«{file}» is not ready to load. Correct what is named.", file=name))
        elif checked.older and checked.catalogue is not None:
            self.heading.setText(
                say(
                    "«{file}»: version {number}, from before. It is kept to read returns made with it.",
                    file=name, number=checked.catalogue.number,
                )
            )  # fmt: skip
        elif checked.same:
            self.heading.setText(say("«{file}» is the version in use; nothing is new.", file=name))
        else:
            counts = [
                f"{say(text)} {number(count)}"
                for fate, text in FATES.items()
                if (count := _count(checked.lines, fate))
            ]
            title = say(
                "«{file}»: version {number}, {digest}",
                file=name, number=checked.catalogue.number, digest=checked.catalogue.digest[:_DIGITS],
            )  # fmt: skip
            self.heading.setText(" · ".join((title, *counts)))
        columns = (Column(say("What")), Column(say("Code")), Column(say("Meaning"), share=1))
        lines = [self._issue_line(issue) for issue in checked.issues]
        lines += [self._change_line(line, checked) for line in checked.lines]
        self._fill(columns, lines[:_SHOWN])
        self.empty.setText(say("No code came, went or changed; texts, rules or questions may have."))
        if checked.same:
            self.empty.hide()

    def _issue_line(self, issue: Issue) -> Line:
        sign = Glyph.ERROR if issue.severity is Severity.ERROR else Glyph.WARNING
        kind = self.words.say(wording.SEVERITIES[issue.severity])
        return Line((kind, issue.code, wording.located(self.words, issue)), issue, sign)

    def _change_line(self, line: CrosswalkLine, checked: Checked) -> Line:
        codes = " → ".join(filter(None, (", ".join(line.old), ", ".join(line.new))))
        version = checked.base if line.fate is Fate.RETIRED else checked.catalogue or checked.base
        names = [self._name(version, code) for code in line.new or line.old]
        sign = Glyph.ADD if line.fate is Fate.ADDED else Glyph.CHANGED
        return Line((self.words.say(FATES[line.fate]), codes, "; ".join(filter(None, names))), line, sign)

    def _name(self, version: Catalogue, code: str) -> str:
        name = cataloguing.name_of(version, code)
        return name.of(self.words.code) if name else ""

    def _fill(self, columns: tuple[Column, ...], lines: list[Line]) -> None:
        self.table.show_lines(columns, lines)
        self.table.setAccessibleName(self.heading.text())
        self.table.setVisible(bool(lines))
        self.empty.setVisible(not lines)

    # --- what is done

    def _choose(self) -> None:
        say = self.words.say
        kinds = say("Catalogues") + " (*.xlsx *.gcmcat)"
        name, _ = QFileDialog.getOpenFileName(self, say("Check a version…"), self._folder(), kinds)
        if name:
            self.look_at(Path(name))

    def look_at(self, path: Path) -> None:
        """Check a version and show what it would change."""

        def look() -> None:
            self.checked, self.path = cataloguing.check_version(path, self.desk), path

        if self._do(look):
            self.report.clear()
            self._show()
            (self.load_button if self.load_button.isVisible() else self.table).setFocus()

    def _load(self) -> None:
        say, path, checked = self.words.say, self.path, self.checked
        if path is None or checked is None or checked.catalogue is None:
            return
        if checked.older:
            self._hold(path)
            return
        text = say(
            "The file «{file}» will ask by version {number}. A copy of it is made first; every answer stays "
            "and is shown under the codes of the new version.",
            file=self.desk.file.path.name, number=checked.catalogue.number,
        )  # fmt: skip
        if not ask(self, self.words, say("Load a version"), text, say("Load")):
            return
        if self._do(lambda: cataloguing.load_version(self.desk, path)):
            self.loaded, self.checked, self.path = True, None, None
            self._show()
            number = self.desk.catalogue.number
            self.report.setText(
                say(
                    "{file} asks by catalogue version {number}.", file=self.desk.file.path.name, number=number
                )
            )
            self.open_button.setFocus()

    def _hold(self, path: Path) -> None:
        """Keep a version that was before, for the returns made with it; what is asked stays."""
        if self._do(lambda: cataloguing.load_version(self.desk, path)):
            version = self.checked.catalogue if self.checked else None
            self.checked, self.path = None, None
            self._show()
            text = self.words.say(
                "Returns made with version {number} are read from now on. What is asked stays as it is.",
                number=version.number if version else "",
            )
            self.report.setText(text)
            self.close_button.setFocus()

    def _write_book(self) -> None:
        say = self.words.say
        target = self._target(say("Write as workbook…"), ".xlsx")
        if target and self._do(lambda: cataloguing.export_book(target, self.words.code, self.desk)):
            self.report.setText(say("Written: {name}", name=target.name))

    def _pack(self) -> None:
        say, path = self.words.say, self.path
        target = self._target(say("Save for the offices…"), ".gcmcat")
        if target is None:
            return

        def pack() -> None:
            if path is None:
                cataloguing.save_packed(self.desk, target)
            else:
                cataloguing.pack(path, target, self.desk)

        if self._do(pack):
            self.report.setText(say("{file} may go to the offices.", file=target.name))

    def _target(self, title: str, suffix: str) -> Path | None:
        version = self.checked.catalogue if self.checked and suffix == ".gcmcat" else None
        number = (version or self.desk.catalogue).number
        start = str(Path(self._folder()) / f"catalogue {number}{suffix}")
        name, _ = QFileDialog.getSaveFileName(self, title, start, f"*{suffix}")
        if not name:
            return None
        return Path(name if name.lower().endswith(suffix) else f"{name}{suffix}")

    def _folder(self) -> str:
        return str((self.path or self.desk.file.path).parent)

    def _do(self, work: Callable[[], object]) -> bool:
        """Do something that takes a moment; says whether it was done."""
        QApplication.setOverrideCursor(QCursor(Qt.CursorShape.WaitCursor))
        try:
            work()
        except UserError as error:
            QApplication.restoreOverrideCursor()
            show_error(self, self.words, error)
            return False
        QApplication.restoreOverrideCursor()
        return True
