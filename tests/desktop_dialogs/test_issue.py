"""The forms of all units: chosen, written, and never over a file that is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from gcm_desktop.desktop.dialogs.issue import IssueDialog
from gcm_desktop.exchange import read_return
from gcm_desktop.i18n import words


@pytest.fixture
def dialog(show, national, tmp_path):
    made = show(IssueDialog(national, "2026-Q3", words("en")))
    made.folder.setText(str(tmp_path / "forms"))
    made.folder.editingFinished.emit()
    return made


def test_the_forms_of_all_units_are_written_by_the_keyboard(dialog, qtbot, tmp_path):
    (tmp_path / "forms").mkdir()
    kept = tmp_path / "forms" / "2026-Q3_TM-M.xlsx"
    kept.write_bytes(b"filled in by hand")
    dialog.folder.editingFinished.emit()
    assert [form.path for form in dialog.forms if form.there] == [kept]
    dialog.part.setFocus()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.written, timeout=60_000)
    assert kept.read_bytes() == b"filled in by hand"
    assert dialog.report.text() == "Forms written: 10."
    assert not dialog.issue_button.isEnabled()
    form = read_return(tmp_path / "forms" / "2026-Q3_TM-L.xlsx")
    assert (str(form.unit), form.period, form.status) == ("TM-L", "2026-Q3", "blank")


def test_another_period_and_language_give_other_forms(dialog):
    dialog.part.setCurrentIndex(4)
    dialog.language.parts["ru"].click()
    assert {form.path.name.partition("_")[0] for form in dialog.forms} == {"2026"}
    assert {form.book.language for form in dialog.forms} == {"ru"}


def test_a_folder_that_cannot_be_made_is_named(dialog, qtbot, tmp_path, in_modal):
    Path(tmp_path / "forms").write_text("a file")
    seen = []
    in_modal(lambda box: (seen.append(type(box).__name__), box.close()))
    dialog.issue_button.click()
    qtbot.waitUntil(lambda: bool(seen), timeout=30_000)
    assert not dialog.busy
    assert dialog.issue_button.isEnabled()
