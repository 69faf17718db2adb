from hypothesis import given
from hypothesis import strategies as st

from gcm_desktop.desktop.mnemonics import letters_of, marked

_TEXTS = st.lists(st.text("abc &Çýлё", max_size=8), max_size=8)


@given(_TEXTS, st.frozensets(st.sampled_from("abcл"), max_size=2))
def test_every_letter_leads_to_one_text_only_and_the_words_stay(texts, taken):
    found = marked(texts, taken)
    assert [text.replace("&&", "\0").replace("&", "").replace("\0", "&") for text in found] == texts
    letters = [letter for text in found for letter in letters_of([text])]
    assert len(letters) == len(set(letters))
    assert not set(letters) & taken


def test_a_letter_that_begins_a_word_is_taken_first_and_given_up_for_a_text_without_another():
    assert marked(["Period", "Copies"]) == ["&Period", "&Copies"]
    assert marked(["ab", "a"]) == ["a&b", "&a"]
    assert marked(["Second language"], {"s"}) == ["Second &language"]
