"""A coordinator's morning by the keyboard alone: thirty returns in, a trustworthy nation out."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from gcm_desktop import catalogue as catalogue_room
from gcm_desktop.app import acting, merging
from gcm_desktop.app.board import State
from gcm_desktop.app.desk import Desk
from gcm_desktop.desktop.coordinator import show_first
from gcm_desktop.desktop.dialogs.printing import PrintDialog
from gcm_desktop.desktop.dialogs.send_back import SendBackDialog
from gcm_desktop.desktop.main_window import MainWindow
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.records import ActKind, Maker, Revision
from gcm_desktop.domain.text import Text3
from gcm_desktop.domain.units import parse_unit, return_of
from gcm_desktop.domain.values import number
from gcm_desktop.exchange import ReturnBook
from gcm_desktop.exchange.writing import workbook_bytes
from tests.keyboard import has_keyboard, shown

PERIOD = "2026"
UNITS = ("TM", "MIA", "SBS", "PGO", "CEC", "SPT")
YEARS = {"2021": 1, "2022": 5, "2023": 5, "2024": 6, "2025": 6, PERIOD: 6}  # how many of them sent
MAKER = Maker("Orazow M.", "baş hünärmen", "0123456789abcdef")
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


def write_return(folder, catalogue, unit, period, first, name=""):
    """Write a small return as its sender would; gives how many answers it has."""
    key = return_of(parse_unit(unit), period)
    asked = catalogue_room.asked(catalogue, key.unit, parse_period(period))
    codes = [one.code for one in asked if one.value_type.value == "count"]
    values = {code: number(str(first + n)) for n, code in enumerate(codes)}
    revision = Revision(key, (), catalogue.digest, values)
    book = ReturnBook(
        catalogue, "tk", key.unit, period, "sent", values, {}, {}, (revision,), {revision.id: frozenset()},
        (), {key.id: (revision.id,)}, "0000 0000 0000 0000 0000", Text3("a", "a", "a"),
    )  # fmt: skip
    (folder / f"{period}_{unit}{name}.xlsx").write_bytes(workbook_bytes(book))
    return len(values)


@pytest.fixture(scope="module")
def morning(tmp_path_factory):
    """Thirty small returns of six bodies; one of them sent its return twice with other figures."""
    folder, catalogue = tmp_path_factory.mktemp("morning"), catalogue_room.load()
    for year, count in YEARS.items():
        for n, unit in enumerate(UNITS[-count:]):
            write_return(folder, catalogue, unit, year, 10 * (n + 1))
    conflicts = write_return(folder, catalogue, "TM", PERIOD, 500, "_again")
    assert len(list(folder.iterdir())) == 30
    return folder, conflicts


@dataclass
class Hands:
    """The keys of one person, counted; what opens is worked on when it has the keyboard."""

    qtbot: object
    window: MainWindow
    presses: int = 0

    def press(self, *keys, modifiers=NONE):
        for key in keys:
            assert QApplication.focusWidget() is not None, "nothing has the keyboard"
            self.presses += 1
            QTest.keyClick(QApplication.focusWidget(), key, modifiers)

    def opening(self, kind, work):
        """Work in the dialog that the next key opens, then see that the window has the keyboard again."""
        seen = []

        def look():
            dialog, focus = QApplication.activeModalWidget(), QApplication.focusWidget()
            if not isinstance(dialog, kind) or focus is None or not dialog.isAncestorOf(focus):
                QTimer.singleShot(10, look)
                return
            seen.append(dialog)
            work(dialog)

        QTimer.singleShot(0, look)
        return seen

    def come_back(self):
        """No desktop gives the keyboard back to the window here."""
        self.window.activateWindow()
        self.qtbot.waitUntil(lambda: has_keyboard(self.window))


@pytest.fixture
def hands(qtbot, qapp, tmp_path):
    desk = Desk.create(tmp_path / "nation.gcm", "", PERIOD, national=True, language="en", maker=MAKER)
    with shown(qtbot, qapp, desk) as window:
        show_first(window)
        yield Hands(qtbot, window)


def drop(window, folder):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(folder))])
    copy, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(300, 300), copy, mime, button, NONE))
    QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), copy, mime, button, NONE))


def test_thirty_returns_in_the_morning_and_a_nation_by_noon(hands, morning, qtbot):
    folder, conflicts = morning
    window, desk = hands.window, hands.window.desk
    shell = window.centralWidget()

    drop(window, folder)
    qtbot.waitUntil(lambda: shell.shown == "inbox")
    inbox = shell.stack.currentWidget()
    qtbot.waitUntil(lambda: not inbox.arriving.busy, timeout=60_000)
    assert len(inbox.arriving.inbox.entries) == 30
    take(hands, inbox)
    assert len(desk.file.imports()) == 30

    assert merging.remaining(desk) == conflicts > 3
    settle(hands, shell, conflicts)
    assert merging.remaining(desk) == 0

    board = go(hands, shell, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: not board.busy)
    send_one_back(hands, board, desk.key("SPT"))
    accept_the_rest(hands, board)
    states = [acting.state_of(desk, desk.key(unit)) for unit in UNITS]
    assert states.count(ActKind.ACCEPTED) == len(UNITS) - 1
    assert states.count(ActKind.RETURNED) == 1

    write_a_letter(hands, shell, desk)
    print_the_nation(hands, shell, desk)
    assert hands.presses < 50  # for everything: two for each decision, two for each return accepted


def go(hands, shell, key):
    hands.press(key, modifiers=CONTROL)
    return shell.stack.currentWidget()


def take(hands, inbox):
    """Take all that ask for nobody's eye: they are ticked; then look at the others and take them."""
    page = inbox.arriving
    confirm(hands, page)
    page.files.setFocus()
    for row, entry in enumerate(page.inbox.entries):
        if entry.open:
            page.files.selectRow(row)
            hands.qtbot.waitUntil(lambda: bool(page.effects.table.lines.lines))  # what would become
            if not entry.ticked:
                hands.press(Qt.Key.Key_Space)
    confirm(hands, page)


def confirm(hands, page):
    page.files.setFocus()
    assert page.inbox.ticked
    asked = hands.opening(QDialog, lambda dialog: hands.press(Qt.Key.Key_Return))
    hands.press(Qt.Key.Key_Return)
    assert asked
    hands.qtbot.waitUntil(lambda: not page.busy, timeout=60_000)
    hands.come_back()


def settle(hands, shell, conflicts):
    """Take the second value each time; the reason is chosen once and offered again."""
    go(hands, shell, Qt.Key.Key_3)
    before = hands.presses
    hands.press(Qt.Key.Key_2, Qt.Key.Key_F3)
    hands.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_2)
    hands.come_back()
    hands.press(Qt.Key.Key_Return)
    for _ in range(conflicts - 1):
        hands.press(Qt.Key.Key_2, Qt.Key.Key_Return)
    assert hands.presses + 1 - before <= 3 * conflicts


def send_one_back(hands, board, key):
    board.table.stand(*board.model.place_of(key, 1))

    def work(dialog):
        dialog.text.setFocus()
        QTest.keyClicks(dialog.text, "Why is it so much?")
        dialog.cell.setText(next(iter(board.desk.file.cells(key))))
        hands.press(Qt.Key.Key_Return)
        assert dialog.ticked
        dialog.write_button.setFocus()
        hands.press(Qt.Key.Key_Space)
        assert dialog.gone is not None
        hands.press(Qt.Key.Key_Escape)

    seen = hands.opening(SendBackDialog, work)
    hands.press(Qt.Key.Key_R)
    assert seen
    hands.come_back()


def accept_the_rest(hands, board):
    """Leave only what waits to be accepted; each that is accepted makes room for the next."""
    board.filters[board_filter()].click()
    board.table.setFocus()
    board.table.stand(0, 1)
    while board.model.rows:
        assert board.model.rows[0].whole.state in (State.TO_ACCEPT, State.PROBLEMS)
        left = len(board.model.rows)
        hands.press(Qt.Key.Key_A, Qt.Key.Key_Return)
        hands.qtbot.waitUntil(lambda left=left: not board.busy and len(board.model.rows) < left)


def board_filter():
    from gcm_desktop.app.board import Filter

    return Filter.TO_ACCEPT


def write_a_letter(hands, shell, desk):
    inbox = go(hands, shell, Qt.Key.Key_2)
    hands.press(Qt.Key.Key_3, modifiers=ALT)
    hands.qtbot.waitUntil(lambda: QApplication.focusWidget() is inbox.received.table)
    lines = inbox.received.table.lines.lines
    row = next(n for n, line in enumerate(lines) if line.thing.name == f"{PERIOD}_MIA.xlsx")
    inbox.received.table.selectRow(row)
    seen = hands.opening(QFileDialog, lambda dialog: hands.press(Qt.Key.Key_Return))
    hands.press(Qt.Key.Key_L)
    assert seen
    hands.come_back()
    assert (desk.file.path.parent / f"MIA_{PERIOD}_letter.pdf").read_bytes().startswith(b"%PDF")


def print_the_nation(hands, shell, desk):
    go(hands, shell, Qt.Key.Key_4)

    made = []

    def work(dialog):
        hands.qtbot.waitUntil(lambda: bool(dialog.made), timeout=60_000)
        made.append(dialog.made)
        hands.press(Qt.Key.Key_Escape)

    hands.opening(PrintDialog, work)
    hands.press(Qt.Key.Key_P, modifiers=CONTROL)
    assert made[0].startswith(b"%PDF")
    hands.come_back()
