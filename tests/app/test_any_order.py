"""Types, pastes, takes back, brings again, is killed and opens anew, in any order, against a small model."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from gcm_desktop.app import entering, pasting
from gcm_desktop.app.clipboard import Offered, read_block
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.landing import Target
from gcm_desktop.app.page import goal_page

FIGURES = st.integers(0, 999).map(str)


@pytest.fixture(scope="module")
def new_file(tmp_path_factory):
    """Give an empty return to copy."""
    path = tmp_path_factory.mktemp("new") / "TM-M.gcm"
    Desk.create(path, "TM-M", "2026-Q3", listed=False).close()
    return path


class Model:
    """What a person expects: the cells, and the states undo and redo lead to."""

    def __init__(self):
        self.cells, self.back, self.forth = {}, [], []

    def change(self, cells):
        new = {cell: text for cell, text in (self.cells | cells).items() if text}
        if new != self.cells:
            self.back, self.forth, self.cells = [*self.back, self.cells], [], new

    def undo(self):
        if self.back:
            self.forth, self.cells = [*self.forth, self.cells], self.back.pop()

    def redo(self):
        if self.forth:
            self.back, self.cells = [*self.back, self.cells], self.forth.pop()


class AnyOrder(RuleBasedStateMachine):
    """One officer at one file."""

    new_file: Path

    @initialize()
    def begin(self):
        self.folder = tempfile.TemporaryDirectory()
        self.place = Path(self.folder.name, "TM-M.gcm")
        shutil.copy(self.new_file, self.place)
        self.model = Model()
        self.desk = Desk.open(self.place, listed=False)
        self.key = self.desk.key()
        self.rows = goal_page(self.desk.catalogue, 5, self.desk.asked_codes(self.key), {}).rows
        stops = [n for n, row in enumerate(self.rows) if row.cells[0] and not row.computed]
        self.stops = stops[:6]

    @rule(place=st.integers(0, 5), text=st.one_of(FIGURES, st.just("")))
    def type(self, place, text):
        cell = self.rows[self.stops[place]].cells[0]
        entering.enter(self.desk, self.key, cell, text)
        self.model.change({cell: text})

    @rule(place=st.integers(0, 5), figures=st.lists(FIGURES, min_size=1, max_size=4))
    def paste(self, place, figures):
        block = read_block(Offered(text="\n".join(figures)))
        target = Target(self.rows, self.stops[place])
        planned = pasting.plan(self.desk, self.key, target, block)
        if planned.changes:
            pasting.paste(self.desk, self.key, planned)
            self.model.change({cell: value.text for cell, value in planned.changes.items()})

    @rule()
    def undo(self):
        entering.undo(self.desk, self.key)
        self.model.undo()

    @rule()
    def redo(self):
        entering.redo(self.desk, self.key)
        self.model.redo()

    @rule(killed=st.booleans())
    def open_anew(self, killed):
        """Close, or go on with what lies on the disk at this moment as after a loss of power."""
        if killed:
            other = tempfile.TemporaryDirectory()
            for path in self.place.parent.glob(self.place.name + "*"):
                if path.is_file() and not path.name.endswith("-shm"):
                    shutil.copy(path, other.name)
            self.desk.close()
            self.folder.cleanup()
            self.folder, self.place = other, Path(other.name, self.place.name)
        else:
            self.desk.close()
        self.desk = Desk.open(self.place, listed=False)

    @invariant()
    def holds_what_the_person_expects(self):
        if hasattr(self, "desk"):
            held = self.desk.file.cells(self.key)
            assert {cell: value.text for cell, value in held.items()} == self.model.cells

    def teardown(self):
        if hasattr(self, "desk"):
            self.desk.close()
            self.folder.cleanup()


def run_many(new_file, runs):
    AnyOrder.new_file = new_file
    run_state_machine_as_test(
        AnyOrder,
        settings=settings(
            max_examples=runs, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


def test_whatever_a_person_does_in_100_sittings_the_file_holds_it(new_file):
    run_many(new_file, 100)


@pytest.mark.soak
def test_whatever_a_person_does_in_500_sittings_the_file_holds_it(new_file, record_property):
    record_property("count", 500)
    run_many(new_file, 500)
