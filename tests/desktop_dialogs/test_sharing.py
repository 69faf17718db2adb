"""Two coordinators by the window: tried, shown, confirmed, and the same digits at both ends."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gcm_desktop.app import entering, purging, sharing
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.figures import finished
from gcm_desktop.desktop.dialogs.sharing import SendingDialog, TakingDialog
from gcm_desktop.domain.records import Maker
from gcm_desktop.i18n import words


def test_what_one_sends_the_other_takes_after_one_confirmation(qtbot, tmp_path):
    say = words("en")
    out = tmp_path / "all.gcmx"
    with (
        Desk.create(tmp_path / "a.gcm", "", "2026-Q3", national=True, maker=Maker("A."), listed=False) as one,
        Desk.create(
            tmp_path / "b.gcm", "", "2026-Q3", national=True, maker=Maker("B."), listed=False
        ) as other,
    ):
        entering.enter(one, one.key("TM-M", "2026-Q3"), "G05.02", "412")
        sending = SendingDialog(one, out, say)
        qtbot.addWidget(sending)
        qtbot.waitUntil(lambda: not sending.busy)
        assert sharing.state_code(one) in sending.report.text()
        taking = TakingDialog(other, out, say)
        qtbot.addWidget(taking)
        taking.show()
        qtbot.waitUntil(taking.take_button.isEnabled)
        assert "Cells changed: 1" in taking.report.text()
        assert other.file.returns() == ()
        QTest.keyClick(taking.take_button, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not taking.busy and bool(other.file.returns()))
        assert sharing.state_code(one) in taking.report.text()


def test_a_dialog_closed_half_way_leaves_the_file_as_it_was(qtbot, tmp_path):
    with (
        Desk.create(tmp_path / "a.gcm", "", "2026-Q3", national=True, maker=Maker("A."), listed=False) as one,
        Desk.create(
            tmp_path / "b.gcm", "", "2026-Q3", national=True, maker=Maker("B."), listed=False
        ) as other,
    ):
        for unit in ("TM-M", "TM-L", "TM-D"):
            entering.enter(one, one.key(unit, "2026-Q3"), "G05.02", "412")
        for _ in sharing.send_everything(one, tmp_path / "all.gcmx"):
            pass
        taking = TakingDialog(other, tmp_path / "all.gcmx", words("en"))
        qtbot.addWidget(taking)
        taking._timer.stop()
        taking.begin(sharing.take_everything(other, tmp_path / "all.gcmx"), lambda _: None)
        taking._timer.stop()
        taking._step()
        taking._step()
        taking.reject()
        assert other.file.returns() == ()
        entering.enter(other, other.key("TM-M", "2026-Q3"), "G05.02", "5")  # the file can be written again


def test_what_was_removed_for_good_there_goes_here_only_after_a_tick(qtbot, tmp_path):
    out = tmp_path / "all.gcmx"
    with (
        Desk.create(tmp_path / "a.gcm", "", "2026-Q3", national=True, maker=Maker("A."), listed=False) as one,
        Desk.create(
            tmp_path / "b.gcm", "", "2026-Q3", national=True, maker=Maker("B."), listed=False
        ) as other,
    ):
        key = one.key("TM-M", "2026-Q3")
        entering.enter(one, key, "G05.02", "412")
        finished(sharing.send_everything(one, out))
        finished(sharing.take_everything(other, out))
        purging.purge(one, purging.of_cell(one, key, "G05.02"), "a name in the note", "TM-M")
        finished(sharing.send_everything(one, out))
        taking = TakingDialog(other, out, words("en"))
        qtbot.addWidget(taking)
        taking.show()
        qtbot.waitUntil(taking.removing.isVisible)
        assert "A. · a name in the note" in taking.report.text()
        assert not taking.take_button.isEnabled()
        QTest.keyClick(taking.removing, Qt.Key.Key_Space)
        QTest.keyClick(taking.take_button, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not taking.busy and not other.file.cells(key))
        assert sharing.state_code(one) in taking.report.text()
