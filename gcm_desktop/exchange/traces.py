"""Traces people leave on a table: cells beside its columns, merged answers, words under another code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.cells import Part, parse_cell
from gcm_desktop.domain.entries import clean
from gcm_desktop.errors import Issue, Severity, UserError, Where
from gcm_desktop.exchange.countries import country_code
from gcm_desktop.exchange.finding import ANSWERS, Form, Line
from gcm_desktop.exchange.grid import COLUMNS
from gcm_desktop.exchange.model import MARK, NOTE, READY, REPLY, SOURCE, TEXT

_RANGE: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})", re.ASCII)
_HELD: Final = frozenset((*ANSWERS, MARK, NOTE, SOURCE))


def told(found: Iterable[Form]) -> Iterator[Issue]:
    """Tell what stands beside the columns of each sheet, and which answers were merged into one cell."""
    for form in found:
        if form.beside and REPLY not in form.letters:  # remarks stand beside the answers to them
            where = Where("", form.sheet.name, form.beside[0])
            yield Issue("W428", Severity.WARNING, where, {"found": len(form.beside)})
        if form.sheet.merged:
            yield from _merged(form)


def _merged(form: Form) -> Iterator[Issue]:
    columns = {COLUMNS[form.letters[code]]: code for code in ANSWERS if code in form.letters}
    lines = {line.number: line for line in form.lines}
    for ref in form.sheet.merged:
        match = _RANGE.fullmatch(ref)
        if match is None:
            continue
        first, last = (COLUMNS.get(letters, 0) for letters in match.group(1, 3))
        top, bottom = int(match[2]), int(match[4])
        inside = [
            (line, columns[column])
            for number, line in lines.items()
            for column in columns
            if top <= number <= bottom and first <= column <= last
        ]
        if len(inside) > 1:
            line, column = inside[0]
            where = Where("", line.sheet, line.ref(column), line.code)
            yield Issue("W429", Severity.WARNING, where, {"found": ref})


def check_words(catalogue: Catalogue, language: str, found: Iterable[Form]) -> None:
    """Refuse a sheet whose answers stand beside the words of other codes, as sorting without codes leaves it.

    Raises E438 with the first such row. Words that somebody only rephrased are no matter.
    """
    words = _words(_Key(catalogue, language))
    for form in found:
        if TEXT not in form.letters or ANSWERS[0] not in form.letters:
            continue
        strange = [
            (line, text, own)
            for line in form.lines
            if line.code[0] == "G" and (raw := line.cells.get(TEXT)) is not None
            if (text := raw.text) != (own := words.of(line.code)) and own
        ]
        for line, text, own in strange:
            if not _HELD.isdisjoint(line.cells) and _is_of_another(words, form, line, text, own):
                raise UserError(
                    "E438", sheet=line.sheet, row=line.number, cell=line.code, found=text[:80], expected=own
                )


def _is_of_another(words: _Words, form: Form, line: Line, text: str, own: str) -> bool:
    said, meant = _plain(text), _plain(own)
    if said == meant or not said:
        return False
    code = own.partition(" · ")[0]
    if parse_cell(line.code).breakdown and code in words.catalogue.countries:
        named = country_code(words.catalogue, None, text)
        return bool(named) and named != code
    return any(_plain(words.of(other.code)) == said for other in form.lines if other.code[0] == "G")


def _plain(text: str) -> str:
    return " ".join(clean(unicodedata.normalize("NFKC", text)).casefold().split())


class _Words:
    """The words beside each row of a catalogue's sheets in one language, found when first asked for."""

    def __init__(self, catalogue: Catalogue, language: str) -> None:
        self.catalogue, self.language = catalogue, language
        self._known: dict[str, str] = {}

    def of(self, code: str) -> str:
        """Give the words of a row; nothing where its words are chosen or made up of codes."""
        known = self._known.get(code)
        if known is None:
            known = self._known[code] = self._find(code)
        return known

    def _find(self, code: str) -> str:
        cell = parse_cell(code) if len(code) > 3 else None
        indicator = self.catalogue.indicators.get(cell.indicator) if cell else None
        if cell is None or indicator is None or f"={READY}" in code or len(cell.breakdown) > 1:
            return ""
        if cell.breakdown:
            dim, value = cell.breakdown[0]
            return self._of_list(dim, value)
        source = {Part.NUMERATOR: indicator.numerator, Part.DENOMINATOR: indicator.denominator}.get(cell.part)
        if source is not None:
            return source.name.of(self.language) if source.name else ""
        return indicator.name.of(self.language) if cell.part is Part.WHOLE else ""

    def _of_list(self, dim: str, value: str) -> str:
        codelist = self.catalogue.codelists.get(dim)
        for one in codelist.codes if codelist else ():
            if one.code == value:
                return one.name.of(self.language)
        country = self.catalogue.countries.get(value)
        return f"{value} · {country.of(self.language)}" if country else ""


class _Key:
    """Catalogues are big: two count as the same when their digest is, and share the words found."""

    def __init__(self, catalogue: Catalogue, language: str) -> None:
        self.catalogue, self.language = catalogue, language

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and hash(self) == hash(other)

    def __hash__(self) -> int:
        return hash((self.catalogue.digest, self.language))


@lru_cache(maxsize=16)
def _words(key: _Key) -> _Words:
    return _Words(key.catalogue, key.language)
