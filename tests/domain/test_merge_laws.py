"""The laws of merging, each as a property over generated histories."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import reduce
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from gcm_desktop.domain.merge import History, active, ancestors, current, standing, unite
from gcm_desktop.domain.records import Act, ActKind, Revision
from tests.domain.histories import MARY, play, steps

#: 500 histories of each law every time, 20,000 when what is too long for every day runs.
LAWS = settings(max_examples=500 if settings.default.max_examples < 1_000 else 20_000)
Histories = st.builds(lambda program: [c.history for c in play(program)], steps())


@LAWS
@given(Histories)
def test_idempotent(histories: list[History]) -> None:
    for one in histories:
        assert unite(one, one) == one
        for other in histories:
            assert unite(unite(one, other), other) == unite(one, other)


@LAWS
@given(Histories)
def test_commutative(histories: list[History]) -> None:
    a, b = unite(histories[0], histories[1]), unite(histories[1], histories[0])
    assert a == b
    assert current(a, MARY) == current(b, MARY)


@LAWS
@given(Histories)
def test_associative(histories: list[History]) -> None:
    a, b, c, _ = histories
    assert unite(unite(a, b), c) == unite(a, unite(b, c))


@LAWS
@given(Histories, st.lists(st.integers(0, 3), max_size=5))
def test_any_order_with_repeats_gives_the_same_values(histories: list[History], again: list[int]) -> None:
    repeats = [histories[n] for n in again]
    outcomes = [reduce(unite, [*order, *repeats], History()) for order in permutations(histories)]
    assert all(outcome == outcomes[0] for outcome in outcomes)
    assert len({tuple(sorted(current(o, MARY))) for o in outcomes}) == 1


@LAWS
@given(Histories)
def test_nothing_is_lost(histories: list[History]) -> None:
    whole = reduce(unite, histories, History())
    counting = active(whole)
    now = current(whole, MARY)
    for id_ in counting:
        for cell, value in whole.revisions[id_].sets.items():
            standing_there = {i for c in now[cell].candidates for i in c.revisions}
            overruled_by = {
                other
                for other in counting
                if cell in whole.revisions[other].sets and id_ in ancestors(whole.links, other)
            }
            assert id_ in standing_there or overruled_by, (cell, value)


def without(history: History, file: str) -> History:
    """Give the history as if ``file`` had never been imported; links stay, they are only knowledge."""
    sources = {i: names - {file} for i, names in history.sources.items()}
    kept = {i: names for i, names in sources.items() if names}
    revisions = {i: r for i, r in history.revisions.items() if i in kept}
    acts = {i: a for i, a in history.acts.items() if a.subject != f"import:{file}"}
    return History(revisions, history.links, acts, kept)


@LAWS
@given(steps())
def test_withdrawn_is_as_if_never_imported(program: list[tuple[object, ...]]) -> None:
    for computer in play(program):
        for file in computer.files:
            never = current(without(computer.history, file), MARY)
            computer_now = replace(computer, history=computer.history)
            computer_now.say(ActKind.WITHDRAWN, computer.files.index(file))
            assert current(computer_now.history, MARY) == never


@LAWS
@given(steps())
def test_put_back_is_as_if_never_withdrawn(program: list[tuple[object, ...]]) -> None:
    for computer in play(program):
        for n, file in enumerate(computer.files):
            if standing(computer.history.acts.values(), f"import:{file}").kind is ActKind.WITHDRAWN:
                continue
            before = current(computer.history, MARY)
            changed = replace(computer, history=computer.history)
            changed.say(ActKind.WITHDRAWN, n)
            changed.say(ActKind.PUT_BACK, n)
            assert current(changed.history, MARY) == before


def test_records_hold_no_clock() -> None:
    names = {f.name for kind in (Revision, Act) for f in fields(kind)}
    # `date` is stated by a person and only shown; no law looks at it.
    assert not {"time", "at", "when", "created", "modified"} & names


@LAWS
@given(Histories)
def test_records_survive_their_json(histories: list[History]) -> None:
    for history in histories:
        for id_, revision in history.revisions.items():
            assert Revision.of(revision.record()).id == id_
        for id_, act in history.acts.items():
            assert Act.of(act.record()).id == id_
