"""Records are named by their canonical JSON, however quickly that is written."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from gcm_desktop.domain.records import Maker, Revision, RevisionKind, digest
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import Basis, Precision, State, Value

WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=8) | st.sampled_from(
    ("412", 'a"b', "\\", "\n\x7f", "ş")
)
VALUES = st.builds(
    Value,
    st.sampled_from(State),
    WORDS,
    st.sampled_from(Precision),
    st.sampled_from(Basis),
    st.sampled_from(("", "E")),
    note=st.just("") | WORDS,
    written=st.just("") | WORDS,
)
PLAIN = st.builds(Value, st.sampled_from(State), WORDS)


@settings(max_examples=60)
@given(
    st.dictionaries(WORDS, VALUES | PLAIN, max_size=6),
    st.lists(WORDS, max_size=3),
    st.none() | st.builds(Maker, st.just("B"), WORDS),
    WORDS,
)
def test_the_id_of_a_revision_is_the_digest_of_its_record(
    sets: dict[str, Value], parents: list[str], maker: Maker | None, reason: str
) -> None:
    key = ReturnKey("MLSP", "TM", "2026-Q3", "GCM")
    revision = Revision(key, tuple(parents), "c", sets, RevisionKind.EDIT, reason, maker)
    assert revision.id == digest(revision.record())
    read = Revision.of(revision.record())
    assert read.id == revision.id
    assert read.is_composed
    assert read == revision or not revision.is_composed
