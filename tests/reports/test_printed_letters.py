from hypothesis import given
from hypothesis import strategies as st

from gcm_desktop.locales import LOCALES
from gcm_desktop.reports.fonts import printable, register
from gcm_desktop.reports.grid import pieces


@given(st.text())
def test_nothing_is_printed_that_the_faces_lack(text):
    assert all(ord(letter) in register() or letter == "\n" for letter in printable(text))


@given(st.text(st.characters(categories=["L", "N", "P", "S"])))
def test_every_visible_character_leaves_a_trace(text):
    assert bool(printable(text)) == bool(text)


def test_letters_of_the_three_languages_are_in_every_face():
    for own in LOCALES.values():
        letters = own.alphabet + own.alphabet.upper() + own.group + own.percent
        assert printable(letters) == letters
    signs = "№«»“”–—…×≈≥≤><°²³±€*−\u00a0"
    assert printable(signs) == signs


@given(st.text(), st.integers(100, 2000))
def test_pieces_of_a_text_hold_all_its_words_and_no_more_than_allowed(text, most):
    cut = list(pieces(text, most))
    assert "".join("".join(cut).split()) == "".join(text.split())
    assert all(len(piece) <= max(most, 400) for piece in cut)
