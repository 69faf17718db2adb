"""The registers in the window: typed fast, asked where a date reads both ways, joined where rows repeat."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gcm_desktop.app import registers
from gcm_desktop.app.register_tables import plan, read_table, starting_table, take
from gcm_desktop.desktop.dialogs.register_table import TableDialog

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(window):
    window.show_goal(9)
    window.show_tab("registers")
    return window.page.registers


@pytest.fixture
def filled(window, page):
    own = window.desk.catalogue.registers["BA"]
    take(window.desk, plan(window.desk, "BA", starting_table(own)))
    page.retranslate()
    return page


def rows(window, register="BA"):
    return [row.texts() for row in registers.rows(window.desk, register)]


def begin(page, hands, partner, subject, day):
    page.add_button.click()
    page.form.editors["partner"].setFocus()
    for text in (partner, subject, day):
        hands.write(text)
        hands.press(Qt.Key.Key_Return)
        page.window().activateWindow()


def choose(page, register):
    page.choice.setCurrentIndex(page.choice.findData(register))
    page.choice.activated.emit(page.choice.currentIndex())


def test_a_date_that_reads_both_ways_is_asked_where_it_is_typed(window, page, hands):
    begin(page, hands, "TUR", "Howpsuzlyk", "05/01/2016")
    assert QApplication.focusWidget() is page.doubts.readings[0]
    assert "date" not in rows(window)[0]
    hands.write("2")
    (row,) = rows(window)
    assert (row["date_text"], row["date"], row["date_other"]) == ("05/01/2016", "2016-01-05", "2016-05-01")
    assert (row["ambiguous"], row["goals"]) == ("Y", "G09")
    assert not page.doubts.isVisible()
    assert page.form.editors["date"].hasFocus()


def test_a_date_left_open_stays_open_and_is_found_again(window, filled, hands):
    filled.shown.setCurrentIndex(2)
    filled.shown.activated.emit(2)
    assert filled.table.rowCount() == 7
    assert filled.doubts.isVisible()
    filled.doubts.ask()
    hands.press(Qt.Key.Key_Escape)
    assert filled.table.hasFocus()
    assert len(rows(window)) == 47


def test_the_arrows_go_between_the_two_readings_and_enter_chooses(window, page, hands):
    begin(page, hands, "TUR", "Howpsuzlyk", "05/01/2016")
    hands.press(Qt.Key.Key_Right)
    hands.press(Qt.Key.Key_Return)
    assert rows(window)[0]["date"] == "2016-01-05"


def test_goals_are_typed_by_number(window, page, hands):
    begin(page, hands, "TUR", "Howpsuzlyk", "22.05.2020")
    page.form.editors["goals"].setFocus()
    page.form.editors["goals"].selectAll()
    hands.write("21 5")
    hands.press(Qt.Key.Key_Return)
    assert rows(window)[0]["goals"] == "G05,G21"


def test_a_row_that_repeats_another_is_told_and_joined_in_one_step(window, filled, hands):
    begin(filled, hands, "TUR", "combating serious crimes, terrorism and organized crime", "29.02.2012")
    assert len(rows(window)) == 48
    assert filled.doubts.join_button.isVisible()
    filled.doubts.join_button.click()
    assert len(rows(window)) == 47
    hands.press(Qt.Key.Key_Z, CONTROL)
    assert len(rows(window)) == 48


def test_undo_on_the_registers_takes_the_last_field_back(window, page, hands):
    begin(page, hands, "TUR", "Howpsuzlyk", "22.05.2020")
    page.table.setFocus()
    hands.press(Qt.Key.Key_Z, CONTROL)
    assert rows(window) == [{"partner": "TUR", "subject": "Howpsuzlyk", "goals": "G09"}]
    hands.press(Qt.Key.Key_Y, CONTROL)
    assert rows(window)[0]["date"] == "2020-05-22"


def test_a_row_is_deleted_and_comes_back(window, filled, hands):
    filled.remove_button.click()
    assert len(rows(window)) == 46
    filled.table.setFocus()
    hands.press(Qt.Key.Key_Z, CONTROL)
    assert len(rows(window)) == 47


def test_filters_leave_what_is_wanted(window, filled):
    filled.filter.setText("гrosse")
    assert filled.table.rowCount() == 0
    filled.filter.setText("turkiye")
    assert {filled.table.texts[row]["partner"] for row in filled.table.places} == {"TUR"}
    filled.filter.clear()
    filled.shown.setCurrentIndex(1)
    filled.shown.activated.emit(1)
    assert filled.table.rowCount() == sum("G09" in row["goals"] for row in rows(window))
    window.show_goal(21)
    assert filled.table.rowCount() == sum("G21" in row["goals"] for row in rows(window))


def test_every_register_is_reached_and_typed(window, page, hands):
    for register in window.desk.catalogue.registers:
        choose(page, register)
        page.add_button.click()
        hands.write("Synag")
        hands.press(Qt.Key.Key_Return)
        assert len(rows(window, register)) == 1, register


def test_a_table_comes_in_after_a_look(window, page, tmp_path):
    path = tmp_path / "ylalaşyklar.csv"
    path.write_text(
        "partner;subject;date_text\nTUR;crime;05/01/2016\nTUR;crime;05/01/2016\n", encoding="utf-8"
    )
    page.bringing.bring(window.sheet, page.register, read_table(path))
    (dialog,) = window.findChildren(TableDialog)
    assert not rows(window)
    dialog.dates.setCurrentIndex(1)
    dialog.dates.activated.emit(1)
    dialog.bring_button.click()
    assert [row["date"] for row in rows(window)] == ["2016-01-05"]
    assert page.table.rowCount() == 1
