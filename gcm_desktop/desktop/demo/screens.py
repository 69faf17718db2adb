"""The part of the demonstration that happens in windows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from gcm_desktop.app import people
from gcm_desktop.app.desk import Desk
from gcm_desktop.desktop.demo.pictures import SCREEN, Album, settle
from gcm_desktop.desktop.demo.typing import Hands, Typist
from gcm_desktop.desktop.dialogs.printing import PrintDialog
from gcm_desktop.desktop.dialogs.ready import ReadyDialog
from gcm_desktop.desktop.dialogs.receive import ReceiveDialog
from gcm_desktop.desktop.main_window import MainWindow
from gcm_desktop.desktop.window import application
from gcm_desktop.i18n import words

if TYPE_CHECKING:
    from gcm_desktop.desktop.demo.course import Course


class Screens:
    """Opens the real windows and works in them."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.app = application()
        self.album = Album(course.folder / "pictures")

    def _window(self, desk: Desk) -> MainWindow:
        window = MainWindow(desk)
        window.resize(*SCREEN)
        window.show()
        window.activateWindow()
        settle()
        return window

    def type_return(self) -> None:
        """Type the whole return, a narrative and an agreement, then send it."""
        from gcm_desktop.desktop.demo.course import AGREEMENT, NARRATIVE, PERIOD, PERSON, TYPED

        course = self.course
        path = course.folder / f"{TYPED}.gcm"
        desk = Desk.create(path, TYPED, PERIOD, language="tk", maker=people.maker(PERSON))
        window = self._window(desk)
        hands = Typist(window)
        unit = desk.own_unit()
        answers = course.answers[unit]
        for goal in [goal for block in desk.catalogue.blocks for goal in block.goals]:
            if any(cell.startswith(f"G{goal:02d}") for cell in answers):
                hands.goal(goal, answers)
                settle()
        window.show_goal(5)
        hands.narrative(NARRATIVE)
        hands.register_row(AGREEMENT)
        settle()
        course.report["keys_pressed"] = hands.keys
        self.album.goal_pages(window)
        ready = ReadyDialog(desk, desk.key(), words("tk"), window)
        ready.set_folder(course.folder / "returns")
        ready.show()
        self.album.take(ready, "ready_tk")
        ready.send()
        ready.close()
        course.compare_unit(desk, unit, path.name)
        window.close()
        settle()

    def merge(self) -> None:
        """Drop the folder of returns on the national file, look at the plan and confirm it."""
        from gcm_desktop.desktop.demo.course import PERIOD, PERSON

        course = self.course
        desk = Desk.create(
            course.folder / "national.gcm",
            "",
            PERIOD,
            national=True,
            language="tk",
            maker=people.maker(PERSON),
        )
        dialog = ReceiveDialog(desk, words("tk"), None, [course.folder / "returns"])
        dialog.show()
        settle(lambda: bool(dialog.plan) and not dialog.busy)
        for planned in dialog.plan:
            if planned.error is not None:
                raise planned.error
        self.album.plan(dialog)
        dialog.retranslate(words("tk"))
        dialog.activateWindow()
        dialog.take_button.setFocus()
        Hands(dialog.take_button).press(Qt.Key.Key_Space, " ")
        settle(lambda: dialog.finished_taking)
        self.album.take(dialog, "received_tk")
        dialog.close()
        desk.close()

    def take_rest(self) -> None:
        """Take the start page, the preview and the nation's register."""
        from gcm_desktop.desktop.demo.course import PERSON

        desk = Desk.open(self.course.folder / "national.gcm", people.maker(PERSON))
        preview = PrintDialog(desk, words("tk"))
        preview.show()
        settle(lambda: not preview.busy)
        self.album.pages(preview)
        preview.close()
        desk.close()
        self.album.start()
