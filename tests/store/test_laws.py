"""The real store against the pure domain: whatever happens in whatever order, both say the same."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gcm_desktop.domain.merge import (
    HERE,
    History,
    active,
    brought,
    current,
    decide,
    freeze,
    heads,
    standing,
    unite,
)
from gcm_desktop.domain.records import Act, ActKind, Maker, Revision, RevisionKind
from gcm_desktop.domain.units import parse_unit, return_of
from gcm_desktop.domain.values import BLANK, number
from gcm_desktop.errors import UserError
from gcm_desktop.store import Arrival, open_file

KEYS = tuple(return_of(parse_unit(unit), "2026-Q3") for unit in ("TM-A", "TM-M"))
CELLS = ("G05.02", "G05.02|SEX=F", "N05.progress")
VALUES = (number("1"), number("2"), BLANK)
MAKER = Maker("Aýna")
# A store per example is slow: half as many as of pure functions, 500 when soaking.
STORE = settings(
    max_examples=min(500, settings.default.max_examples // 2),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

keys, cells, values = st.sampled_from(KEYS), st.sampled_from(CELLS), st.sampled_from(VALUES)
picks = st.integers(0, 99)
steps = st.one_of(
    st.tuples(st.just("type"), keys, cells, values),
    st.tuples(st.just("freeze"), keys),
    st.tuples(st.just("make"), keys, st.dictionaries(cells, values, min_size=1), st.lists(picks, max_size=3)),
    st.tuples(st.just("settle_elsewhere"), keys, cells, values, st.lists(picks, min_size=1, max_size=3)),
    st.tuples(st.just("arrive"), st.lists(picks, min_size=1, max_size=3)),
    st.tuples(st.just("withdraw"), picks),
    st.tuples(st.just("put_back"), picks),
    st.tuples(st.just("decide"), keys, values),
    st.tuples(st.just("undo"), keys),
    st.tuples(st.just("reopen")),
)


class Both:
    """A real data file and the pure history it must equal."""

    def __init__(self, path):
        self.path = path
        self.file = open_file(path, maker=MAKER)
        self.catalogue = self.file.catalogue.digest
        self.history = History()
        self.elsewhere = []  # revisions that exist somewhere; some of them arrive
        self.imports = []

    def type(self, key, cell, value):
        now = current(self.history, key).get(cell)
        if now is not None and now.conflict:
            with pytest.raises(UserError, match="E601"):
                self.file.commit_cells(key, {cell: value}, MAKER)
        else:
            self.file.commit_cells(key, {cell: value}, MAKER)

    def frozen(self, *touched):
        """Freeze what is typed in the pure history, as every merge does first."""
        for key in touched:
            typed = self.file.typed(key)
            now = current(self.history, key)
            counting = {
                id_: r
                for id_, r in self.history.revisions.items()
                if id_ in active(self.history) and r.key == key
            }
            parents = heads(counting, self.history.links)
            revision = freeze(key, typed, now, parents, self.catalogue, MAKER)
            if revision:
                self.history = unite(self.history, brought([revision], HERE))

    def freeze(self, key):
        self.frozen(key)
        self.file.freeze(key, MAKER)

    def make(self, key, sets, picked):
        self.elsewhere.append(Revision(key, self._some(key, picked), self.catalogue, sets))

    def settle_elsewhere(self, key, cell, value, picked):
        parents = self._some(key, picked)
        if parents:
            self.elsewhere.append(
                Revision(key, parents, self.catalogue, {cell: value}, RevisionKind.DECISION, "asked")
            )

    def _some(self, key, picked):
        known = {r.id: r for r in (*self.elsewhere, *self.history.revisions.values()) if r.key == key}
        ids = sorted(known)
        return tuple(sorted({ids[n % len(ids)] for n in picked})) if ids else ()

    def _links(self):
        return {r.id: frozenset(r.parents) for r in (*self.elsewhere, *self.history.revisions.values())}

    def arrive(self, picked):
        if not self.elsewhere:
            return
        chosen = {r.id: r for r in (self.elsewhere[n % len(self.elsewhere)] for n in picked)}
        arrival = Arrival(f"{len(self.imports):064d}", "x.xlsx", "tk", tuple(chosen.values()), self._links())
        self.frozen(*{revision.key for revision in chosen.values()})
        self.history = unite(self.history, brought(chosen.values(), arrival.digest, (), self._links()))
        self.file.receive(arrival, MAKER)
        self.imports.append(arrival)

    def withdraw(self, pick):
        self._say(pick, ActKind.WITHDRAWN, self.file.withdraw)

    def put_back(self, pick):
        self._say(pick, ActKind.PUT_BACK, self.file.put_back)

    def _say(self, pick, kind, call):
        if not self.imports:
            return
        arrival = self.imports[pick % len(self.imports)]
        subject = f"import:{arrival.digest}"
        now = standing(self.history.acts.values(), subject)
        out = now.kind is ActKind.WITHDRAWN
        if out is (kind is ActKind.WITHDRAWN):
            with pytest.raises(UserError, match="E605"):
                call(arrival.digest, MAKER, "")
            return
        self.frozen(*{revision.key for revision in arrival.revisions})
        act = Act(subject, kind, tuple(a.id for a in now.acts), MAKER)
        self.history = unite(self.history, History(acts={act.id: act}))
        call(arrival.digest, MAKER, "")

    def decide(self, key, value):
        waiting = {c: now for c, now in current(self.history, key).items() if now.conflict}
        if waiting:
            cell = min(waiting)
            decision = decide(key, cell, value, waiting[cell], self.catalogue, MAKER, "asked")
            self.frozen(key)
            self.history = unite(self.history, brought([decision], HERE))
            self.file.add_revision(decision)

    def undo(self, key):
        self.file.undo(key)

    def reopen(self):
        self.file.close()
        self.file = open_file(self.path, maker=MAKER)

    def agree(self):
        held = self.file.history()
        assert held.revisions == self.history.revisions
        assert held.sources == self.history.sources
        assert held.acts == self.history.acts
        assert held.links == self.history.links
        for key in KEYS:
            now = current(self.history, key)
            assert self.file.current(key) == now
            own = {id_ for id_ in active(self.history) if self.history.revisions[id_].key == key}
            assert self.file.active_revisions(key) == own
            shown = {c: n.value for c, n in now.items()} | self.file.typed(key)
            assert self.file.cells(key) == {c: v for c, v in shown.items() if not v.is_blank}
            assert {c for _, c, _ in self.file.conflicts(key)} == {c for c in now if now[c].conflict}
            self._counts_agree(key)

    def _counts_agree(self, key):
        number = self.file._tables.known_return(key)
        if number is not None:
            counted = self.file._derived.tallies(number, key)
            stored = self.file._tables.rows(
                "SELECT indicator, goal, filled, expected, unread, conflicts FROM tally WHERE return = ?"
                " ORDER BY indicator",
                number,
            )
            assert stored == sorted(counted)


@STORE
@given(st.lists(steps, max_size=12))
def test_the_store_equals_the_pure_history_whatever_happens(new_file, happenings):
    with TemporaryDirectory() as folder:
        both = Both(Path(shutil.copy(new_file, Path(folder) / "x.gcm")))
        try:
            for name, *parts in happenings:
                getattr(both, name)(*parts)
                both.agree()
        finally:
            both.file.close()


@STORE
@given(
    st.lists(
        st.tuples(keys, st.dictionaries(cells, values, min_size=1), st.lists(picks, max_size=2)), max_size=6
    ),
    st.randoms(use_true_random=False),
)
def test_two_national_files_agree_whatever_the_order_and_however_often(new_file, makings, random):
    with TemporaryDirectory() as folder:
        made = []
        for key, sets, picked in makings:
            own = [r.id for r in made if r.key == key]
            parents = tuple(sorted({own[n % len(own)] for n in picked})) if own else ()
            made.append(Revision(key, parents, "0" * 64, sets))
        links = {r.id: frozenset(r.parents) for r in made}
        arrivals = [Arrival(f"{n:064d}", "x.xlsx", "tk", (r,), links) for n, r in enumerate(made)]
        shown = []
        for name in ("one.gcm", "two.gcm"):
            random.shuffle(arrivals)
            with open_file(Path(shutil.copy(new_file, Path(folder) / name))) as file:
                for arrival in [*arrivals, *arrivals[:2]]:
                    file.receive(arrival, MAKER)
                shown.append([file.current(key) for key in KEYS])
        assert shown[0] == shown[1]
