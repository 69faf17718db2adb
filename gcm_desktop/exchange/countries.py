"""Tells a country or a list's code from what was chosen or typed, in any of the three languages."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from gcm_desktop.domain.catalogue import Catalogue, CodeList
from gcm_desktop.domain.text import Text3
from gcm_desktop.exchange.showing import BETWEEN
from gcm_desktop.i18n import fold

#: Cyrillic letters that look like those of codes.
_ALIKE: Final = str.maketrans("АВЕЅІЈКМНОРСТУХҮ", "ABESIJKMHOPCTYXY")


def country_code(catalogue: Catalogue, codelist: CodeList | None, text: str) -> str:
    """Give the code ``TUR · Türkiýe``, ``TUR`` or a name stands for; nothing when there is no single one.

    Without a list only countries count; a closed list takes its own codes alone.
    """
    names = _names(catalogue, codelist)
    text = unicodedata.normalize("NFKC", text)
    code = text.partition(BETWEEN)[0].strip()
    if code in names.codes:
        return code
    if code.upper() in names.codes:
        return code.upper()
    if (latin := code.upper().translate(_ALIKE)) in names.codes:
        return latin
    found = names.by_name.get(fold(" ".join(text.split())), frozenset())
    return next(iter(found)) if len(found) == 1 else ""


class _Names:
    """The codes of one list and the names that lead to them."""

    def __init__(self, pairs: Iterator[tuple[str, Text3]]) -> None:
        self.codes: set[str] = set()
        self.by_name: dict[str, frozenset[str]] = {}
        for code, name in pairs:
            self.codes.add(code)
            for text in (name.tk, name.ru, name.en):
                key = fold(text)
                self.by_name[key] = self.by_name.get(key, frozenset()) | {code}


def _names(catalogue: Catalogue, codelist: CodeList | None) -> _Names:
    return _cached(_Key(catalogue, codelist))


class _Key:
    """Catalogues are big: two count as the same list when digest and list are."""

    def __init__(self, catalogue: Catalogue, codelist: CodeList | None) -> None:
        self.catalogue, self.codelist = catalogue, codelist
        self.same = (catalogue.digest, codelist.code if codelist else "")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.same == other.same

    def __hash__(self) -> int:
        return hash(self.same)

    def pairs(self) -> Iterator[tuple[str, Text3]]:
        """Give every code with its name."""
        if self.codelist is not None:
            yield from ((code.code, code.name) for code in self.codelist.codes)
        if self.codelist is None or self.codelist.open:
            yield from self.catalogue.countries.items()


@lru_cache(maxsize=64)
def _cached(key: _Key) -> _Names:
    return _Names(key.pairs())
