"""Figures in words, as letters repeat them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcm_desktop.domain.spelling import in_words

KNOWN = {
    0: ("nol", "ноль", "zero"),
    12: ("on iki", "двенадцать", "twelve"),
    101: ("bir ýüz bir", "сто один", "one hundred one"),
    2021: ("iki müň ýigrimi bir", "две тысячи двадцать один", "two thousand twenty-one"),
    11012: ("on bir müň on iki", "одиннадцать тысяч двенадцать", "eleven thousand twelve"),
    1000001: ("bir million bir", "один миллион один", "one million one"),
}


@pytest.mark.parametrize("number", KNOWN)
def test_known_figures_are_spelled_in_three_languages(number):
    assert tuple(in_words(number, language) for language in ("tk", "ru", "en")) == KNOWN[number]


@given(st.sets(st.integers(0, 10**12 - 1), min_size=2, max_size=2), st.sampled_from(["tk", "ru", "en"]))
def test_two_figures_never_read_the_same(numbers, language):
    one, other = (in_words(number, language) for number in numbers)
    assert one != other
    assert one == " ".join(one.split())
