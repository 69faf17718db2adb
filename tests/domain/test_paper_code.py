"""Codes on paper: what goes in comes out, whole or with one code lost, and never something else."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcm_desktop.domain.paper_code import PaperReturn, decode, encode, join, on_paper, split, texts_digest
from gcm_desktop.domain.units import parse_unit, return_of
from gcm_desktop.domain.values import QUALITIES, Basis, Precision, State, Value
from gcm_desktop.errors import UserError

KEY = return_of(parse_unit("TM-M"), "2026-Q3")
ORDER = [f"G05.{n:02d}" for n in range(1, 60)] + [f"G05.02|SEX={sex}" for sex in ("F", "M", "_U")]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
FIGURES = st.integers(0, 10**15).map(str) | st.sampled_from(["12.5", "-3", "007", "0", "1e3"]) | TEXT
VALUES = st.builds(
    Value,
    st.sampled_from(list(State)),
    FIGURES,
    st.sampled_from(list(Precision)),
    st.sampled_from(list(Basis)),
    st.sampled_from(QUALITIES),
    TEXT,
    TEXT,
)
CELLS = st.sampled_from([*ORDER, "G01.03|CIT=TUR", "G05.02|VISA=BS1", "G77.01"])
RETURNS = st.dictionaries(CELLS, VALUES, max_size=40)


def packed(values):
    return encode(PaperReturn(KEY, "c" * 64, ("r" * 64,), "1234 5678", "abcd", values), ORDER)


def outcome(data):
    try:
        return dict(decode(data, lambda key, catalogue: ORDER).values)
    except UserError as refusal:
        return refusal.code


@given(RETURNS)
def test_every_figure_state_mark_and_note_comes_back(values):
    read = decode(packed(values), lambda key, catalogue: ORDER)
    assert read == PaperReturn(KEY, "c" * 64, ("r" * 64,), "1234 5678", "abcd", values)


@given(st.binary(max_size=3000), st.integers(20, 900), st.randoms())
def test_pieces_join_in_any_order_and_without_any_one_of_them(data, room, chance: random.Random):
    try:
        pieces = list(split(data, room))
    except ValueError:
        return  # more codes than a page set holds
    assert all(len(piece) <= room for piece in pieces)
    chance.shuffle(pieces)
    assert join([*pieces, pieces[0]]) == data
    if len(pieces) > 1:
        assert join(pieces[1:]) == data


def test_missing_codes_are_named():
    pieces = split(bytes(range(256)) * 4, 300)
    with pytest.raises(UserError) as refusal:
        join([pieces[0], *pieces[3:-1]])
    assert refusal.value.code == "E703"
    assert refusal.value.facts["found"] == "2, 3"


def test_pages_of_two_returns_are_not_mixed():
    with pytest.raises(UserError, match="E702"):
        join([*split(b"one", 99), *split(b"two", 99)])


@given(st.lists(st.binary(max_size=200), max_size=4))
def test_other_codes_are_not_ours(found):
    with pytest.raises(UserError, match="E701"):
        join(found)


@given(RETURNS, st.integers(0), st.integers(1, 255))
def test_a_damaged_return_is_refused_or_the_same(values, where, flip):
    data = bytearray(packed(values))
    data[where % len(data)] ^= flip
    assert outcome(bytes(data)) in ("E700", values)


def test_narratives_stay_in_words_and_give_their_digest():
    values = {"N05.progress": Value(State.VALUE, "Bir"), "G05.02": Value(State.VALUE, "412", written="4 12")}
    assert on_paper(values) == {"G05.02": Value(State.VALUE, "412")}
    assert texts_digest(values) != texts_digest({})
