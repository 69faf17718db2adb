"""A person types, takes back and brings again; the power ends at any moment; the steps are all there."""

import multiprocessing
import random

import pytest

from gcm_desktop.domain.values import number
from gcm_desktop.store import open_file
from tests.store.test_kills import acknowledged, kill
from tests.store.typist import CELLS, KEY, step_of, type_and_undo

pytestmark = pytest.mark.skipif(
    "forkserver" not in multiprocessing.get_all_start_methods(), reason="needs quick child processes"
)


@pytest.fixture(scope="module")
def children():
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.store.typist"])
    return context


_LOOKED_BACK = 200  # steps walked between kills; the whole way is walked once, at the end


class Steps:
    """What the file should hold after each step: the values, and the steps taken and taken back."""

    def __init__(self):
        self.states = [{}]
        self.place = 0

    def after(self, n):
        """Give the steps as they are once step ``n`` is kept."""
        new = Steps()
        new.states, new.place = list(self.states), self.place
        verb = step_of(n)
        if verb == "undo":
            new.place = max(self.place - 1, 0)
        elif verb == "redo":
            new.place = min(self.place + 1, len(self.states) - 1)
        else:
            value = {CELLS[n % len(CELLS)]: number(str(n))}
            new.states = [*self.states[: self.place + 1], self.states[self.place] | value]
            new.place = self.place + 1
        return new

    @property
    def held(self):
        return self.states[self.place]


def walk(file, steps, most):
    """Take steps back and bring them all again; every state on the way must be the one typed."""
    first, last = max(0, steps.place - most), min(len(steps.states), steps.place + most + 1)
    for state in reversed(steps.states[first : steps.place]):
        file.undo(KEY)
        assert file.cells(KEY) == state
    assert first or file.undo(KEY) is None
    for state in steps.states[first + 1 : last]:
        file.redo(KEY)
        assert file.cells(KEY) == state
    assert last < len(steps.states) or file.redo(KEY) is None
    for _ in range(last - 1 - steps.place):
        file.undo(KEY)
    assert file.cells(KEY) == steps.held


def kill_many_times(kills, children, path, home):
    chance = random.Random(2026)
    last, steps = 0, Steps()
    for n in range(kills):
        ours, theirs = children.Pipe(duplex=False)
        child = children.Process(target=type_and_undo, args=(path, str(home), last + 1, theirs))
        child.start()
        theirs.close()
        if n % 2:
            ours.poll(30)
        kill(child, chance.uniform(0, 0.06))
        told = acknowledged(ours, last)
        ours.close()
        for step in range(last + 1, told + 1):
            steps = steps.after(step)
        last = told
        with open_file(path) as file:
            following = steps.after(last + 1)
            held = file.cells(KEY)
            assert held in (steps.held, following.held)
            if held != steps.held:  # kept, and killed before it could be told
                last, steps = last + 1, following
            if n == kills - 1:
                walk(file, steps, len(steps.states))
            elif n % 20 == 0:
                walk(file, steps, _LOOKED_BACK)
    return last


def test_no_step_is_lost_in_200_kills_while_typing_and_undoing(children, path, own_home):
    assert kill_many_times(200, children, path, own_home / "settings") > 100


@pytest.mark.soak
def test_no_step_is_lost_in_2000_kills_while_typing_and_undoing(children, path, own_home, record_property):
    record_property("count", 2000)
    assert kill_many_times(2000, children, path, own_home / "settings") > 1000
