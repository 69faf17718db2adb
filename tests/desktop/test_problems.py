"""F4 finds every problem and comes round again; Ctrl+Enter finds what is blank; the foot tells both."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from gcm_desktop.desktop.problems import problem_cells

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_f4_goes_forward_through_every_problem_and_comes_round(window, hands):
    for cell, text in (("G05.02", "1x"), ("G18.04", "2x"), ("N05.progress", "XX adam"), ("G01.02", "3x")):
        window.sheet.enter(cell, text)
    window.sheet.check()
    everything = problem_cells(window.sheet)
    window.show_goal(5)
    seen = []
    for _ in everything:
        hands.press(Qt.Key.Key_F4)
        narrative = window.page.narrative.fields["progress"].edit
        seen.append("N05.progress" if narrative.hasFocus() else window.grid.current_code())
    assert set(seen) == everything
    assert len(seen) == len(set(seen))
    first = "G05.02"
    assert seen.index(first) < seen.index("N05.progress")
    hands.press(Qt.Key.Key_F4)
    assert window.grid.current_code() == seen[0]


def test_what_is_only_blank_is_no_problem(window, hands):
    window.sheet.check()
    assert problem_cells(window.sheet) == set()
    hands.press(Qt.Key.Key_F4)
    assert window.foot.said.text() == window.words.say("Nothing to mend in what is filled")
    assert window.foot.blank.isVisible()


def test_the_foot_counts_what_is_blank_and_ctrl_enter_goes_there(window, hands):
    order = window.goals()
    asked = [goal for goal in order if goal in window.sheet.counts and window.sheet.counts[goal].expected]
    counts = window.sheet.counts.values()
    blank = sum(count.expected - count.filled for count in counts)
    window.sheet.check()
    assert window.words.number(blank) in window.foot.blank.text()
    window.show_goal(asked[0])
    last = list(window.grid.page.cells())[-1]
    window.grid.go_to(last)
    hands.press(Qt.Key.Key_Return, CONTROL)
    assert window.page.goal == asked[1]
    window.show_goal(asked[-1])
    window.grid.go_to(list(window.grid.page.cells())[-1])
    hands.press(Qt.Key.Key_Return, CONTROL)
    assert window.page.goal == asked[0]


def test_a_leftover_is_said_below_its_text_and_leaves_with_it(window, hands):
    window.show_goal(5)
    window.show_tab("narrative")
    field = window.page.narrative.fields["situation"]
    hands.write("[adam sany] okadyldy")
    window.page.narrative.save_all()
    window.sheet.check()
    assert field.found.isVisible()
    assert "[adam sany]" in field.found.text()
    assert window.sheet.issues_of("N05.situation")
    field.edit.setPlainText("12 adam okadyldy")
    window.page.narrative.save_all()
    window.sheet.check()
    assert not field.found.isVisible()


def test_a_likely_slip_at_a_finding_is_mended_by_keys_and_taken_back(window, hands):
    for cell, text in (("G05.02", "100"), ("G05.02|SEX=F", "100"), ("G05.02|SEX=M", "40")):
        window.sheet.enter(cell, text)
    window.sheet.check()
    window.go_to("G05.02|SEX=F")
    window.detail.refresh()
    assert window.detail.repair.isVisible()

    def confirm():
        dialog, focus = QApplication.activeModalWidget(), QApplication.focusWidget()
        if dialog is None or focus is None or not dialog.isAncestorOf(focus):
            QTimer.singleShot(10, confirm)
            return
        hands.press(Qt.Key.Key_Return)

    QTimer.singleShot(0, confirm)
    hands.press(Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    assert window.sheet.value("G05.02|SEX=F").text == "60"
    window.sheet.check()
    window.detail.refresh()
    assert not window.detail.repair.isVisible()
    window.sheet.undo()
    assert window.sheet.value("G05.02|SEX=F").text == "100"
