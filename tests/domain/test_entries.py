"""What people type into cells of every kind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcm_desktop.catalogue import load
from gcm_desktop.domain.entries import entry
from gcm_desktop.domain.values import BLANK, Basis, Precision, State, Value


def typed(cell: str, text: str) -> Value:
    catalogue = load()
    return entry(catalogue.indicators.get(cell[:6]), cell, text, catalogue.codelists)


@pytest.mark.parametrize(
    ("cell", "text", "value"),
    [
        ("G01.02", "412", Value(State.VALUE, "412")),
        ("G01.02", "0", Value(State.VALUE, "0")),
        ("G01.02", "", BLANK),
        ("G01.02", "   ", BLANK),
        ("G01.02", "1 234", Value(State.VALUE, "1234")),
        ("G01.02", "?L", Value(State.NOT_COLLECTED)),
        ("G01.02", "?O", Value(State.NOT_AVAILABLE)),
        ("G01.02", "x", Value(State.NOT_APPLICABLE)),
        ("G01.02", "~ 23000", Value(State.VALUE, "23000", Precision.ABOUT)),
        ("G01.02", ">=5", Value(State.VALUE, "5", Precision.AT_LEAST)),
        ("G01.02", ">5", Value(State.VALUE, "5", Precision.MORE_THAN)),
        ("G01.02", "<~5", Value(State.VALUE, "5", Precision.ALMOST)),
        ("G01.02", "1,5", Value(State.UNREAD, "1,5")),
        ("G01.02", "412 adam", Value(State.UNREAD, "412 adam")),
        ("G02.08", "1,5", Value(State.VALUE, "1.5")),
        ("G02.07", "hawa", Value(State.VALUE, "1")),
        ("G02.07", "нет", Value(State.VALUE, "0")),
        ("G02.07", "maybe", Value(State.UNREAD, "maybe")),
        ("G04.15", "2008", Value(State.VALUE, "2008")),
        ("G04.15", "01052008", Value(State.VALUE, "2008-05-01")),
        ("G04.15", "1.5.2008", Value(State.VALUE, "2008-05-01")),
        ("G04.15", "31.02.2008", Value(State.UNREAD, "31.02.2008")),
        ("G01.13", "ope", Value(State.VALUE, "OPE")),
        ("G02.01|N", "7", Value(State.VALUE, "7")),
        ("G02.11|R", "70", Value(State.VALUE, "70")),
        ("N05.progress", "= öňe", Value(State.VALUE, "= öňe")),
        ("R.BA.BA-1.subject", "Türkiýe", Value(State.VALUE, "Türkiýe")),
    ],
)
def test_a_typed_text_becomes_its_value(cell: str, text: str, value: Value) -> None:
    got = typed(cell, text)
    assert got.same_as(value), got
    assert got.basis is Basis.PERIOD


@given(st.text(min_size=1, max_size=40))
def test_nothing_typed_is_thrown_away(text: str) -> None:
    value = typed("G01.02", text)
    if value.state is State.UNREAD:
        assert value.text
    elif value.state is State.VALUE:
        assert value.text.lstrip("-").isdigit()


@given(st.text(max_size=60))
def test_text_is_kept_without_what_cannot_be_seen(text: str) -> None:
    value = typed("N05.progress", text)
    assert not set(value.text) & set("\u0000\u0007\u200b\ufeff\u202e")
    assert typed("N05.progress", value.text) == value
