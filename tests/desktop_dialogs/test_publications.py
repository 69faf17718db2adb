"""Publications are made by keys and listed with how much they hid."""

from PySide6.QtCore import Qt

from gcm_desktop.app import entering, purging
from gcm_desktop.desktop.dialogs.data_out import DataOutDialog
from gcm_desktop.desktop.dialogs.publications import PublicationsDialog
from gcm_desktop.domain.units import parse_unit, return_of
from tests.desktop_dialogs.conftest import PERIOD

AHAL = return_of(parse_unit("TM-A"), PERIOD)


def test_a_published_table_is_listed_with_what_it_hid(show, say, hands, national, tmp_path):
    for cell, text in (("G10.01", "23"), ("G10.01|SEX=F", "3"), ("G10.01|SEX=M", "20")):
        entering.enter(national, AHAL, cell, text)
    empty = show(PublicationsDialog(national, say))
    assert empty.empty.isVisible()
    assert not empty.table.isVisible()
    dialog = show(DataOutDialog(national, AHAL, say))
    hands.tab_to(dialog.audience)
    hands.press(Qt.Key.Key_End)

    dialog.write_to(tmp_path / "out.csv")

    listed = show(PublicationsDialog(national, say))
    (line,) = listed.table.model().lines
    assert line.texts[0].startswith("CSV for Excel")
    assert line.texts[4] == "2"
    plan = purging.of_cell(national, AHAL, "G10.01|SEX=F")
    assert "Publications it stands in: 1. Call them back yourself." in purging.told(say, plan)
