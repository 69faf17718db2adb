"""The compiled forms are what the designer files say; long work can be stopped."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gcm_desktop.desktop.long_work import LongWork, Stopped

FORMS = sorted((Path(__file__).parents[2] / "ui" / "forms").glob("*.ui"))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_a_compiled_form_is_fresh(form, checkout):
    uic = shutil.which("pyside6-uic", path=str(Path(sys.executable).parent)) or "pyside6-uic"
    made = subprocess.run([uic, "-g", "python", form], capture_output=True, text=True, check=True).stdout
    kept = (checkout / "gcm_desktop" / "desktop" / "_forms" / f"{form.stem}.py").read_text("utf-8")
    assert made == kept


def test_work_tells_how_far_it_is_and_what_came_of_it(qtbot):
    work, steps = LongWork(), []
    work.progressed.connect(lambda done, of, what: steps.append((done, of, what)))
    with qtbot.waitSignal(work.done) as done:
        work.start(lambda progress: [progress(n, 2, "file") for n in range(2)] and "finished")
    assert done.args == ["finished"]
    assert steps == [(0, 2, "file"), (1, 2, "file")]


def test_work_stops_when_asked(qtbot):
    work = LongWork()

    def endless(progress):
        while True:
            progress(0, 0)

    with qtbot.waitSignal(work.stopped) as stopped:
        work.start(endless)
        work.cancel()
    assert isinstance(stopped.args[0], Stopped)
    assert not work.busy


def test_a_fault_in_the_worker_comes_back(qtbot):
    work = LongWork()
    with qtbot.waitSignal(work.stopped) as stopped:
        work.start(lambda progress: 1 / 0)
    assert isinstance(stopped.args[0], ZeroDivisionError)
