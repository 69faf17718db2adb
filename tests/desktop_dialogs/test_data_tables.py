"""Tables of data written and taken in by keys."""

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QApplication

from gcm_desktop.app import entering, printing
from gcm_desktop.app.exporting import DataForm, Scope, export_data
from gcm_desktop.app.receiving import Status
from gcm_desktop.desktop.dialogs.data_in import DataInDialog
from gcm_desktop.desktop.dialogs.data_out import DataOutDialog
from gcm_desktop.desktop.dialogs.pages_in import PagesInDialog
from gcm_desktop.desktop.dialogs.receive import ReceiveDialog
from gcm_desktop.desktop.dropping import returns_in
from gcm_desktop.domain.units import parse_unit, return_of
from tests.desktop_dialogs.conftest import PERIOD

AHAL = return_of(parse_unit("TM-A"), PERIOD)


def test_a_table_is_written_in_the_form_chosen_by_keys(show, say, hands, national, tmp_path):
    entering.enter(national, AHAL, "G05.02", "412")
    dialog = show(DataOutDialog(national, AHAL, say))
    hands.tab_to(dialog.form)
    hands.press(Qt.Key.Key_Down)
    assert dialog.chosen_form is DataForm.SDMX_1
    hands.tab_to(dialog.units)
    hands.press(Qt.Key.Key_End)
    assert dialog.scope == Scope(None, PERIOD, nation=True)

    dialog.write_to(tmp_path / "out.csv")

    assert "2 observations" in dialog.report.text()
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").startswith("DATAFLOW,FREQ,OFFICE")


def test_a_table_is_shown_and_taken_after_one_key(show, say, qtbot, hands, national, tmp_path):
    entering.enter(national, AHAL, "G05.02", "412")
    export_data(national, tmp_path / "out.csv", DataForm.EXCEL, Scope(), "ru")
    entering.undo(national, AHAL)
    dialog = show(DataInDialog(national, tmp_path / "out.csv", say))
    qtbot.waitUntil(lambda: dialog.plan is not None and not dialog.busy, timeout=30_000)
    assert dialog.plan.status is Status.NEW
    assert national.file.cells(AHAL) == {}
    qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.take_button)

    hands.press(Qt.Key.Key_Return)

    assert national.file.cells(AHAL)["G05.02"].text == "412"
    assert "1 cells changed" in dialog.report.text()
    dialog.close()


def test_a_dropped_table_is_listed_among_the_returns_and_says_what_it_is(
    show, say, qtbot, national, tmp_path
):
    entering.enter(national, AHAL, "G05.02", "412")
    export_data(national, tmp_path / "out.csv", DataForm.EXCEL, Scope(), "ru")
    entering.undo(national, AHAL)
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("out.csv", "notes.docx")])
    paths = returns_in(dropped)
    assert [path.name for path in paths] == ["out.csv"]
    dialog = show(ReceiveDialog(national, say, None, paths))
    qtbot.waitUntil(lambda: bool(dialog.plan) and not dialog.busy, timeout=60_000)
    (line,) = dialog.files.lines.lines
    assert line.texts[:2] == ("new", "Table of data · returns: 1")
    assert [row.texts[3] for row in dialog.changes.table.lines.lines] == ["412"]
    dialog.close()


def test_a_table_that_is_none_says_why_and_closes(say, in_modal, qtbot, national, tmp_path):
    (tmp_path / "odd.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    seen = in_modal(lambda message: message.accept())
    dialog = DataInDialog(national, tmp_path / "odd.csv", say)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: bool(seen) and not dialog.isVisible(), timeout=30_000)
    assert national.file.imports() == ()


def test_a_signed_page_is_read_shown_and_taken_after_one_key(show, say, qtbot, hands, national, tmp_path):
    entering.enter(national, AHAL, "G05.02", "412")
    printing.print_summary(national, tmp_path / "page.pdf", AHAL.unit, PERIOD, "tk")
    entering.undo(national, AHAL)
    dialog = show(PagesInDialog(national, [tmp_path / "page.pdf"], say))
    qtbot.waitUntil(lambda: dialog.plan is not None and not dialog.busy, timeout=60_000)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.take_button)

    hands.press(Qt.Key.Key_Return)

    assert national.file.cells(AHAL)["G05.02"].text == "412"
    dialog.close()
