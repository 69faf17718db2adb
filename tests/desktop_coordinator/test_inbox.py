"""The inbox, worked with real keys over real workbooks: ticked, taken, withdrawn, held against paper."""

import shutil
import subprocess

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gcm_desktop.app import acting, entering, merging, sending
from gcm_desktop.app.desk import Desk
from gcm_desktop.catalogue import load
from gcm_desktop.desktop.dialogs.paper import PaperDialog
from gcm_desktop.domain.records import ActKind, Maker
from gcm_desktop.domain.values import number
from gcm_desktop.exchange.filler import fill_template
from tests.keyboard import shown

PERIOD = "2026-Q3"
MAKER = Maker("Orazow M.", "baş hünärmen", "0123456789abcdef")


@pytest.fixture(scope="module")
def morning(tmp_path_factory):
    """Two returns that agree with nobody's, a second version that contradicts one, and a damaged file."""
    folder, catalogue = tmp_path_factory.mktemp("morning"), load()
    forms = tmp_path_factory.mktemp("forms")
    for unit, figure in (("TM-A", "120"), ("TM-L", "85")):
        sending.template(forms / f"{unit}.xlsx", unit, PERIOD, "tk", catalogue=catalogue)
        answers = {"G05.01": number(figure), "G05.02": number("40")}
        fill_template(forms / f"{unit}.xlsx", folder / f"{unit}.xlsx", answers, catalogue)
    fill_template(forms / "TM-A.xlsx", folder / "TM-A-2.xlsx", {"G05.01": number("125")}, catalogue)
    (folder / "damaged.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    return folder


@pytest.fixture
def window(qtbot, qapp, tmp_path):
    desk = Desk.create(tmp_path / "n.gcm", "", PERIOD, national=True, language="en", maker=MAKER)
    with shown(qtbot, qapp, desk) as window:
        yield window


@pytest.fixture
def place(window, morning, qtbot):
    """The inbox after the morning's folder was dropped on the window."""
    window.verbs.receive([morning])
    shown = window.centralWidget().stack.currentWidget()
    qtbot.waitUntil(lambda: not shown.arriving.busy, timeout=60_000)
    return shown


def press(key):
    assert QApplication.focusWidget() is not None, "nothing has the keyboard"
    QTest.keyClick(QApplication.focusWidget(), key)


def in_modal(act):
    """Do something in the dialog that the next key opens."""

    def look():
        dialog, focus = QApplication.activeModalWidget(), QApplication.focusWidget()
        if dialog is None or focus is None or not dialog.isAncestorOf(focus):
            QTimer.singleShot(10, look)
        else:
            act(dialog)

    QTimer.singleShot(0, look)


def go_to(place, name):
    entries = place.arriving.inbox.entries
    row = next(at for at, entry in enumerate(entries) if entry.planned.name == name)
    place.arriving.files.selectRow(row)
    return lambda: place.arriving.inbox.entries[row]


def at_the_keyboard(place, widget, qtbot):
    """Wait until a widget has the keyboard; no desktop gives it back to the window here."""
    place.window_of.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is widget)


def take(place, qtbot):
    at_the_keyboard(place, place.arriving.files, qtbot)
    in_modal(lambda dialog: press(Qt.Key.Key_Return))
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not place.arriving.busy, timeout=20_000)


def test_a_dropped_folder_is_rehearsed_beside_the_nation_and_nothing_is_written(place):
    entries = {entry.planned.name: entry for entry in place.arriving.inbox.entries}
    assert {name for name, entry in entries.items() if entry.ticked} == {"TM-A-2.xlsx", "TM-L.xlsx"}
    assert entries["TM-A.xlsx"].counts.conflicts == 1
    assert entries["damaged.xlsx"].planned.error is not None
    assert not merging.imports(place.arriving.desk)
    _see_the_effect(place)
    _untick_the_first(place)


def _see_the_effect(place):
    """The effect on the nation stands beside the file, and of all ticked together."""
    go_to(place, "TM-L.xlsx")
    effects = place.arriving.effects
    effects.show_now()
    texts = [line.texts for line in effects.table.lines.lines]
    assert [text[1:] for text in texts] == [("–", "85", "0 → 1 of 7"), ("–", "40", "0 → 1 of 7")]
    effects.scope.setCurrentIndex(1)
    effects.show_now()
    assert effects.table.lines.lines[0].texts[1:] == ("–", "210", "0 → 2 of 7")


def _untick_the_first(place):
    """A later file of the same return is shown as it looks without the one before it."""
    first, second = go_to(place, "TM-A-2.xlsx"), go_to(place, "TM-A.xlsx")
    go_to(place, "TM-A-2.xlsx")
    press(Qt.Key.Key_Space)
    assert not first().ticked
    assert (second().counts.conflicts, second().counts.new) == (0, 2)


def test_keys_tick_take_withdraw_put_back_and_accept(place, qtbot, tmp_path):
    press(Qt.Key.Key_A)
    assert not place.arriving.inbox.ticked
    press(Qt.Key.Key_A)
    second = go_to(place, "TM-A.xlsx")
    press(Qt.Key.Key_Space)
    assert second().ticked
    press(Qt.Key.Key_Space)
    take(place, qtbot)
    names = {record.name for record in merging.imports(place.arriving.desk)}
    assert names == {"TM-A-2.xlsx", "TM-L.xlsx"}
    assert place.arriving.desk.file.cells(place.arriving.desk.key("TM-A"))["G05.01"].text == "125"
    out = tmp_path / "report.pdf"
    place.arriving.print_report(out)
    text = subprocess.run(
        ["pdftotext", "-layout", out, "-"], capture_output=True, check=True, text=True
    ).stdout
    assert "TM-L.xlsx" in text
    assert "damaged.xlsx" in text
    assert "210" in text
    _withdraw_and_put_back(place, qtbot, tmp_path)
    _accept_by_paper(place, qtbot)


def _withdraw_and_put_back(place, qtbot, tmp_path):
    """The report stays with the import; the file goes out and back, each seen before."""
    desk, received = place.arriving.desk, place.received
    place.show_page(1)
    row = next(at for at, line in enumerate(received.table.lines.lines) if line.thing.name == "TM-L.xlsx")
    received.table.selectRow(row)
    received.print_report(tmp_path / "kept.pdf")
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "kept.pdf", "-"], capture_output=True, check=True, text=True
    ).stdout
    assert "TM-L.xlsx" in text
    assert "damaged.xlsx" in text
    assert "TM-A-2.xlsx" not in text

    def give_reason(dialog):
        QTest.keyClicks(QApplication.focusWidget(), "twice")
        press(Qt.Key.Key_Return)

    for key, state in ((Qt.Key.Key_W, True), (Qt.Key.Key_P, False)):
        at_the_keyboard(place, received.table, qtbot)
        received.refresh()
        assert [line.thing.cell for line in received.preview.lines.lines] == ["G05.01", "G05.02"]
        in_modal(give_reason)
        press(key)
        record = next(one for one in merging.imports(desk) if one.name == "TM-L.xlsx")
        assert record.withdrawn is state
        assert ("G05.01" in desk.file.cells(desk.key("TM-L"))) is not state


def _accept_by_paper(place, qtbot):
    """A page that agrees is accepted with one key."""
    desk = place.arriving.desk
    key = desk.key("TM-L")
    place.show_page(1)
    row = next(at for at, line in enumerate(place.received.table.lines.lines) if line.thing.keys[0] == key)
    place.received.table.selectRow(row)

    def type_code(dialog):
        assert isinstance(dialog, PaperDialog)
        groups = sending.check_code(desk, key).split()
        QTest.keyClicks(QApplication.focusWidget(), f"{groups[0]} {groups[3]}")
        press(Qt.Key.Key_Return)
        assert acting.state_of(desk, key) is not ActKind.ACCEPTED
        qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.accept_button)
        press(Qt.Key.Key_Return)

    at_the_keyboard(place, place.received.table, qtbot)
    in_modal(type_code)
    press(Qt.Key.Key_Return)
    assert acting.state_of(desk, key) is ActKind.ACCEPTED
    assert place.received.letter_button.isEnabled()


def test_a_file_changed_since_it_was_read_is_not_taken_and_stays_named(window, morning, qtbot, tmp_path):
    copy = tmp_path / "TM-L.xlsx"
    shutil.copy(morning / "TM-L.xlsx", copy)
    window.verbs.receive([copy])
    shown = window.centralWidget().stack.currentWidget()
    qtbot.waitUntil(lambda: not shown.arriving.busy, timeout=60_000)
    copy.write_bytes(b"another")
    take(shown, qtbot)
    (entry,) = shown.arriving.inbox.entries
    assert not entry.taken
    assert entry.refusal is not None
    assert not merging.imports(window.desk)


def test_what_does_something_else_by_now_is_shown_before_it_is_confirmed(place, qtbot):
    desk, arriving = place.arriving.desk, place.arriving
    go_to(place, "TM-L.xlsx")
    entering.enter(desk, desk.key("TM-L", PERIOD), "G05.01", "90")
    at_the_keyboard(place, arriving.files, qtbot)
    press(Qt.Key.Key_Return)  # no question yet
    (entry,) = [one for one in arriving.inbox.entries if one.again]
    assert (entry.planned.name, entry.counts.conflicts, entry.ticked) == ("TM-L.xlsx", 1, False)
    assert "Look at the new effect" in arriving.summary.text()
    shown = [line.texts[2] for line in arriving.files.lines.lines]
    assert sum("Looked at again, because the file has changed" in text for text in shown) == 1
    assert not merging.imports(desk)
    take(place, qtbot)
    assert [one.planned.name for one in arriving.inbox.entries if one.taken] == ["TM-A-2.xlsx"]
    assert not arriving.inbox.stale
