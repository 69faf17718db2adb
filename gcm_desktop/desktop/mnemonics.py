"""Letters that lead to a field or a button with Alt, found anew in every language."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def marked(texts: Sequence[str], taken: Collection[str] = ()) -> list[str]:
    """Give the texts with an ampersand before a letter of their own, one that begins a word where it can.

    As many texts as possible get a letter; ``taken`` are letters that lead elsewhere.
    """
    found: dict[str, int] = {}  # letter: the text it leads to

    def give(text: int, tried: set[str]) -> bool:
        for letter in _letters(texts[text]):
            if letter in taken or letter in tried:
                continue
            tried.add(letter)
            if letter not in found or give(found[letter], tried):
                found[letter] = text
                return True
        return False

    for number in range(len(texts)):
        give(number, set())
    own = {number: letter for letter, number in found.items()}
    return [_with(text, own.get(number, "")) for number, text in enumerate(texts)]


def letters_of(texts: Sequence[str]) -> frozenset[str]:
    """Give the letters that marked texts lead from."""
    return frozenset(
        after[0].casefold() for text in texts for after in text.replace("&&", "").split("&")[1:] if after
    )


def _letters(text: str) -> list[str]:
    """Give the letters of a text, those that begin a word first."""
    places = [place for place, letter in enumerate(text) if letter.isalpha()]
    first = [place for place in places if place == 0 or not text[place - 1].isalnum()]
    return list(dict.fromkeys(text[place].casefold() for place in (*first, *places)))


def _with(text: str, letter: str) -> str:
    if not letter:
        return text.replace("&", "&&")
    places = [place for place, one in enumerate(text) if one.casefold() == letter]
    first = [place for place in places if place == 0 or not text[place - 1].isalnum()]
    place = (first or places)[0]
    return f"{text[:place].replace('&', '&&')}&{text[place:].replace('&', '&&')}"
