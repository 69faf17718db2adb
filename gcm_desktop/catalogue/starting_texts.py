"""The names in the rows registers start with, in the languages of the program.

A row holds the words of its source, the country's review in English. Papers give official names of acts,
treaties, plans and the like in their own language; what has none stays in the language of the source.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gcm_desktop.catalogue.figures import starting_rows
from gcm_desktop.catalogue.loading import home, read_json
from gcm_desktop.domain.text import Text3

SOURCE: Final = "en"


@dataclass(frozen=True, slots=True)
class StartingTexts:
    """Every text of the starting rows, with its names where they are known."""

    names: Mapping[str, Text3]
    written: frozenset[str]

    def said(self, text: str, language: str) -> str:
        """Give a text in a language; what people wrote themselves, or has no name, stays as it is."""
        name = self.names.get(text)
        return name.of(language) if name else text

    def stays_foreign(self, text: str, language: str) -> bool:
        """Say whether a text of the source is given as it is written there."""
        return language != SOURCE and text in self.written and text not in self.names


def starting_texts(folder: Path | None = None) -> StartingTexts:
    """Read the names; ``review: native`` beside one asks a native reader to look at it."""
    place = folder or home()
    path = place / "starting_texts.json"
    records = read_json(path) if path.is_file() else []
    names = {one["en"]: Text3(one["tk"], one["ru"], one["en"]) for one in records}
    registers = sorted(one.stem for one in (place / "registers").glob("*.json"))
    rows = (row for register in registers for row in starting_rows(register, place))
    written = frozenset(
        text for row in rows for text in row.fields.values() if any(letter.islower() for letter in text)
    )
    return StartingTexts(names, written)
