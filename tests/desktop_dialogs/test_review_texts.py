"""The texts of the review written by keys."""

from PySide6.QtCore import Qt

from gcm_desktop.app.review_texts import Section, keep_text, review_text
from gcm_desktop.desktop.dialogs.review_texts import ReviewTextsDialog


def test_a_section_is_written_and_kept_when_it_is_left(show, say, hands, national):
    national.language = "en"
    dialog = show(ReviewTextsDialog(national, say))
    hands.tab_to(dialog.sections)
    hands.press(Qt.Key.Key_Down)
    assert dialog.section is Section.OBJECTIVES
    hands.tab_to(dialog.text)
    hands.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    hands.write("Ours")
    assert dialog.state.text() == "Written here"
    hands.press(Qt.Key.Key_Escape)
    assert review_text(national, Section.OBJECTIVES, "en").text == "Ours"
    assert not review_text(national, Section.OBJECTIVES, "ru").own


def test_the_starting_text_comes_back_by_its_button(show, say, hands, national):
    keep_text(national, Section.MECHANISM, "tk", "Biziňki")
    dialog = show(ReviewTextsDialog(national, say))
    assert dialog.text.toPlainText() == "Biziňki"
    hands.tab_to(dialog.starting_button)
    hands.press(Qt.Key.Key_Space)
    assert dialog.state.text() == "Starting text"
    dialog.language.parts["ru"].click()
    assert dialog.text.toPlainText() == review_text(national, Section.MECHANISM, "ru").text
    assert not review_text(national, Section.MECHANISM, "tk").own
    dialog.close()
