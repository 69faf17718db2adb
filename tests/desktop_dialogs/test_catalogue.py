"""The catalogue is checked and loaded in the window, and what is asked no more can still be read."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from gcm_desktop.app import cataloguing, entering, people
from gcm_desktop.app.desk import Desk
from gcm_desktop.desktop.dialogs.catalogue import CatalogueDialog, show_catalogue
from gcm_desktop.desktop.main_window import MainWindow
from gcm_desktop.exchange.catalogue_file import load_packed
from tests.desktop_dialogs.conftest import PERSON
from tests.exchange.catalogue_changes import add_line, changed, column, give_new_code, row_of

MAKER = people.Maker(PERSON.name, PERSON.position, "0123456789abcdef")


@pytest.fixture
def desk(tmp_path):
    desk = Desk.create(tmp_path / "TM-M.gcm", "TM-M", "2026-Q3", language="en", maker=MAKER, listed=False)
    entering.enter(desk, desk.key(), "G05.02", "412")
    entering.enter(desk, desk.key(), "G05.03", "7")
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    """Give a folder with a sound new version and one with a fault."""
    folder = tmp_path_factory.mktemp("catalogues")
    cataloguing.export_book(folder / "own.xlsx", "en")
    own = (folder / "own.xlsx").read_bytes()
    (folder / "new.xlsx").write_bytes(changed(own, _renaming))
    (folder / "faulty.xlsx").write_bytes(changed(own, _faulty))
    return folder


def _renaming(by):
    by["version"]["A4"].value = "1.1"
    give_new_code(by, "G05.02", "G05.31")
    add_line(by, "renamed", "G05.02", "G05.31")
    add_line(by, "retired", "G05.03")
    rules = by["rules"]
    for row in [row for row in rules.iter_rows(min_row=4) if any(c.value == "G05.03" for c in row[1:])]:
        for cell in row:
            cell.value = None


def _faulty(by):
    by["version"]["A4"].value = "1.1"
    sheet = by["indicators"]
    sheet.cell(row_of(sheet, "G05.01"), column(sheet, "measure")).value = "stock_end_of_period"


def texts(dialog):
    return [line.texts for line in dialog.table.lines.lines]


def test_a_version_is_checked_loaded_and_packed_by_keys(
    desk, books, show, say, hands, in_modal, tmp_path, monkeypatch
):
    dialog = show(CatalogueDialog(desk, say))
    assert not dialog.table.isVisible()
    assert not dialog.load_button.isVisible()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(books / "new.xlsx"), ""))
    hands.tab_to(dialog.open_button)
    hands.press(Qt.Key.Key_Space)
    assert "1.1" in dialog.heading.text()
    assert "renamed 1 · retired 1" in dialog.heading.text()
    assert [line[:2] for line in texts(dialog)] == [("renamed", "G05.02 → G05.31"), ("retired", "G05.03")]

    target = tmp_path / "new.gcmcat"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    hands.tab_to(dialog.pack_button)
    hands.press(Qt.Key.Key_Space)
    assert load_packed(target) == dialog.checked.catalogue

    hands.tab_to(dialog.load_button)
    in_modal(lambda question: hands.press(Qt.Key.Key_Return))
    hands.press(Qt.Key.Key_Space)
    assert dialog.loaded
    assert desk.catalogue.number == "1.1"
    (line,) = texts(dialog)
    assert (line[0], line[2], line[4]) == ("G05.03", "retired", "7")


def test_a_version_with_a_fault_names_it_and_cannot_be_loaded(desk, books, show, say):
    dialog = show(CatalogueDialog(desk, say))
    dialog.look_at(books / "faulty.xlsx")
    assert not dialog.load_button.isVisible()
    assert not dialog.pack_button.isVisible()
    assert ("error", "C120") in [line[:2] for line in texts(dialog)]
    dialog.look_at(books / "own.xlsx")
    assert "nothing is new" in dialog.heading.text()
    assert not dialog.load_button.isVisible()


def test_the_page_shows_carried_answers_after_a_version_was_loaded_in_the_window(
    desk, books, show, hands, in_modal
):
    window = show(MainWindow(desk))
    window.show_goal(5)

    def load(dialog):
        cataloguing.load_version(desk, books / "new.xlsx")
        dialog.loaded = True
        hands.press(Qt.Key.Key_Escape)

    in_modal(load)
    show_catalogue(window)
    assert window.sheet.value("G05.31").text == "412"
    assert "G05.31" in window.grid.page.cells()
    window.close()
