"""Texts 40 % longer: the coordinator's places and the dialogs of a coordinator's morning, nothing clipped."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from gcm_desktop.app import acting, deadlines, purging, settling
from gcm_desktop.app.clipboard import Offered, read_block
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.landing import Target
from gcm_desktop.app.page import goal_page
from gcm_desktop.desktop import theme
from gcm_desktop.desktop.coordinator import Shell
from gcm_desktop.desktop.coordinator.deadline_dialog import DeadlineDialog
from gcm_desktop.desktop.coordinator.place_legend import PlaceLegend
from gcm_desktop.desktop.coordinator.preview import Bulk, Repair
from gcm_desktop.desktop.dialogs.check_file import CheckDialog
from gcm_desktop.desktop.dialogs.closed_years import ClosedYearsDialog
from gcm_desktop.desktop.dialogs.data_out import DataOutDialog
from gcm_desktop.desktop.dialogs.foreign import ForeignDialog
from gcm_desktop.desktop.dialogs.issue import IssueDialog
from gcm_desktop.desktop.dialogs.message import Message
from gcm_desktop.desktop.dialogs.paper import PaperDialog
from gcm_desktop.desktop.dialogs.password import PasswordDialog
from gcm_desktop.desktop.dialogs.paste import PasteDialog
from gcm_desktop.desktop.dialogs.purge import PurgeDialog
from gcm_desktop.desktop.dialogs.remarks import RemarksDialog
from gcm_desktop.desktop.dialogs.review_texts import ReviewTextsDialog
from gcm_desktop.desktop.dialogs.send_back import SendBackDialog
from gcm_desktop.desktop.dialogs.why import NationWhyDialog, WhyDialog
from gcm_desktop.desktop.main_window import MainWindow
from gcm_desktop.desktop.open_return import OpenReturn
from gcm_desktop.domain.records import Maker, Revision
from gcm_desktop.domain.values import State, Value, number
from gcm_desktop.store import Arrival
from tests.i18n.pseudo import clipped, clipped_heads, longer_words

PERIOD, CELL = "2026-Q3", "G05.02"
MAKER = Maker("Orazow Myratgeldi", "baş hünärmen", "0123456789abcdef")


def arrive(desk, sets, name, unit="TM-M"):
    revision = Revision(desk.key(unit, PERIOD), (), desk.catalogue.digest, sets)
    acts = acting.received(desk, [revision], [])
    desk.file.receive(Arrival(name * 32, f"{PERIOD}_{unit}_{name}.xlsx", "tk", (revision,), acts=acts), MAKER)


def fill(desk):
    """Let Mary disagree with itself in one cell and write another nobody can read."""
    arrive(desk, {CELL: number("400"), "G05.01": Value(State.UNREAD, "dokuz adam")}, "aa")
    arrive(desk, {CELL: number("4000")}, "bb")
    deadlines.give_other_day(desk, desk.key("TM-M", PERIOD), date(2026, 12, 1).strftime("%d.%m.%Y"), "Gar")


@pytest.fixture(scope="module")
def desks(tmp_path_factory):
    """Give an office's desk with its open return, and a national one in which something is to be decided."""
    folder = tmp_path_factory.mktemp("longer")
    with (
        Desk.create(folder / "TM-M.gcm", "TM-M", PERIOD, listed=False, maker=MAKER) as office,
        Desk.create(folder / "n.gcm", "", PERIOD, national=True, listed=False, maker=MAKER) as nation,
    ):
        fill(nation)
        sheet = OpenReturn(office, office.key(), longer_words())
        yield sheet, nation, folder
        sheet.finish()


def _paste(sheet):
    rows = goal_page(sheet.desk.catalogue, 5, sheet.asked, {}, {}).rows
    return PasteDialog(sheet, Target(rows, 0, 0), read_block(Offered(b"", "", "1 234,5\t12\n#####\t-\n")))


def _foreign(sheet, folder):
    table = folder / "own.csv"
    table.write_text("Wiza berlen sany;400\nBaşga setir;7\n", "utf-8")
    return ForeignDialog(sheet, table)


def _repair(nation, w):
    rule = settling.Rule.NEWEST
    found = settling.preview(nation, rule, "", None)
    return Repair(nation, w, None, found, w.say("Take the file that arrived last"))


def _mary(nation):
    return nation.key("TM-M", PERIOD)


DIALOGS = {
    "paste": lambda s, n, f, w: _paste(s),
    "message": lambda s, n, f, w: Message(
        None,
        w,
        w.say("Please look"),
        w.say("This is not a workbook of the return."),
        code="E401",
        yes=w.say("Take"),
    ),
    "password": lambda s, n, f, w: PasswordDialog(w, "2026-Q3_TM-M_r02_Orazow.xlsx", wrong=True),
    "check a workbook": lambda s, n, f, w: CheckDialog(n, w),
    "closed years": lambda s, n, f, w: ClosedYearsDialog(n, w),
    "data out": lambda s, n, f, w: DataOutDialog(n, _mary(n), w),
    "a table of one's own": lambda s, n, f, w: _foreign(s, f),
    "forms for all": lambda s, n, f, w: IssueDialog(n, PERIOD, w),
    "remarks": lambda s, n, f, w: RemarksDialog(s.desk, s.key, w),
    "send back": lambda s, n, f, w: SendBackDialog(n, _mary(n), w, None, CELL),
    "paper": lambda s, n, f, w: PaperDialog(n, _mary(n), w),
    "purge": lambda s, n, f, w: PurgeDialog(n, purging.of_cell(n, _mary(n), CELL), w),
    "why": lambda s, n, f, w: WhyDialog(n, _mary(n), CELL, w),
    "why, nation": lambda s, n, f, w: NationWhyDialog(n, CELL, PERIOD, w),
    "deadline": lambda s, n, f, w: DeadlineDialog(n, _mary(n), w),
    "settle many": lambda s, n, f, w: Bulk(n, w, None),
    "mend": lambda s, n, f, w: _repair(n, w),
    "texts of the review": lambda s, n, f, w: ReviewTextsDialog(n, w),
}


@pytest.mark.parametrize("name", DIALOGS)
def test_every_dialog_has_room(qtbot, qapp, desks, name):
    if theme.current().zoom != 100 or not qapp.styleSheet():
        theme.apply(qapp)
    dialog = DIALOGS[name](*desks, longer_words())
    qtbot.addWidget(dialog)
    dialog.show()
    if (busy := getattr(dialog, "busy", None)) is not None:
        qtbot.waitUntil(lambda: not dialog.busy if isinstance(type(dialog).busy, property) else not busy)
    found = [*clipped(dialog), *clipped_heads(dialog)]
    size = dialog.width(), dialog.height()
    dialog.reject()
    assert found == []
    assert size[0] <= 1366
    assert size[1] <= 768


def test_every_place_has_room(qtbot, qapp, tmp_path):
    theme.apply(qapp)
    desk = Desk.create(tmp_path / "n.gcm", "", PERIOD, national=True, maker=MAKER)
    fill(desk)
    window = MainWindow(desk)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    shell = window.centralWidget()
    assert isinstance(shell, Shell)
    window.sheet.words = longer_words()
    window.retranslate()
    shell.retranslate()
    found = {}
    for name in shell.buttons:
        shell.show_place(name)
        place = shell.stack.currentWidget()
        if name == "board":
            qtbot.waitUntil(lambda place=place: not place.busy)
        if name == "inbox":
            place.show_page(1)
        QApplication.processEvents()
        if bad := [
            *clipped(window),
            *(clipped_heads(place) if name != "goals" else ()),
        ]:  # theirs are wrapped
            found[name] = bad
        if name != "goals":
            legend = PlaceLegend(window.words, place)
            legend.show()
            found |= {f"keys of {name}": bad} if (bad := clipped(legend)) else {}
            legend.reject()
    wide = window.width()
    window.close()
    assert found == {}
    assert wide == 1366
