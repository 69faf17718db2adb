"""Brings a table of rows into a register: a file, or the rows of the review; shown first, then kept."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from gcm_desktop.app import register_tables
from gcm_desktop.app.unlocking import Unlocking
from gcm_desktop.desktop.dialogs.password import ask_password
from gcm_desktop.desktop.open_return import OpenReturn
from gcm_desktop.domain.catalogue import Register
from gcm_desktop.errors import UserError


class RegisterBringing(QObject):
    """Offers the tables and shows what the chosen one would bring."""

    brought = Signal(object)  # moment of the COMMIT
    refused = Signal(object)  # UserError

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page

    def offer(self, sheet: OpenReturn, register: Register, under: QWidget) -> None:
        """Offer a file, and the rows of the review where the register has any."""
        words, menu = sheet.words, QMenu(self._page)
        menu.addAction(words.say("A table…"), lambda: self._pick(sheet, register))
        own = register_tables.starting_table(register)
        starting = menu.addAction(
            words.say("The rows of the review…"), lambda: self.bring(sheet, register, own) if own else None
        )
        starting.setEnabled(own is not None)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(under.mapToGlobal(under.rect().bottomLeft()))

    def _pick(self, sheet: OpenReturn, register: Register) -> None:
        say = sheet.words.say
        kinds = say("Tables") + " (*.xlsx *.xlsm *.ods *.csv *.tsv *.txt)"
        name, _ = QFileDialog.getOpenFileName(self._page, say("A table…"), "", kinds)
        asking = Unlocking(ask=partial(ask_password, sheet.words, parent=self._page.window()))
        if name:
            try:
                self.bring(sheet, register, register_tables.read_table(Path(name), register, asking))
            except UserError as error:
                self.refused.emit(error)

    def bring(self, sheet: OpenReturn, register: Register, table: register_tables.Table) -> None:
        """Show what a table would bring, and bring it in after one confirmation."""
        from gcm_desktop.desktop.dialogs.register_table import TableDialog

        planned = register_tables.plan(sheet.desk, register.code, table, sheet.key.unit)
        dialog = TableDialog(sheet, planned, self._page.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.brought.connect(self.brought)
        dialog.refused.connect(self.refused)
        dialog.open()
