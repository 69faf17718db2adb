"""The official settings, worked with real keys."""

import pytest
from PySide6.QtCore import Qt

from gcm_desktop.app.desk import Desk
from gcm_desktop.app.official import stored
from gcm_desktop.desktop.dialogs.official import OfficialDialog
from tests.desktop_dialogs.conftest import PERIOD


@pytest.fixture
def desk(tmp_path):
    with Desk.create(tmp_path / "TM-M.gcm", "TM-M", PERIOD, listed=False) as desk:
        yield desk


def test_settings_are_typed_and_kept(show, hands, say, desk):
    dialog = show(OfficialDialog(desk, say))
    hands.write("1-MIG")
    hands.tab_to(dialog.fields["order-date"])
    hands.write("soon")
    hands.press(Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "soon" in dialog.lead.text()
    assert dialog.fields["order-date"].hasFocus()
    hands.write("10.11.2026")
    hands.tab_to(dialog.fields["office.ru"])
    hands.write("Служба")
    hands.press(Qt.Key.Key_Return)
    assert not dialog.isVisible()
    kept = stored(desk)
    assert (kept.form_number, kept.order_date, kept.office.ru) == ("1-MIG", "2026-11-10", "Служба")
    again = show(OfficialDialog(desk, say))
    assert again.fields["order-date"].text() == "10.11.2026"
