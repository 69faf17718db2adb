"""What versions of a catalogue call differently is one cell: the laws hold across them, in any order."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from gcm_desktop.catalogue import renaming
from gcm_desktop.domain.catalogue import CrosswalkLine, Fate
from gcm_desktop.domain.merge import (
    Change,
    ChangeKind,
    Current,
    changes,
    current_cells,
    decide,
    heads,
    under_one_name,
)
from gcm_desktop.domain.records import Revision
from gcm_desktop.domain.values import Value, number
from tests.domain.histories import CATALOGUE, MARY

#: Three versions: each gives both codes a new name, or only one of them.
LINES = (
    CrosswalkLine("1.1", Fate.RENAMED, ("G05.02",), ("G05.31",)),
    CrosswalkLine("1.2", Fate.RENAMED, ("G05.31",), ("G05.41",)),
    CrosswalkLine("1.2", Fate.RENAMED, ("AGE=Y1",), ("AGE=Y9",)),
)
NAMES = (("G05.02", "G05.02|AGE=Y1"), ("G05.31", "G05.31|AGE=Y1"), ("G05.41", "G05.41|AGE=Y9"))
named = renaming(LINES)
Made = dict[str, Revision]
Step = tuple[int, int, int, list[int], bool]  # version, cell, value, heads known, knows all


def played(program: list[Step]) -> Made:
    """Make revisions by computers of all three versions, each knowing some of those before it."""
    made: Made = {}
    for version, cell, value, known, every in program:
        before = list(made)
        parents = sorted({before[n % len(before)] for n in known}) if before else []
        if every and made:
            parents = list(heads(made, links_of(made)))
        sets = {NAMES[version][cell]: number(str(value))}
        revision = Revision(MARY, tuple(parents), CATALOGUE, sets, reason=str(len(made)))
        made[revision.id] = revision
    return made


def links_of(made: Made) -> dict[str, frozenset[str]]:
    return {id_: frozenset(one.parents) for id_, one in made.items()}


def by_values(cells: dict[str, Current]) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    return {
        cell: sorted((one.value.text, one.revisions) for one in now.candidates) for cell, now in cells.items()
    }


Programs = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.integers(0, 1),
        st.integers(5, 7),
        st.lists(st.integers(0, 9), max_size=2),
        st.booleans(),
    ),
    min_size=1,
    max_size=7,
).map(played)


@given(Programs)
def test_revisions_of_all_versions_merge_as_if_they_had_been_made_under_todays_codes(made: Made) -> None:
    assert named is not None
    today = {
        id_: replace(one, sets={named(cell): value for cell, value in one.sets.items()})
        for id_, one in made.items()
    }
    links = links_of(made)
    found = current_cells(made, links, named)
    assert by_values({named(cell): now for cell, now in found.items()}) == by_values(
        dict(current_cells(today, links))
    )
    assert len({named(cell) for cell in found}) == len(found)  # one cell, one answer


@given(Programs.filter(lambda made: len(made) <= 4))
def test_the_order_they_arrive_in_does_not_matter(made: Made) -> None:
    links = links_of(made)
    outcomes = [current_cells(dict(order), links, named) for order in permutations(made.items())]
    assert all(outcome == outcomes[0] for outcome in outcomes)


@given(Programs)
def test_a_decision_under_todays_code_settles_what_stood_under_any(made: Made) -> None:
    assert named is not None
    before = current_cells(made, links_of(made), named)
    for cell, now in before.items():
        if now.conflict:
            settled = decide(MARY, named(cell), number("9"), now, CATALOGUE, None, "asked")
            after = current_cells(all_of := {**made, settled.id: settled}, links_of(all_of), named)
            assert after[named(cell)].value == number("9")
            (told,) = changes(MARY, before, after, named)
            assert (told.cell, told.kind) == (named(cell), ChangeKind.SETTLED)


@given(Programs)
def test_what_is_kept_by_the_names_it_was_set_under_reads_the_same(made: Made) -> None:
    """Kept row by row under the code each revision used, it comes together again as it stood."""
    assert named is not None
    now = current_cells(made, links_of(made), named)
    rows: dict[str, list[tuple[str, Value]]] = {}
    for name, standing in now.items():
        for id_ in (id_ for one in standing.candidates for id_ in one.revisions):
            (own,) = (cell for cell in made[id_].sets if named(cell) == named(name))
            rows.setdefault(own, []).append((id_, made[id_].sets[own]))
    kept = {}
    for cell, found in rows.items():
        lone = {id_: Revision(MARY, (), CATALOGUE, {cell: value}) for id_, value in sorted(found)}
        kept[cell] = current_cells(lone, {})[cell]
    assert by_values(under_one_name(kept, named)) == by_values(dict(now))


def test_a_late_correction_under_an_old_code_meets_what_was_typed_under_the_new_one() -> None:
    first = Revision(MARY, (), CATALOGUE, {"G05.02": number("5")})
    newer = Revision(MARY, (first.id,), CATALOGUE, {"G05.31": number("6")})
    late = Revision(MARY, (first.id,), CATALOGUE, {"G05.02": number("7")})
    made = {one.id: one for one in (first, newer, late)}
    before, after = (current_cells(some, links_of(made), named) for some in (without(made, late), made))
    assert before["G05.31"].value == number("6")
    assert sorted(one.value.text for one in after["G05.41"].candidates) == ["6", "7"]
    (told,) = changes(MARY, before, after, named)
    assert isinstance(told, Change)
    assert (told.cell, told.kind) == ("G05.41", ChangeKind.CONFLICT)


def without(made: Made, one: Revision) -> Made:
    return {id_: other for id_, other in made.items() if id_ != one.id}
