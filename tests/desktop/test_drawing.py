"""What is drawn in parts is what a page drawn anew would show, and texts from elsewhere stay."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage

from gcm_desktop.app import entering

CONTROL = Qt.KeyboardModifier.ControlModifier
PLAIN = QImage.Format.Format_RGB32


def drawn_as_if_anew(window):
    """Say whether the window on the screen is what it would be if it were drawn from nothing."""
    screen = QGuiApplication.primaryScreen().grabWindow(window.winId()).toImage()
    return screen.convertToFormat(PLAIN) == window.grab().toImage().convertToFormat(PLAIN)


def test_every_step_leaves_the_window_as_if_it_were_drawn_anew(window, hands, qtbot):
    window.show_goal(5)

    def same():
        window.sheet.check()
        qtbot.waitUntil(lambda: drawn_as_if_anew(window), timeout=10_000)

    hands.enter("12", "3", "4000000", "~8", "1,5")
    same()  # figures, a sum, something unread
    hands.press(Qt.Key.Key_Up)
    hands.write("*")
    same()  # a mark
    hands.press(Qt.Key.Key_Z, CONTROL)
    same()  # undo
    for _ in range(25):
        hands.press(Qt.Key.Key_Down)
    hands.enter("9")
    same()  # scrolled
    hands.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    same()  # folded
    hands.press(Qt.Key.Key_F, CONTROL)
    hands.write("wiza")
    hands.press(Qt.Key.Key_Escape)
    window.show_goal(4)
    same()  # another goal after a search
    window.set_language("ru")
    same()  # another language


def test_a_narrative_that_came_from_elsewhere_is_not_written_over_by_the_page(window):
    key = window.sheet.key
    entering.enter(window.desk, key, f"N{window.page.goal:02d}.situation", "Täze ýagdaý")
    window.refresh()
    assert window.desk.file.cells(key)[f"N{window.page.goal:02d}.situation"].text == "Täze ýagdaý"
    assert window.page.narrative.fields["situation"].edit.toPlainText() == "Täze ýagdaý"
