"""The print window: choices, pages as they will be, and what leaves, worked with real keys."""

import subprocess

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageRanges
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from gcm_desktop.app import entering, sending
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.printed_kinds import PrintKind
from gcm_desktop.desktop import printing
from gcm_desktop.desktop.dialogs.printing import PrintDialog
from gcm_desktop.desktop.main_window import MainWindow
from gcm_desktop.desktop.print_preview import Fit
from gcm_desktop.domain.audience import Audience
from gcm_desktop.domain.page_setup import Binding, Orientation
from gcm_desktop.domain.units import parse_unit
from tests.desktop_dialogs.conftest import PERIOD

ALT = Qt.KeyboardModifier.AltModifier
PATIENCE = 60_000


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    path = tmp_path_factory.mktemp("print") / "TM-M.gcm"
    with Desk.create(path, "TM-M", PERIOD, listed=False) as desk:
        for cell, text in (("G05.01", "450"), ("G01.02", "7"), ("N05.progress", "good")):
            entering.enter(desk, desk.key(), cell, text)
        yield desk


@pytest.fixture(scope="module")
def nation(tmp_path_factory):
    path = tmp_path_factory.mktemp("print") / "n.gcm"
    with Desk.create(path, "", PERIOD, national=True, listed=False) as desk:
        desk.file.ensure_return(desk.key("TM-M"))
        yield desk


@pytest.fixture
def ready(show, qtbot, say):
    """Open the window and wait for its pages; give a way to wait again."""

    def opened(desk, **how):
        dialog = show(PrintDialog(desk, how.pop("words", say), **how))
        wait(dialog)
        return dialog

    def wait(dialog):
        qtbot.waitUntil(lambda: not dialog.busy, timeout=PATIENCE)
        return dialog

    opened.wait = wait
    return opened


def _texts(data: bytes) -> list[str]:
    told = subprocess.run(["pdftotext", "-", "-"], input=data, check=True, capture_output=True)
    return told.stdout.decode().split("\f")[:-1]


def _choose(box, thing):
    box.setCurrentIndex(box.findData(thing))


def test_pages_are_seen_before_they_are_printed_and_in_another_language(ready, qtbot, desk):
    dialog = ready(desk, kind="card")
    preview = dialog.preview
    assert len(preview.sizes) == len(_texts(dialog.made))
    qtbot.waitUntil(lambda: 0 in preview.pictures, timeout=PATIENCE)
    wide, picture = preview.pictures[0]
    assert (picture.width(), picture.height() > picture.width()) == (wide, True)
    before = dialog.made
    dialog.choose_language("ru")
    assert preview.pictures  # the old pages stay on view until the new ones are there
    ready.wait(dialog)
    assert dialog.made != before
    assert "Клавиши" in _texts(dialog.made)[0]


def test_everything_is_reached_by_its_letter(ready, hands, nation):
    dialog = ready(nation, kind="goal")
    buttons = (dialog.print_button, dialog.save_button, dialog.view_button, dialog.folder_button)
    assert all("&" in button.text() for button in buttons)
    for field in dialog.choices.rows.values():
        label = next(one for one in dialog.choices.labels.values() if one.buddy() is field)
        if not label.isVisible():
            continue
        letter = label.text().replace("&&", "").split("&")[1][0]
        hands.press(getattr(Qt.Key, f"Key_{letter.upper()}"), ALT)
        assert field.hasFocus() or field.isAncestorOf(QApplication.focusWidget()), label.text()
    hands.press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_pages_turn_and_grow_by_keys(ready, qtbot, hands, desk):
    dialog = ready(desk, kind="card")
    preview, count = dialog.preview, len(dialog.preview.sizes)
    preview.setFocus()
    hands.press(Qt.Key.Key_PageDown)
    assert preview.page == 1
    assert dialog.bar.place.text() == f"Page 2 of {count}"
    qtbot.waitUntil(lambda: 1 in preview.pictures, timeout=PATIENCE)
    hands.press(Qt.Key.Key_End)
    assert preview.page == count - 1
    hands.press(Qt.Key.Key_Home)
    hands.press(Qt.Key.Key_PageUp)
    assert preview.page == 0
    broad = preview.percent
    hands.write("1")
    assert preview.fit is Fit.PAGE
    assert preview.percent < broad
    hands.write("+")
    assert preview.fit is Fit.FREE
    hands.write("0")
    assert (preview.fit, preview.percent) == (Fit.WIDTH, broad)
    assert len(preview.pictures) <= 10  # far pages are let go


def test_a_page_lies_and_is_bound_as_chosen_and_it_is_remembered(ready, qtbot, say, desk, tmp_path):
    dialog = ready(desk, kind="summary")
    _choose(dialog.choices.lying, Orientation.LANDSCAPE)
    _choose(dialog.choices.binding, Binding.NONE)
    _choose(dialog.choices.second, "ru")
    dialog.choices.parts["charts"].click()
    ready.wait(dialog)
    assert {wide > high for wide, high in dialog.preview.sizes} == {True}
    assert _printed(ready, dialog, tmp_path / "p.pdf", QPageRanges.fromString("3")) == [(842, 595)]
    dialog.reject()
    again = PrintDialog(desk, say)
    qtbot.addWidget(again)
    wish = again.choices.wish
    again.reject()
    assert (wish.setup.orientation, wish.setup.binding) == (Orientation.LANDSCAPE, Binding.NONE)
    assert wish.second == "ru"
    assert "charts" not in wish.parts.names
    assert "front" in wish.parts.names


def test_some_goals_are_printed_and_the_front_says_so(ready, hands, desk):
    dialog = ready(desk)
    hands.tab_to(dialog.choices.goals)
    hands.write("1-5")
    hands.press(Qt.Key.Key_Tab)
    ready.wait(dialog)
    assert "1–5" in _texts(dialog.made)[0]
    dialog.choices.goals.setFocus()
    dialog.choices.goals.selectAll()
    hands.write("99")
    hands.press(Qt.Key.Key_Tab)
    ready.wait(dialog)
    assert "99" in dialog.preview.told
    assert not dialog.print_button.isEnabled()


def test_what_cannot_be_printed_is_said_in_the_place_of_the_pages(ready, desk):
    dialog = ready(desk, kind="corrigendum")
    assert "nothing was sent yet" in dialog.preview.told
    assert not dialog.preview.sizes
    assert not dialog.print_button.isEnabled()
    _choose(dialog.choices.kind, PrintKind.BLANK)
    _choose(dialog.choices.goal, 3)
    ready.wait(dialog)
    assert dialog.print_button.isEnabled()
    assert dialog.choices.goal.findData(22) == -1  # asks a department nothing
    _choose(dialog.choices.kind, PrintKind.CARD)
    ready.wait(dialog)
    assert len(dialog.preview.sizes) == 2
    assert not dialog.choices.period_box.isVisible()


def test_a_corrigendum_starts_from_the_sending_that_is_chosen(ready, tmp_path):
    with Desk.create(tmp_path / "TM-M.gcm", "TM-M", PERIOD, listed=False) as sent:
        for number, text in enumerate(("450", "460", "470")):
            entering.enter(sent, sent.key(), "G05.02", text)
            if number < 2:
                sending.export(sent, tmp_path / f"{number}.xlsx")
        dialog = ready(sent, kind="corrigendum")
        assert dialog.choices.since.count() == 3
        assert "460" in _texts(dialog.made)[0]
        dialog.choices.since.setCurrentIndex(2)
        ready.wait(dialog)
        assert "450" in _texts(dialog.made)[0]
        dialog.reject()


def test_the_nation_prints_its_own_papers_and_a_draft(ready, nation, tmp_path):
    dialog = ready(nation, kind="goal")
    _choose(dialog.choices.goal, 5)
    ready.wait(dialog)
    assert {wide > high for wide, high in dialog.preview.sizes} == {True}
    assert not dialog.draft_button.isVisible()
    assert dialog.choices.unit_box.findData("TM-A") == -1  # nothing came from there
    _choose(dialog.choices.kind, PrintKind.BLANK)
    assert dialog.choices.unit_box.findData("TM-A") >= 0
    assert dialog.choices.unit_box.findData("") == -1
    _choose(dialog.choices.kind, PrintKind.REVIEW)
    for part in ("tables", "breakdowns", "charts", "registers"):
        dialog.choices.parts[part].click()
    ready.wait(dialog)
    assert dialog.draft_button.isVisible()
    assert "Bölegi:" in _texts(dialog.made)[0]
    for name, start in (("review.docx", b"PK"), ("review.pdf", b"%PDF")):
        dialog.save(tmp_path / name)
        ready.wait(dialog)
        assert (tmp_path / name).read_bytes().startswith(start)
        assert name in dialog.bar.said.text()
    assert (tmp_path / "review.pdf").read_bytes() == dialog.made
    assert dialog.folder_button.isEnabled()


def test_ctrl_p_opens_it_with_the_unit_and_period_on_screen(show, hands, in_modal, tmp_path):
    own = Desk.create(tmp_path / "n.gcm", "", PERIOD, national=True, listed=False)
    own.file.ensure_return(own.key("TM-M"))
    window = show(MainWindow(own))  # closes the file with itself
    window.show_return(parse_unit("TM-M"), PERIOD)
    seen = in_modal(lambda dialog: dialog.reject())
    hands.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert str(seen[0].choices.unit) == "TM-M"
    assert seen[0].choices.period == PERIOD
    window.close()


def test_a_publication_is_recorded_when_it_leaves_and_not_before(ready, desk, tmp_path):
    dialog = ready(desk, kind="completeness")
    _choose(dialog.choices.audience, Audience.PUBLICATION)
    ready.wait(dialog)
    assert not desk.file.publications()
    assert not dialog.view_button.isEnabled()
    dialog.save(tmp_path / "p.pdf")
    ready.wait(dialog)
    assert len(desk.file.publications()) == 1
    assert "p.pdf" in dialog.bar.said.text()


def test_ranges_and_copies_are_printed_on_a4_in_their_true_size(ready, desk, tmp_path):
    dialog = ready(desk, kind="card")
    sizes = _printed(ready, dialog, tmp_path / "printed.pdf", QPageRanges.fromString("2"), 2)
    assert sizes == [(595, 842)] * 2
    assert "2" in dialog.bar.said.text()


def _printed(ready, dialog, out, ranges=None, copies=1):
    """Print into a file through the printer, as the system's dialog would; gives the sizes of the sheets."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printing.force_a4(printer)
    printer.setOutputFileName(str(out))
    printer.setCopyCount(copies)
    if ranges is not None:
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setPageRanges(ranges)
    dialog.print_on(printer)
    ready.wait(dialog)
    with pypdfium2.PdfDocument(out) as document:
        return [tuple(round(side) for side in page.get_size()) for page in document]
