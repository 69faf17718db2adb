"""The window around the page: languages, navigator, narrative, registers, closing."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit

from gcm_desktop.app.desk import Desk
from gcm_desktop.desktop import theme
from gcm_desktop.desktop.legend import Legend
from gcm_desktop.domain.records import Maker
from gcm_desktop.i18n import LANGUAGES, words

MAKER = Maker("Orazow M.", "baş hünärmen", "0123456789abcdef")
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_goal_opens_in_every_language_with_its_full_names(window, language):
    window.set_language(language)
    for goal in window.desk.catalogue.goals:
        window.show_goal(goal.number)
        QApplication.processEvents()
        for row in range(len(window.grid.page.rows)):
            width = window.grid.columnWidth(1)
            needed = window.grid.painter.height(row, width, window.grid.sizes.wide_width())
            assert window.grid.isRowHidden(row) or window.grid.rowHeight(row) >= needed


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("zoom", [100, 125])
def test_no_button_is_clipped_and_every_field_has_a_name(window, qapp, language, zoom):
    theme.apply(qapp, "light", zoom)
    window.set_language(language)
    QApplication.processEvents()
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and button.text():
            assert button.width() >= button.minimumSizeHint().width(), button.text()
    for kind in (QLineEdit, QPlainTextEdit):
        for field in window.findChildren(kind):
            if field.isVisible():
                assert field.accessibleName(), field


def test_the_language_switches_live_and_the_cell_stays(window, hands):
    window.show_goal(5)
    hands.enter("7")
    cell = window.grid.current_code()
    before = window.grid.page.label(0)
    window.top.languages["ru"].click()
    assert window.grid.current_code() == cell
    assert window.grid.page.label(0) != before
    assert window.desk.language == "ru"
    assert window.top.languages["ru"].isChecked()


def test_switching_the_language_while_typing_loses_nothing(window, hands):
    window.show_goal(5)
    hands.write("45")
    window.set_language("en")
    assert window.desk.file.cells(window.sheet.key)["G05.01"].text == "45"


def test_the_page_fits_beside_navigator_and_pane(window):
    window.show_goal(4)
    QApplication.processEvents()
    used = sum(
        window.grid.columnWidth(column) for column in range(8) if not window.grid.isColumnHidden(column)
    )
    assert used <= window.grid.viewport().width()
    assert window.detail.isVisible()


def test_the_search_finds_without_diacritics_and_enter_opens(window, hands):
    hands.press(Qt.Key.Key_F, CONTROL)
    assert QApplication.focusWidget() is window.navigator.search
    hands.write("kanuny yollar")
    hands.press(Qt.Key.Key_Return)
    assert window.page.goal == 5
    assert QApplication.focusWidget() is window.grid


def test_goal_keys_stop_at_the_last_goal(window, hands):
    order = window.goals()
    window.show_goal(order[0])
    hands.press(Qt.Key.Key_F6)
    assert window.page.goal == order[1]
    window.show_goal(order[-1])
    hands.press(Qt.Key.Key_PageDown, CONTROL)
    assert window.page.goal == order[-1]


def test_counts_follow_what_is_typed(window, hands):
    window.show_goal(5)
    before = window.sheet.counts[5].filled
    hands.enter("7")
    assert window.sheet.counts[5].filled == before + 1


def test_a_narrative_is_saved_at_a_pause_and_when_it_is_left(window, hands, qtbot):
    window.show_goal(5)
    window.show_tab("narrative")
    hands.write("Ýagdaý gowy")
    field = window.page.narrative.fields["situation"]
    assert field.state.property("role") == "unsaved"
    key = window.sheet.key
    qtbot.waitUntil(lambda: window.desk.file.cells(key).get("N05.situation") is not None, timeout=3000)
    assert window.desk.file.cells(key)["N05.situation"].text == "Ýagdaý gowy"
    hands.write("!")
    hands.press(Qt.Key.Key_Tab)
    assert window.desk.file.cells(key)["N05.situation"].text == "Ýagdaý gowy!"


def test_a_register_row_is_typed_field_by_field(window, hands):
    window.show_goal(5)
    window.show_tab("registers")
    window.page.registers.add_button.click()
    hands.write("Турция")
    hands.press(Qt.Key.Key_Return)
    editor = window.page.registers._editors["subject"]
    editor.setFocus()
    hands.write("Wiza ýeňillikleri")
    hands.press(Qt.Key.Key_Return)
    cells = window.desk.file.cells(window.desk.registers_key())
    texts = {cell.rsplit(".", 1)[1]: value.text for cell, value in cells.items()}
    assert texts == {"partner": "TUR", "subject": "Wiza ýeňillikleri", "goals": "G05"}
    assert window.page.registers.table.rowCount() == 1


def test_closing_leaves_a_file_complete_by_itself(window, path, hands):
    window.show_goal(5)
    hands.write("45")
    window.close()
    assert not path.with_name(path.name + "-wal").exists()
    with Desk.open(path) as desk:
        assert desk.file.cells(desk.key())["G05.01"].text == "45"


def test_a_national_file_shows_any_unit(open_window, tmp_path, hands):
    desk = Desk.create(tmp_path / "national.gcm", "", "2026-Q3", national=True, language="en", maker=MAKER)
    window = open_window(desk)
    first = window.sheet.key
    unit = next(unit for unit in map(window.desk.own_unit, ("TM-L", "TM-M")) if unit != first.unit)
    window.show_return(unit, "2026-Q3")
    window.show_goal(5)
    hands.enter("12")
    assert desk.file.cells(desk.key(unit))["G05.01"].text == "12"
    assert "G05.01" not in desk.file.cells(first)


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_and_legend_open_in_every_language(qtbot, qapp, language):
    theme.apply(qapp)
    legend = Legend(words(language))
    qtbot.addWidget(legend)
    legend.show()
    assert legend.width() <= 1366
    assert legend.height() <= 768


@pytest.mark.parametrize("name", theme.THEMES)
def test_every_theme_has_every_colour(name):
    colors = theme._load(name, 100).colors
    assert colors.keys() == theme._load("light", 100).colors.keys()
    assert all(color.isValid() for color in colors.values())
    assert "@" not in theme._load(name, 100).sheet().replace("/* ", "").split("*/", 1)[1]


def test_ready_to_send_is_one_key_away(window, hands):
    seen = []

    def look():
        dialog = QApplication.activeModalWidget()
        seen.append(type(dialog).__name__)
        if dialog is not None:
            dialog.reject()

    QTimer.singleShot(100, look)
    hands.press(Qt.Key.Key_F12)
    assert seen == ["ReadyDialog"]
