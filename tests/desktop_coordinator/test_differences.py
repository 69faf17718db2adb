"""Differences settled by keys alone, and the presses counted."""

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from gcm_desktop.app import causes, entering, merging, purging, settling
from gcm_desktop.app.desk import Desk
from gcm_desktop.desktop import theme
from gcm_desktop.desktop.coordinator.preview import Bulk, Repair
from gcm_desktop.desktop.dialogs.purge import PurgeDialog
from gcm_desktop.desktop.dialogs.why import NationWhyDialog, WhyDialog
from gcm_desktop.desktop.main_window import MainWindow
from gcm_desktop.domain.merge import current
from gcm_desktop.domain.records import Maker, Revision
from gcm_desktop.domain.units import parse_unit, return_of
from gcm_desktop.domain.values import State, Value, number
from gcm_desktop.i18n import words
from gcm_desktop.store import Arrival
from tests.keyboard import has_keyboard

PERIOD = "2026-Q3"
MARY = return_of(parse_unit("TM-M"), PERIOD)
MAKER = Maker("Orazow M.", "baş hünärmen", "0123456789abcdef")
REASON = "asked by telephone"


class Counted:
    """Ten fingers that count."""

    presses = 0

    def key(self, key):
        self.presses += 1
        QTest.keyClick(QApplication.focusWidget(), key)

    def write(self, text):
        for letter in text:
            self.presses += 1
            target = QApplication.focusWidget()
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(target, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def bring(desk, name, sets, by, key=MARY):
    revision = Revision(key, (), desk.catalogue.digest, sets, made_by=Maker(by))
    arrival = Arrival(name.encode().hex().ljust(64, "0"), name, "tk", (revision,))
    desk.file.receive(arrival, desk.maker)


def cells(desk, count):
    whole = [i.code for i in desk.catalogue.indicators.values() if i.value_type == "count" and not i.computed]
    assert len(whole) >= count
    return sorted(whole)[:count]


@pytest.fixture
def desk(tmp_path):
    return Desk.create(tmp_path / "nation.gcm", "", PERIOD, national=True, language="en", maker=MAKER)


@pytest.fixture
def place(qtbot, qapp):
    """Show the differences of a file, in its window."""
    opened = []

    def shown(desk):
        theme.apply(qapp)
        window = MainWindow(desk)
        opened.append(window)
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        shell = window.centralWidget()
        shell.show_place("differences")
        found = shell.stack.currentWidget()
        qtbot.waitUntil(lambda: has_keyboard(window))
        return found

    yield shown
    for window in opened:
        window.close()


def test_forty_conflicts_take_at_most_three_keys_each(desk, place):
    codes = cells(desk, 40)
    bring(desk, "first.xlsx", {code: number(str(100 + n)) for n, code in enumerate(codes)}, "Annayew")
    bring(desk, "second.xlsx", {code: number(str(500 + n)) for n, code in enumerate(codes)}, "Berdiyewa")
    assert len(merging.conflicts(desk)) == 40
    wanted = {c.cell: c.choices[n % 2].value.text for n, c in enumerate(merging.conflicts(desk))}
    differences = place(desk)
    differences.pane.reason.setText(REASON)  # typed once; offered again from then on
    hands = Counted()
    for n in range(40):
        hands.write("12"[n % 2])
        hands.key(Qt.Key.Key_Return)
    assert merging.conflicts(desk) == ()
    assert hands.presses <= 3 * 40
    values = desk.file.cells(MARY)
    assert {cell: values[cell].text for cell in codes} == wanted
    assert not differences.list.lines.lines
    hands.write("0")
    assert len(merging.conflicts(desk)) == 1  # the last one is open again
    assert desk.file.current(MARY) == current(desk.file.history(), MARY)


def test_the_first_decision_asks_for_its_reason_and_the_next_is_offered_it(desk, place):
    bring(desk, "a.xlsx", {"G05.01": number("4120"), "G05.02": number("1")}, "Annayew")
    bring(desk, "b.xlsx", {"G05.01": number("412"), "G05.02": number("2")}, "Berdiyewa")
    differences = place(desk)
    hands = Counted()
    hands.write("1")
    hands.key(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is differences.pane.reason
    assert len(merging.conflicts(desk)) == 2
    hands.write(REASON)
    hands.key(Qt.Key.Key_Return)
    assert [c.cell for c in merging.conflicts(desk)] == ["G05.02"]
    assert differences.pane.reason.text() == REASON
    hands.write("4")
    hands.write("7")
    hands.key(Qt.Key.Key_Return)
    assert desk.file.cells(MARY)["G05.02"].text == "7"
    assert differences.empty.isVisible()


def test_candidates_stand_beside_what_speaks_for_them(desk, place):
    before = return_of(MARY.unit, "2026-Q2")
    bring(desk, "q2.xlsx", {"G05.01": number("400")}, "Annayew", before)
    bring(desk, "a.xlsx", {"G05.01": number("4120", note="counted by hand")}, "Annayew")
    bring(desk, "b.xlsx", {"G05.01": number("412")}, "Berdiyewa")
    pane = place(desk).pane
    texts = [line.texts for line in pane.choices.lines.lines]
    assert {text[2] for text in texts} == {"Annayew", "Berdiyewa"}
    assert any("counted by hand" in text[1] for text in texts)
    assert {name for text in texts for name in ("a.xlsx", "b.xlsx") if name in text[3]} == {
        "a.xlsx",
        "b.xlsx",
    }
    assert "400" in pane.around.text()
    assert "zero" in pane.cause.text()


def test_an_unread_answer_takes_its_proposal_by_one_digit_and_enter(desk, place):
    bring(desk, "a.xlsx", {"G05.01": Value(State.UNREAD, "412 adam")}, "Annayew")
    place(desk)
    hands = Counted()
    hands.write("1")
    hands.key(Qt.Key.Key_Return)
    assert desk.file.cells(MARY)["G05.01"].text == "412"
    assert hands.presses == 2


def test_a_rule_settles_many_after_its_preview(desk, qtbot):
    codes = cells(desk, 5)
    bring(desk, "a.xlsx", {code: number("1") for code in codes}, "Annayew")
    bring(desk, "b.xlsx", {code: number("2") for code in codes}, "Berdiyewa")
    dialog = Bulk(desk, words("en"), None)
    qtbot.addWidget(dialog)
    assert [line.texts[3] for line in dialog.table.lines.lines] == ["2"] * 5
    dialog.reason.setText(REASON)
    dialog.confirm_button.click()
    assert merging.conflicts(desk) == ()
    assert len(settling.undo(desk, "taken back")) == 5
    desk.close()


def test_swapped_columns_are_mended_in_one_step(desk, place, qtbot):
    right = {"G05.02|SEX=F": number("20"), "G05.02|SEX=M": number("70")}
    wrong = {"G05.02|SEX=F": number("70"), "G05.02|SEX=M": number("20")}
    bring(desk, "a.xlsx", right, "Annayew")
    bring(desk, "b.xlsx", wrong, "Berdiyewa")
    differences = place(desk)
    assert differences.pane.mend.isVisible()
    cause = differences.pane._mendable()
    dialog = Repair(desk, words("en"), differences, causes.repairs(desk, MARY, cause), "exchanged")
    assert {line.texts[2].count("⇄") for line in dialog.table.lines.lines} == {1}
    dialog.confirm_button.click()
    assert merging.conflicts(desk) == ()
    dialog.close()


def test_the_whole_chain_of_a_figure_is_shown(desk, qtbot):
    bring(desk, "a.xlsx", {"G05.01": number("4120")}, "Annayew")
    bring(desk, "b.xlsx", {"G05.01": number("412")}, "Berdiyewa")
    chosen = merging.conflicts(desk)[0].choices[0].value
    merging.decide(desk, MARY, "G05.01", value=chosen, reason=REASON)
    dialog = WhyDialog(desk, MARY, "G05.01", words("en"))
    qtbot.addWidget(dialog)
    said = "\n".join(" ".join(line.texts) for line in dialog.table.lines.lines)
    assert said.startswith("counts")
    for text in ("a.xlsx", "b.xlsx", "Annayew", "Berdiyewa", REASON, "earlier value"):
        assert text in said
    nation = NationWhyDialog(desk, "G05.01", PERIOD, words("en"))
    qtbot.addWidget(nation)
    assert any(REASON in line.texts[2] for line in nation.table.lines.lines)
    desk.close()


def test_content_is_removed_for_good_only_when_confirmed(desk, qtbot):
    bring(desk, "a.xlsx", {"G05.01": number("412", note="a name")}, "Annayew")
    plan = purging.of_cell(desk, MARY, "G05.01")
    dialog = PurgeDialog(desk, plan, words("en"))
    qtbot.addWidget(dialog)
    assert "a.xlsx" in dialog.told.text()
    dialog.reason.setText("asked to be forgotten")
    assert not dialog.remove_button.isEnabled()
    dialog.typed.setText("TM-M")
    dialog.remove_button.click()
    assert "G05.01" not in desk.file.cells(MARY)
    why = WhyDialog(desk, MARY, "G05.01", words("en"))
    qtbot.addWidget(why)
    assert "asked to be forgotten" in why.said.text()
    assert not why.purge_button.isEnabled()
    desk.close()


def test_a_likely_slip_is_said_beside_the_finding(tmp_path, qtbot):
    desk = Desk.create(tmp_path / "TM-M.gcm", "TM-M", PERIOD, language="en", maker=MAKER)
    values = {"G05.02": number("100"), "G05.02|SEX=F": number("100"), "G05.02|SEX=M": number("40")}
    entering.enter_many(desk, MARY, values)
    window = MainWindow(desk)
    qtbot.addWidget(window)
    window.show()
    window.go_to("G05.02|SEX=F")
    window.sheet.check()
    window.detail.refresh()
    said = [label.text() for label in window.detail.findChildren(QLabel) if "60" in label.text()]
    assert any("A part holds the total" in text for text in said)
    window.close()


def test_one_key_opens_the_chain_of_the_figure_in_focus(desk, place):
    bring(desk, "a.xlsx", {"G05.01": number("412")}, "Annayew")
    window = place(desk).window_of
    seen = []

    def look():
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(10, look)
            return
        seen.append(type(dialog))
        dialog.reject()

    def ask():
        QTimer.singleShot(0, look)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)

    shell = window.centralWidget()
    shell.show_place("goals")
    window.go_to("G05.01")
    ask()
    assert seen == [WhyDialog]
