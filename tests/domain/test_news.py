"""What one revision alone says is told as any comparison tells it; places are packed as they are kept."""

from __future__ import annotations

import zlib
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from gcm_desktop.domain.canonical import brief, canonical_json, canonical_of_brief, of_brief
from gcm_desktop.domain.merge import Lone, changes, current_cells, kinds_of, together, touched_by
from gcm_desktop.domain.places import Places
from gcm_desktop.domain.records import Revision
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import Basis, Precision, State, Value

KEY = ReturnKey("MLSP", "TM", "2026-Q3")
OTHER = ReturnKey("MLSP", "TM", "2026-Q4")
WORDS = st.sampled_from(("", "0", "412", "ýüz", 'a"b', "\\"))
VALUES = st.builds(
    Value,
    st.sampled_from(State),
    WORDS,
    st.sampled_from(Precision),
    st.sampled_from(Basis),
    note=st.just("") | WORDS,
)
CELLS = st.dictionaries(st.sampled_from([f"G05.{n:02d}" for n in range(1, 9)]), VALUES, max_size=6)


@given(CELLS, CELLS)
def test_the_news_of_one_revision_are_those_of_a_comparison(
    cells: dict[str, Value], more: dict[str, Value]
) -> None:
    revision = Revision(KEY, (), "c", cells)
    stands = current_cells({revision.id: revision}, {})
    assert isinstance(stands, Lone)
    news, compared = changes(KEY, {}, stands), changes(KEY, {}, dict(stands))
    assert news == compared
    assert compared == tuple(news)
    assert [news[n] for n in range(len(news))] == list(news)
    assert kinds_of(news) == Counter(change.kind for change in compared)
    assert [(key, list(found)) for key, found in touched_by(news)] == [
        (key, list(found)) for key, found in touched_by(compared)
    ]
    other = Revision(OTHER, (), "c", more)
    further = changes(OTHER, {}, current_cells({other.id: other}, {}))
    assert tuple(together([news, further])) == (*news, *further)


@given(VALUES)
def test_the_short_form_of_an_answer_says_all_its_record_says(value: Value) -> None:
    assert of_brief(brief(value)).record() == value.record()
    assert canonical_of_brief(brief(value)) == canonical_json(value.record()).decode()


@given(st.dictionaries(WORDS, st.tuples(WORDS, WORDS), max_size=4))
def test_places_are_packed_as_canonical_json(places: dict[str, tuple[str, str]]) -> None:
    packed = Places.of(places)
    assert zlib.decompress(packed.packed) == canonical_json(places)
    assert packed == places
    assert Places.of(packed) is packed
