"""Start to first paint: the program with the start page and with a return, against a bare Qt window.

Each start is a process of its own; medians and ratios of one run, offscreen.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 7
BARE = """
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
window = QLabel("GCM Desktop")
"""
START_PAGE = """
from gcm_desktop.desktop.window import Program, application
app = application()
program = Program()
window = program.start
"""
RETURN = """
import sys
from pathlib import Path
from gcm_desktop.desktop.window import application
app = application()
from gcm_desktop.app.desk import Desk
from gcm_desktop.desktop.main_window import MainWindow
desk = Desk.open(Path(sys.argv[1]))
window = MainWindow(desk)
"""
PAINT = """
from PySide6.QtCore import QEvent, QObject


class Watch(QObject):
    def eventFilter(self, thing, event):
        if event.type() == QEvent.Type.Paint and thing is window:
            QTimer.singleShot(0, lambda: (print("painted", flush=True), os._exit(0)))
        return False


import os
from PySide6.QtCore import QTimer
watch = Watch()
window.installEventFilter(watch)
window.resize(1366, 768)
window.show()
app.exec()
"""


def milliseconds(code: str, *arguments: str) -> float:
    """Time one start until the window says it is painted."""
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", code + PAINT, *arguments], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        taken = (time.perf_counter() - start) * 1000
    if line.strip() != "painted":
        raise SystemExit("the window did not open")
    return taken


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["GCM_DESKTOP_HOME"] = name
        file = Path(name, "TM-M.gcm")
        command = [sys.executable, "-m", "gcm_desktop", "new", str(file)]
        subprocess.run([*command, "--unit", "TM-M", "--period", "2026-Q3"], check=True, capture_output=True)
        cases = {"bare Qt window": (BARE,), "start page": (START_PAGE,), "a return": (RETURN, str(file))}
        times = {title: [milliseconds(*case) for _ in range(RUNS)] for title, case in cases.items()}
    floor = statistics.median(times["bare Qt window"])
    print(f"{'start to first paint':24}{'median ms':>12}{'ratio':>8}")
    for title, found in times.items():
        median = statistics.median(found)
        print(f"{title:24}{median:12.0f}{median / floor:8.1f}")


if __name__ == "__main__":
    main()
