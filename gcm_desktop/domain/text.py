"""A name in the three languages of the program, which are equal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

LANGUAGES: Final = ("tk", "ru", "en")


@dataclass(frozen=True, slots=True)
class Text3:
    """One text in Turkmen, Russian and English."""

    tk: str
    ru: str
    en: str

    def of(self, language: str) -> str:
        """Give the text in ``language`` (tk, ru or en; anything else reads English)."""
        if language == "tk":
            return self.tk
        if language == "ru":
            return self.ru
        return self.en
