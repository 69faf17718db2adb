"""The menus of the top bar: the file and the look of the window, and which return is shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget

from gcm_desktop.app.desk import unit_name
from gcm_desktop.desktop import glyphs, letters, table_menu, theme
from gcm_desktop.desktop.beside import KEY as CHARTS_KEY
from gcm_desktop.desktop.dialogs.catalogue import show_catalogue
from gcm_desktop.desktop.dialogs.closed_years import show_closed_years
from gcm_desktop.desktop.dialogs.issue import issue_forms
from gcm_desktop.desktop.dialogs.official import show_official
from gcm_desktop.desktop.dialogs.publications import show_publications
from gcm_desktop.desktop.dialogs.review_texts import show_review_texts
from gcm_desktop.desktop.dialogs.sharing import add_sharing
from gcm_desktop.desktop.keys import Command
from gcm_desktop.desktop.places import shows_goals
from gcm_desktop.desktop.remark_menu import add_remarks
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.units import ReportingUnit
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import mark

if TYPE_CHECKING:
    from gcm_desktop.desktop.main_window import MainWindow

_LOOKS: Final = {"light": mark("Light"), "dark": mark("Dark"), "contrast": mark("High contrast")}
_AROUND: Final = 2  # periods offered before and after the one on screen


def pop_under(under: QWidget, fill: Callable[[QMenu, MainWindow], None], window: MainWindow) -> None:
    """Show a menu under the button it belongs to."""
    menu = QMenu(window)
    fill(menu, window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(under.mapToGlobal(QPoint(0, under.height() + 2)))


def fill_main_menu(menu: QMenu, window: MainWindow) -> None:
    """Offer what is done with the file, and how the window looks."""
    say = window.words.say
    goals, edits = shows_goals(window), not window.desk.file.view_only
    _add(menu, "home", say("Start page"), window.to_start)
    _add(menu, "chart", f"{say('Charts')}\t{CHARTS_KEY}", window.beside.show_charts)
    if edits:
        _add(menu, "archive", say("Back up now"), lambda: back_up(window))
    _add(menu, "copy", say("Save a copy…"), lambda: save_copy(window))
    _add(menu, "history", say("Closed years…"), lambda: show_closed_years(window))
    _add(menu, "list", say("Catalogue…"), lambda: show_catalogue(window))
    _add(menu, "stamp", say("Official pages…"), lambda: show_official(window))
    if window.desk.file.has_published:
        _add(menu, "eye-off", say("Publications…"), lambda: show_publications(window))
    table_menu.add_tables(menu, window)
    add_remarks(menu, window)
    if window.desk.national:
        _add(menu, "file-spreadsheet", say("Forms for all units…"), lambda: issue_forms(window))
        add_sharing(menu, window)
        _add(menu, "book", say("Texts of the review…"), lambda: show_review_texts(window))
    menu.addSeparator()
    if goals and edits:
        _add_typing(menu, window)
    worn = theme.current()
    looks = QActionGroup(menu)
    for name, text in _LOOKS.items():
        action = _add(menu, "", say(text), lambda name=name: window.set_look(name, theme.current().zoom))
        action.setCheckable(True)
        action.setChecked(worn.name == name)
        looks.addAction(action)
    zooms = menu.addMenu(say("Size"))
    for zoom in theme.ZOOMS:
        action = _add(
            zooms, "", f"{zoom}\u00a0%", lambda zoom=zoom: window.set_look(theme.current().name, zoom)
        )
        action.setCheckable(True)
        action.setChecked(worn.zoom == zoom)
    row = letters.of(QApplication.instance())
    action = _add(menu, "", f"{say('Turkmen letters')}\t{letters.KEY}", lambda: row.want(not row.wanted))
    action.setCheckable(True)
    action.setChecked(row.wanted)
    menu.addSeparator()
    _add(menu, "keyboard", f"{say('Keys and legend')}\tF1", window.verbs.show_keys)
    _add(menu, "help", say("Make a file for support…"), window.verbs.make_support_file)
    _add(menu, "log-out", say("Quit"), window.quit)


def _add_typing(menu: QMenu, window: MainWindow) -> None:
    """Offer what is done with the answers on screen."""
    say = window.words.say
    _add(menu, "undo", f"{say('Undo')}\tCtrl+Z", lambda: window.command(Command.UNDO))
    _add(menu, "redo", f"{say('Redo')}\tCtrl+Y", lambda: window.command(Command.REDO))
    menu.addSeparator()
    if window.page.tab == "indicators":
        _add(menu, "", f"{say('One reason for many cells…')}\tF3", lambda: window.command(Command.REASON))
        _add(menu, "", f"{say('Control total')}\tF11", lambda: window.command(Command.CONTROL))
    _add(menu, "", f"{say('Nil return…')}\tShift+F3", lambda: window.command(Command.NIL))
    menu.addSeparator()


def say_done(window: MainWindow, text: str) -> None:
    """Say what was done where it is seen: in the foot of the goals, or beside the places."""
    from gcm_desktop.desktop.coordinator.shell import Shell

    shell = window.centralWidget()
    if isinstance(shell, Shell) and not shows_goals(window):
        shell.bar.said.setText(text)
    else:
        window.foot.said.setText(text)


def fill_place_menu(menu: QMenu, window: MainWindow) -> None:
    """Offer the periods around this one and, in a national file, every unit."""
    key, catalogue, language = window.sheet.key, window.desk.catalogue, window.words.code
    if window.desk.national:
        for unit in _units(window):
            action = _add(
                menu,
                "",
                unit_name(catalogue, unit, language),
                lambda unit=unit: window.show_return(unit, key.period),
            )
            action.setCheckable(True)
            action.setChecked(unit == key.unit)
        menu.addSeparator()
    for period in periods_around(key.period, [other.period for other in window.desk.file.readable()]):
        action = _add(
            menu, "", window.words.period(period), lambda period=period: window.show_return(key.unit, period)
        )
        action.setCheckable(True)
        action.setChecked(period == key.period)
    if not window.desk.file.view_only:
        menu.addSeparator()
        _add(menu, "calendar", window.words.say("New period…"), window.verbs.begin_period)


def _units(window: MainWindow) -> list[ReportingUnit]:
    from gcm_desktop.catalogue import units

    period = window.sheet.key.period
    asked = list(units(window.desk.catalogue, parse_period(period)))
    held = {key.unit for key in window.desk.file.readable() if key.period == period and not key.is_register}
    return asked + sorted(held - set(asked))


def periods_around(period: str, held: list[str]) -> list[str]:
    """Give the periods of the same kind before and after, the year, and those the file holds."""
    now = parse_period(period)
    found = {period, *(text for text in held if text), *([f"{now.year}"] if now.year else [])}
    earlier = now
    for _ in range(_AROUND):
        before = earlier.previous
        if before is None:
            break
        earlier = before
        found.add(before.text)
    return sorted(found)


def back_up(window: MainWindow) -> None:
    """Make a verified copy beside the others."""
    window.finish_typing()
    try:
        copy = window.desk.file.backup()
    except UserError as error:
        window.verbs.show_error(error)
        return
    say_done(window, window.words.say("Backed up: {name}", name=copy.name))


def save_copy(window: MainWindow) -> None:
    """Make a verified copy where the person says."""
    window.finish_typing()
    title = window.words.say("Save a copy…")
    chosen = QFileDialog.getExistingDirectory(window, title, str(window.desk.file.path.parent))
    if not chosen:
        return
    try:
        copy = window.desk.file.backup(Path(chosen))
    except UserError as error:
        window.verbs.show_error(error)
        return
    say_done(window, window.words.say("Copied: {name}", name=copy.name))


def _add(menu: QMenu, icon: str, text: str, verb: object) -> QAction:
    action = QAction(text, menu)
    if icon:
        action.setIcon(glyphs.icon(icon, "muted", 18))
    action.triggered.connect(lambda: verb())  # type: ignore[operator]
    menu.addAction(action)
    return action
