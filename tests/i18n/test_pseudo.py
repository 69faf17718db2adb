"""Texts 40 % longer than the English ones: every page of the window, nothing clipped."""

import pytest

from gcm_desktop.app import register_tables
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.page import goal_page
from gcm_desktop.desktop import theme
from gcm_desktop.desktop.dialogs.catalogue import CatalogueDialog
from gcm_desktop.desktop.dialogs.conflicts import ConflictsDialog
from gcm_desktop.desktop.dialogs.copies import CopiesDialog
from gcm_desktop.desktop.dialogs.imports import ImportsDialog
from gcm_desktop.desktop.dialogs.new_period import NewPeriodDialog
from gcm_desktop.desktop.dialogs.new_return import NewReturnDialog
from gcm_desktop.desktop.dialogs.nil import NilDialog
from gcm_desktop.desktop.dialogs.official import OfficialDialog
from gcm_desktop.desktop.dialogs.person import PersonDialog
from gcm_desktop.desktop.dialogs.printing import PrintDialog
from gcm_desktop.desktop.dialogs.ready import ReadyDialog
from gcm_desktop.desktop.dialogs.reason import ReasonDialog
from gcm_desktop.desktop.dialogs.receive import ReceiveDialog
from gcm_desktop.desktop.dialogs.register_table import TableDialog
from gcm_desktop.desktop.dialogs.wide_reason import WideReasonDialog
from gcm_desktop.desktop.legend import Legend
from gcm_desktop.desktop.main_window import MainWindow
from gcm_desktop.desktop.open_return import OpenReturn
from gcm_desktop.desktop.start_page import StartPage
from tests.i18n.pseudo import clipped, longer_words


@pytest.fixture
def longer():
    return longer_words()


def test_the_start_page_has_room(qtbot, qapp, longer):
    theme.apply(qapp)
    page = StartPage(longer)
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page._asked_who = True
    page.show()
    assert clipped(page) == []


def test_every_page_of_the_window_has_room(qtbot, qapp, longer, tmp_path):
    theme.apply(qapp)
    window = MainWindow(Desk.create(tmp_path / "TM-M.gcm", "TM-M", "2026-Q3"))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.sheet.words = longer
    window.retranslate()
    window.show_goal(5)
    found = {}
    for tab in ("indicators", "narrative", "registers"):
        window.show_tab(tab)
        if bad := clipped(window):
            found[tab] = bad
    window.close()
    assert found == {}


@pytest.fixture(scope="module")
def desks(tmp_path_factory):
    """Give an office's desk with its open return, and a national one."""
    folder = tmp_path_factory.mktemp("longer")
    with (
        Desk.create(folder / "TM-M.gcm", "TM-M", "2026-Q3", listed=False) as office,
        Desk.create(folder / "national.gcm", "", "2026-Q3", national=True, listed=False) as nation,
    ):
        sheet = OpenReturn(office, office.key(), longer_words())
        sheet.enter("G05.02", "12a")
        sheet.check()
        yield sheet, office, nation
        sheet.finish()


def _plan(sheet):
    table = register_tables.starting_table(sheet.desk.catalogue.registers["BA"])
    return register_tables.plan(sheet.desk, "BA", table, sheet.key.unit)


#: Every dialog, as a person meets it: the open return, the office's desk, the national one, the words.
DIALOGS = {
    "ready": lambda s, o, n, w: ReadyDialog(o, s.key, w),
    "reason for many": lambda s, o, n, w: WideReasonDialog(
        s, goal_page(o.catalogue, 5, s.asked, {}, {}).rows, "G05.02", None
    ),
    "nil": lambda s, o, n, w: NilDialog(s, 5, None),
    "receive": lambda s, o, n, w: ReceiveDialog(n, w),
    "imports": lambda s, o, n, w: ImportsDialog(n, w),
    "conflicts": lambda s, o, n, w: ConflictsDialog(n, w),
    "new period": lambda s, o, n, w: NewPeriodDialog(o, s.key.unit, w),
    "print": lambda s, o, n, w: PrintDialog(o, w),
    "print, national": lambda s, o, n, w: PrintDialog(n, w),
    "official pages": lambda s, o, n, w: OfficialDialog(n, w),
    "copies": lambda s, o, n, w: CopiesDialog(w),
    "person": lambda s, o, n, w: PersonDialog(w),
    "new return": lambda s, o, n, w: NewReturnDialog(w),
    "rows of a table": lambda s, o, n, w: TableDialog(s, _plan(s)),
    "catalogue": lambda s, o, n, w: CatalogueDialog(n, w),
    "reason": lambda s, o, n, w: ReasonDialog(w, w.say("Withdraw"), w.say("Why?"), w.say("Withdraw")),
    "keys": lambda s, o, n, w: Legend(w),
}


@pytest.mark.parametrize("name", DIALOGS)
def test_every_dialog_has_room(qtbot, qapp, longer, desks, name):
    if theme.current().zoom != 100 or not qapp.styleSheet():
        theme.apply(qapp)
    dialog = DIALOGS[name](*desks, longer)
    qtbot.addWidget(dialog)
    dialog.show()
    found = clipped(dialog)
    size = dialog.width(), dialog.height()
    dialog.reject()
    assert found == []
    assert size[0] <= 1366
    assert size[1] <= 768
