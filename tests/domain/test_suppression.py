from decimal import Decimal
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gcm_desktop.domain.equations import Places
from gcm_desktop.domain.published import NATION_SUM, Figure
from gcm_desktop.domain.suppression import Earlier, hiding, is_small
from tests.domain.publications import (
    CELL,
    ETRAPS,
    FLAT,
    NESTED,
    QUARTERS,
    VELAYATS,
    Reader,
    World,
    computable,
)

SEED, MOST = st.integers(0, 10**9), st.sampled_from((4, 9, 30, 200))
ALONE = Places({}, {})


def world(seed: int, most: int, dims: dict[str, int], leaves, places: Places, periods=QUARTERS[:1]) -> World:
    made = World(dims, tuple(leaves), places, periods)
    made.fill(Random(seed), most)
    return made


def check(reader: Reader) -> None:
    assert not computable(reader.unknown_rows()) & reader.hidden
    assert not any(is_small(number) for _, number in reader.shown)


@settings(max_examples=40)
@given(SEED, MOST)
def test_no_hidden_figure_of_one_table_can_be_computed(seed, most):
    reader = Reader(world(seed, most, {"SEX": 3, "AGE": 6, "CIT": 4}, VELAYATS, FLAT))
    figures = reader.world.figures
    chosen = reader.publish(set(figures))
    check(reader)
    assert not chosen.given_away
    assert all(figures[figure] for figure in chosen.hidden)  # a zero is shown


@settings(max_examples=12)
@given(SEED, MOST)
def test_no_hidden_figure_of_areas_within_areas_can_be_computed(seed, most):
    reader = Reader(world(seed, most, {"SEX": 3, "AGE": 4}, (*ETRAPS, VELAYATS[2]), NESTED))
    assert not reader.publish(set(reader.world.figures)).given_away
    check(reader)


@settings(max_examples=6)
@given(SEED, MOST, st.data())
def test_what_one_publication_hid_no_later_one_gives_away(seed, most, data):
    random = Random(seed)
    reader = Reader(world(seed, most, {"SEX": 3, "AGE": 3}, VELAYATS, FLAT, QUARTERS))
    for _ in range(data.draw(st.integers(2, 4))):
        figures = reader.world.figures
        period = data.draw(st.sampled_from((*QUARTERS, "2026")))
        who = data.draw(st.sampled_from((VELAYATS[:1], VELAYATS[1:2], (*VELAYATS, NATION_SUM))))
        reader.publish({figure for figure in figures if figure.period == period and figure.subject in who})
        check(reader)
        if data.draw(st.booleans()):  # a correction
            reader.world.count(
                random, random.choice(VELAYATS), random.choice(QUARTERS), random.randrange(most)
            )


@settings(max_examples=30)
@given(st.lists(st.integers(0, 3), min_size=3, max_size=3), SEED)
def test_a_small_count_could_be_four_numbers_at_least(women_men_unknown, seed):
    """Every whole figure that fits is tried, up to 12."""
    total, random = sum(women_men_unknown), Random(seed)
    ages = [0, 0]
    for _ in range(total):
        ages[random.randrange(2)] += 1
    cells = [CELL, *(f"{CELL}|SEX=C{n}" for n in range(3)), *(f"{CELL}|AGE=C{n}" for n in range(2))]
    places = [Figure("TM-M", "2026", cell) for cell in cells]
    numbers = dict(zip(places, (total, *women_men_unknown, *ages), strict=True))
    chosen = hiding({one: Decimal(n) for one, n in numbers.items()}, numbers, (), ALONE)
    ranges = [range(1, 13) if one in chosen.hidden else (n,) for one, n in numbers.items()]
    fitting = [
        (whole, *sexes, *parts)
        for whole in ranges[0]
        for sexes in product(*ranges[1:4])
        if sum(sexes) == whole
        for parts in product(*ranges[4:])
        if sum(parts) == whole
    ]
    for at, (one, number) in enumerate(numbers.items()):
        possible = {held[at] for held in fitting}
        assert number in possible
        assert len(possible) >= (4 if is_small(Decimal(number)) else 2 if one in chosen.hidden else 1)


def test_a_correction_does_not_give_away_what_was_hidden_before():
    def figures(women: int, men: int) -> dict[Figure, Decimal]:
        cells = {CELL: women + men, f"{CELL}|SEX=F": women, f"{CELL}|SEX=M": men}
        return {Figure("TM-M", "2026", cell): Decimal(n) for cell, n in cells.items()}

    total, women, men = figures(3, 20)
    first = hiding(figures(3, 20), figures(3, 20), (), ALONE)
    assert first.hidden == {women, men}
    earlier = Earlier(figures(3, 20), frozenset({total}), first.hidden)
    assert hiding(figures(0, 20), figures(0, 20), [earlier], ALONE).hidden == {men, total}
    assert hiding(figures(30, 20), figures(30, 20), [earlier], ALONE).hidden == {women, men}


def test_what_was_shown_before_is_named_as_given_away():
    figures = {Figure("TM-M", "2026", CELL): Decimal(3)}
    chosen = hiding(figures, figures, [Earlier(figures, frozenset(figures))], ALONE)
    assert chosen.hidden == chosen.given_away == set(figures)


@pytest.mark.parametrize("said", [8, 9])
def test_what_a_body_says_of_the_nation_is_hidden_with_the_same_sum(said):
    places = Places({"TM-A": NATION_SUM, "TM-B": NATION_SUM}, {NATION_SUM: "TM", "MIA": "TM"})
    numbers = {"TM-A": 8, "TM-B": 0, NATION_SUM: 8, "MIA": said}
    parts = {"SEX=F": 2, "SEX=M": 6}
    figures = {Figure(subject, "2026", CELL): Decimal(n) for subject, n in numbers.items()}
    for subject in ("TM-A", NATION_SUM):
        figures |= {Figure(subject, "2026", f"{CELL}|{cell}"): Decimal(n) for cell, n in parts.items()}
    body, men = Figure("MIA", "2026", CELL), Figure("TM-A", "2026", f"{CELL}|SEX=M")
    shown_before = Earlier({men: figures[men]}, frozenset({men}))  # so that the total has to go
    chosen = hiding(figures, figures, [shown_before], places)
    assert Figure(NATION_SUM, "2026", CELL) in chosen.hidden
    assert (body in chosen.hidden) is (said == 8)


def test_the_same_figures_in_any_order_give_the_same_choice():
    made = world(7, 30, {"SEX": 3, "AGE": 6}, VELAYATS, FLAT).figures
    turned = dict(reversed(made.items()))
    assert hiding(made, made, (), FLAT) == hiding(turned, sorted(turned, reverse=True), [], FLAT)


def test_the_largest_count_that_is_hidden_can_be_another_one():
    numbers = {CELL: 30, f"{CELL}|SEX=F": 8, f"{CELL}|SEX=M": 22}
    figures = {Figure("TM-M", "2026", cell): Decimal(n) for cell, n in numbers.items()}
    assert not hiding(figures, figures, (), ALONE).hidden
    assert len(hiding(figures, figures, (), ALONE, largest=9).hidden) == 2
