"""The histories that simpler models got wrong, one by one."""

from __future__ import annotations

from gcm_desktop.domain.merge import current, unite
from gcm_desktop.domain.records import Act, ActKind, Maker, RevisionKind
from gcm_desktop.domain.values import BLANK, number
from tests.domain.histories import MARY, Computer

CELL = "G01.02"


def texts(computer: Computer, cell: str = CELL) -> list[str]:
    now = current(computer.history, MARY)
    return sorted(c.value.text for c in now[cell].candidates) if cell in now else []


def test_two_halves_of_one_return_unite_without_a_conflict() -> None:
    a, b, nation = Computer("a"), Computer("b"), Computer("n")
    a.type({CELL: number("5")})
    b.type({"G05.02": number("7")})
    a.send(nation)
    b.send(nation)
    assert texts(nation) == ["5"]
    assert texts(nation, "G05.02") == ["7"]


def test_two_roots_with_different_values_are_a_conflict_and_with_equal_ones_are_not() -> None:
    a, b, nation = Computer("a"), Computer("b"), Computer("n")
    a.type({CELL: number("5"), "G05.02": number("1")})
    b.type({CELL: number("7"), "G05.02": number("1")})
    a.send(nation)
    b.send(nation)
    assert texts(nation) == ["5", "7"]
    assert texts(nation, "G05.02") == ["1"]


def test_a_decision_back_to_the_base_value_holds_against_a_stale_copy() -> None:
    office, copy, nation = Computer("a"), Computer("b"), Computer("n")
    office.type({CELL: number("5")})
    office.type({CELL: number("6")})
    office.send(copy)
    office.type({CELL: number("5")})
    office.send(nation)
    copy.send(nation)
    assert texts(nation) == ["5"]


def test_withdrawing_a_parent_puts_the_decision_to_sleep_and_back_wakes_it() -> None:
    a, b, nation = Computer("a"), Computer("b"), Computer("n")
    a.type({CELL: number("5")})
    b.type({CELL: number("7")})
    a.send(nation)
    b.send(nation)
    nation.settle(CELL, 1)
    decided = texts(nation)
    nation.say(ActKind.WITHDRAWN, 1)
    assert texts(nation) == ["5"]
    nation.say(ActKind.PUT_BACK, 1)
    assert texts(nation) == decided


def test_three_heads_are_three_candidates_and_one_decision_settles_them() -> None:
    nation = Computer("n")
    for name, value in (("a", "5"), ("b", "6"), ("c", "7")):
        computer = Computer(name)
        computer.type({CELL: number(value)})
        computer.send(nation)
    assert texts(nation) == ["5", "6", "7"]
    nation.settle(CELL, 2)
    assert len(texts(nation)) == 1


def test_criss_cross_decisions_leave_two_candidates() -> None:
    a, b, c = Computer("a"), Computer("b"), Computer("c")
    for computer, value in ((a, "5"), (b, "6"), (c, "7")):
        computer.type({CELL: number(value)})
    first, second = Computer("x"), Computer("y")
    a.send(first)
    b.send(first)
    b.send(second)
    c.send(second)
    first.settle(CELL, 0)
    second.settle(CELL, 1)
    united = unite(first.history, second.history)
    candidates = current(united, MARY)[CELL].candidates
    made = {united.revisions[i].kind for candidate in candidates for i in candidate.revisions}
    assert made == {RevisionKind.DECISION}


def test_two_national_files_that_exchange_end_equal() -> None:
    mary, ahal = Computer("m"), Computer("h")
    one, two = Computer("x"), Computer("y")
    mary.type({CELL: number("5")})
    ahal.type({CELL: number("7"), "G05.02": number("1")})
    mary.send(one)
    ahal.send(one)
    ahal.send(two)
    one.settle(CELL, 0)
    two.say(ActKind.WITHDRAWN, 0)
    one_first = unite(one.history, two.history)
    two_first = unite(two.history, one.history)
    assert one_first == two_first
    assert current(one_first, MARY) == current(two_first, MARY)


def test_emptied_on_purpose_does_not_let_the_old_value_back() -> None:
    a, nation = Computer("a"), Computer("n")
    a.type({CELL: number("5")})
    a.send(nation)
    a.type({CELL: BLANK})
    a.send(nation)
    assert texts(nation) == [""]


def test_a_workbook_filled_by_hand_has_one_id_wherever_it_is_read() -> None:
    from gcm_desktop.domain.merge import freeze

    made = [freeze(MARY, {CELL: number("5")}, {}, (), "c" * 64, None) for _ in range(2)]
    assert made[0] is not None
    assert made[0].id == made[1].id


def test_of_acts_that_do_not_know_each_other_the_stricter_holds() -> None:
    from gcm_desktop.domain.merge import standing

    taken = Act("import:f", ActKind.PUT_BACK, (), Maker("a"))
    out = Act("import:f", ActKind.WITHDRAWN, (), Maker("b"))
    said = standing([taken, out], "import:f")
    assert said.kind is ActKind.WITHDRAWN
    assert said.disagree
    answer = Act("import:f", ActKind.PUT_BACK, (taken.id, out.id), Maker("c"))
    assert standing([taken, out, answer], "import:f").kind is ActKind.PUT_BACK
