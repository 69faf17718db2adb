"""The first start, the new return and the start page."""

import pytest
from PySide6.QtCore import Qt

from gcm_desktop.app import people
from gcm_desktop.app.desk import Desk
from gcm_desktop.desktop.dialogs.copies import CopiesDialog
from gcm_desktop.desktop.dialogs.new_return import NewReturnDialog
from gcm_desktop.desktop.dialogs.person import PersonDialog
from gcm_desktop.desktop.start_page import StartPage
from gcm_desktop.i18n import LANGUAGES, words
from tests.desktop_dialogs.conftest import PERSON


def test_the_first_start_asks_who_is_at_the_keyboard(in_modal, hands, say, qtbot):
    def answer(dialog):
        hands.write("Ýagmyrow Ş.")
        hands.press(Qt.Key.Key_Tab)
        hands.write("hünärmen")
        hands.press(Qt.Key.Key_Return)

    seen = in_modal(answer)
    page = StartPage(say)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: people.current_person() is not None)
    assert isinstance(seen[0], PersonDialog)
    assert people.current_person() == people.Person("Ýagmyrow Ş.", "hünärmen", "")
    qtbot.waitUntil(lambda: page.person.text() == "Ýagmyrow Ş.")


def test_a_person_without_a_name_is_not_taken(show, hands, say):
    dialog = show(PersonDialog(say))
    hands.press(Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert not dialog.form.confirm.isEnabled()
    assert people.current_person() is None


def test_a_new_return_by_keyboard_alone(show, hands, say, tmp_path):
    people.save_person(PERSON)
    dialog = show(NewReturnDialog(say, folder=tmp_path))
    hands.press(Qt.Key.Key_Tab)  # from the role to the unit
    hands.write("M")
    hands.tab_to(dialog.part)
    hands.press(Qt.Key.Key_Home)
    hands.tab_to(dialog.year)
    hands.write("2026")
    hands.press(Qt.Key.Key_Return)
    assert dialog.desk is not None
    with dialog.desk as desk:
        assert str(desk.unit) == "TM-M"
        assert desk.period == "2026-Q1"
        assert desk.file.path == tmp_path / "TM-M.gcm"
        assert desk.maker.name == PERSON.name


def test_a_new_return_never_overwrites(show, in_modal, hands, say, tmp_path):
    (tmp_path / "TM-A.gcm").write_bytes(b"somebody's work")
    dialog = show(NewReturnDialog(say, folder=tmp_path))
    seen = in_modal(lambda message: hands.press(Qt.Key.Key_Return))
    hands.press(Qt.Key.Key_Return)
    assert seen[0].form.code.text() == "E301"
    assert dialog.desk is None
    assert (tmp_path / "TM-A.gcm").read_bytes() == b"somebody's work"


def test_each_role_offers_its_own_units(show, say, tmp_path):
    dialog = show(NewReturnDialog(say, folder=tmp_path))
    departments = {str(unit) for unit in dialog.units()}
    dialog.roles[1].setChecked(True)
    bodies = {str(unit) for unit in dialog.units()}
    assert departments == {"TM-A", "TM-B", "TM-D", "TM-L", "TM-M", "TM-S", "TM-AR"}
    assert not departments & bodies
    dialog.roles[2].setChecked(True)
    assert dialog.unit.currentData() == ""
    assert dialog.place.text().endswith("national.gcm")


def test_enter_opens_the_recent_file_in_focus(show, hands, say, tmp_path, qtbot):
    people.save_person(PERSON)
    Desk.create(tmp_path / "TM-M.gcm", "TM-M", "2026-Q3").close()
    page = show(StartPage(say))
    with qtbot.waitSignal(page.opened) as opened:
        hands.press(Qt.Key.Key_Return)
    desk, wish = opened.args
    with desk:
        assert desk.file.path.name == "TM-M.gcm"
        assert wish == ""


def test_a_file_that_is_no_data_file_is_said_calmly(show, in_modal, hands, say, tmp_path):
    people.save_person(PERSON)
    (tmp_path / "x.gcm").write_text("not a data file at all, whatever its name says")
    page = show(StartPage(say))
    seen = in_modal(lambda message: hands.press(Qt.Key.Key_Return))
    page.open_path(tmp_path / "x.gcm")
    assert seen[0].form.code.text().startswith("E3")
    assert "x.gcm" in seen[0].form.text.text()


def test_practising_begins_with_one_button_and_says_where_the_exercise_lies(
    show, in_modal, hands, say, qtbot
):
    people.save_person(PERSON)
    page = show(StartPage(say))
    seen = in_modal(lambda message: hands.press(Qt.Key.Key_Return))
    hands.tab_to(page.practice)
    with qtbot.waitSignal(page.opened, timeout=60_000) as opened:
        hands.press(Qt.Key.Key_Return)
    with opened.args[0] as desk:
        assert desk.practice
        assert desk.file.path.name in seen[0].form.text.text()
        assert len(list(desk.file.path.parent.glob("*.txt"))) == 2


def test_the_copy_chosen_comes_back(show, in_modal, hands, say, tmp_path):
    path = tmp_path / "TM-M.gcm"
    Desk.create(path, "TM-M", "2026-Q3").close()
    path.write_bytes(b"\0" * 100)
    dialog = show(CopiesDialog(say, None, path))
    assert dialog.table.model().rowCount() == 1

    def confirm(message):
        in_modal(lambda told: hands.press(Qt.Key.Key_Return))
        hands.press(Qt.Key.Key_Return)

    in_modal(confirm)
    hands.press(Qt.Key.Key_Return)
    assert dialog.restored == path
    with Desk.open(path) as desk:
        assert str(desk.unit) == "TM-M"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_start_page_speaks_every_language(show, language, qtbot):
    people.save_person(PERSON)
    page = show(StartPage(words("en")))
    page.languages.parts[language].click()
    assert page.words.code == language
    assert people.preference("language") == language
    for button in (page.new, page.open, page.receive, page.restore, page.practice):
        assert button.width() >= button.minimumSizeHint().width()
