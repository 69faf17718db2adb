"""The menu of tables: a home-made one brought in, data out, data in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMenu

from gcm_desktop.desktop import glyphs

if TYPE_CHECKING:
    from gcm_desktop.desktop.main_window import MainWindow


def add_tables(menu: QMenu, window: MainWindow) -> QMenu:
    """Offer what is done with tables of other programs."""
    say = window.words.say
    tables = menu.addMenu(glyphs.icon("table", "muted", 18), say("Tables"))
    own = tables.addAction(say("Bring in a table…"), lambda: bring_table(window))
    own.setVisible(not window.desk.national)  # a coordinator receives returns
    tables.addSeparator()
    tables.addAction(say("Write a table of data…"), lambda: write_data(window))
    taken = tables.addAction(say("Take a table of data in…"), lambda: take_data(window))
    tables.addSeparator()
    page = tables.addAction(say("Read a signed page…"), lambda: read_page(window))
    for action in (own, taken, page):
        action.setEnabled(not window.desk.file.view_only)
    return tables


def write_data(window: MainWindow) -> None:
    """Ask which answers leave in what form, and write them."""
    from gcm_desktop.desktop.dialogs.data_out import DataOutDialog

    window.finish_typing()
    DataOutDialog(window.desk, window.sheet.key, window.words, window).exec()


def take_data(window: MainWindow) -> None:
    """Ask for a table of data and show what it would change."""
    from gcm_desktop.desktop.dialogs.data_in import DataInDialog

    window.finish_typing()
    say = window.words.say
    kinds = f"{say('Tables')} (*.csv *.txt)"
    name, _ = QFileDialog.getOpenFileName(window, say("Take a table of data in"), "", kinds)
    if name:
        DataInDialog(window.desk, Path(name), window.words, window).exec()
        window.refresh()


def read_page(window: MainWindow) -> None:
    """Ask for scans of a return's last page and show what its codes hold."""
    from gcm_desktop.desktop.dialogs.pages_in import PagesInDialog
    from gcm_desktop.exchange.page_codes import KINDS

    window.finish_typing()
    say = window.words.say
    kinds = f"{say('Scanned pages')} ({' '.join(f'*{kind}' for kind in KINDS)})"
    names, _ = QFileDialog.getOpenFileNames(window, say("Read a return from a signed page"), "", kinds)
    if names:
        PagesInDialog(window.desk, [Path(name) for name in names], window.words, window).exec()
        window.refresh()


def bring_table(window: MainWindow) -> None:
    """Ask for a home-made table and show what its rows become."""
    from gcm_desktop.desktop.dialogs.foreign import ForeignDialog

    window.finish_typing()
    if window.sheet.closed:
        window.sheet.held_back.emit()
        return
    say = window.words.say
    kinds = f"{say('Tables')} (*.xlsx *.xlsm *.ods *.csv *.tsv *.txt)"
    name, _ = QFileDialog.getOpenFileName(window, say("Bring in a table"), "", kinds)
    if name:
        ForeignDialog(window.sheet, Path(name), window).exec()
        window.refresh()
