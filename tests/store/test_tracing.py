"""Where a value stands in the file that brought it: found without reading every other place."""

from hypothesis import given
from hypothesis import strategies as st

from gcm_desktop.store import answers

texts = st.text(max_size=12)
words = st.text(st.sampled_from('ab"\\:{}[],.|=é'), max_size=10)
codes = st.from_regex("[GNR][0-9.|=,A]{0,6}", fullmatch=True)
places = st.dictionaries(codes, st.tuples(words | texts, words | texts), max_size=8)


@given(places, codes)
def test_a_place_is_found_as_if_all_were_read(found, other):
    packed = answers.places_written(found)
    assert {cell: answers.place_in(packed, cell) for cell in found} == found
    assert answers.place_in(packed, other) == found.get(other, ("", ""))


def test_what_looks_like_a_place_inside_a_name_is_none():
    packed = answers.places_written({"G01.02": ('"G05.02":["A","B"]', "D7"), "G05.02|SEX=F": ("G05", "E9")})
    assert answers.place_in(packed, "G05.02") == ("", "")
    assert answers.place_in(packed, "G01.02") == ('"G05.02":["A","B"]', "D7")
