"""Types into a narrative with real keys until the process is killed, and tells when each was pressed."""

import os
import random
import sys
import time
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gcm_desktop.app.desk import Desk
from gcm_desktop.desktop.main_window import MainWindow
from gcm_desktop.desktop.window import application

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def main(path, seed):
    app = application()
    desk = Desk.open(Path(path), listed=False, accept_loss=True)
    window = MainWindow(desk)
    window.show()
    window.activateWindow()
    window.show_goal(5)
    window.show_tab("narrative")
    edit = window.page.narrative.fields["situation"].edit
    edit.moveCursor(edit.textCursor().MoveOperation.End)
    chance = random.Random(seed)
    told = os.fdopen(1, "wb", buffering=0)

    timer = QTimer(window, singleShot=True)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    due = [time.monotonic()]

    def press():
        late = time.monotonic() - due[0]  # what a busy computer adds
        letter = chance.choice(LETTERS)
        QTest.keyClick(QApplication.focusWidget() or edit, letter)
        told.write(f"{time.monotonic()} {late} {letter}\n".encode())
        wait = chance.randrange(20, 90)
        due[0] = time.monotonic() + wait / 1000
        timer.start(wait)

    timer.timeout.connect(press)
    timer.start(0)
    app.exec()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
