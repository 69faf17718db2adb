"""A return tells of its catalogue version by what differs; nothing of it is believed."""

from __future__ import annotations

import dataclasses
import json
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gcm_desktop.catalogue import load
from gcm_desktop.catalogue.loading import sealed
from gcm_desktop.domain.records import canonical_json
from gcm_desktop.domain.text import Text3
from gcm_desktop.errors import UserError
from gcm_desktop.exchange.lineage import ROOM, _changed, _difference, lineage_of, rebuilt
from gcm_desktop.exchange.reading import read_bytes
from gcm_desktop.exchange.writing import workbook_bytes
from tests.exchange.books import book_of
from tests.exchange.catalogue_changes import renamed

JSON = st.recursive(
    st.none() | st.integers(0, 3) | st.sampled_from("abc"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("dlvx"), inner, max_size=3),
    max_leaves=12,
)


@given(JSON, JSON)
def test_a_difference_leads_from_any_thing_to_any_other(old, new):
    assert _changed(old, json.loads(canonical_json(_difference(old, new)))) == new


@pytest.fixture(scope="module")
def versions():
    """Give the program's own version and two that follow it."""
    own = load()
    first = renamed(own, "1.1", "G23.01", "G23.91")
    return own, first, renamed(first, "1.2", "G23.02", "G23.92")


def test_a_version_is_put_together_again_from_each_that_is_known(versions):
    own, first, last = versions
    ways = lineage_of(last, (own, first))
    for base in (own, first):
        assert rebuilt(ways, last.digest, {base.digest: base}) == last
    assert rebuilt(ways, last.digest, {}) is None
    assert rebuilt(ways, "0" * 64, {own.digest: own}) is None
    assert len(zlib.compress(canonical_json([list(way) for way in ways]), 9)) < 3_000


def test_what_would_take_too_much_room_stays_out(versions):
    own, first, _ = versions
    reworded = {
        code: dataclasses.replace(one, name=Text3(f"tk {code} {one.name.ru}", one.name.ru, one.name.en))
        for code, one in own.indicators.items()
    }
    version = sealed(dataclasses.replace(own, number="1.3", indicators=reworded))
    assert lineage_of(version, (own, first)) == ()
    assert ROOM <= 30 * 1024


def test_a_return_of_an_older_version_never_held_is_read_by_what_it_tells(versions, unit):
    own, first, last = versions
    data = workbook_bytes(dataclasses.replace(book_of(first, unit, {}), lineage=lineage_of(first, (own,))))
    read = read_bytes(data, "r.xlsx", {last.digest: last})
    assert (read.catalogue, read.lineage[0][0]) == (first.digest, own.digest)
    lies = dataclasses.replace(book_of(first, unit, {}), lineage=lineage_of(last, (own,)))
    for book in (lies, book_of(first, unit, {})):
        with pytest.raises(UserError, match="E422"):
            read_bytes(workbook_bytes(book), "r.xlsx", {last.digest: last})


def test_a_version_that_is_not_sound_is_not_used(versions):
    own, *_ = versions
    broken = {code: one for code, one in own.codelists.items() if code != "AGE"}
    unsound = sealed(dataclasses.replace(own, number="0.9", codelists=broken))
    assert rebuilt(lineage_of(unsound, (own,)), unsound.digest, {own.digest: own}) is None


@settings(max_examples=25)
@given(st.data())
def test_nonsense_in_the_place_of_a_way_ends_in_nothing(data):
    own = load()
    way = data.draw(JSON | st.dictionaries(st.sampled_from("dlvx"), JSON, max_size=2))
    assert rebuilt([(own.digest, way)], "0" * 64, {own.digest: own}) is None
