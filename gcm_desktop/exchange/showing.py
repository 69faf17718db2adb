"""How a value stands in a workbook's cells; the reader uses the same to tell what nobody touched."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from gcm_desktop.domain.catalogue import Catalogue, CodeList, RegisterField
from gcm_desktop.domain.entries import clean
from gcm_desktop.domain.values import State, Value
from gcm_desktop.exchange import marks
from gcm_desktop.exchange.layout import Entry
from gcm_desktop.i18n import Words

BETWEEN: Final = " · "
_SURROGATES = re.compile("[\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?")
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)

Content = int | Decimal | str | None


def tidy(text: str) -> str:
    """Give text as it may stand in a file: composed, without control characters, plain line ends."""
    return clean(_SURROGATES.sub("", _LINE_ENDS.sub("\n", text)))


def answer(words: Words, value: Value, entry: Entry, choices: tuple[str, ...], *, marked: bool) -> Content:
    """Give what stands in an answer cell; ``marked`` says that signs stand in a cell of their own."""
    if value.state is State.BLANK:
        return None
    if value.state is State.UNREAD:
        return tidy(value.text) or None
    if value.state is not State.VALUE:
        return None if marked else marks.sign_of(value.state)
    if entry in (Entry.WHOLE, Entry.DECIMAL):
        sign = "" if marked else marks.sign_of_precision(value.precision)
        return f"{sign} {value.text}" if sign else number(value.text)
    if entry is Entry.YES_NO:
        return words.say("yes") if value.text == "1" else words.say("no")
    if entry is Entry.DATE:
        return date(value.text)
    if entry is Entry.STAGE:
        return next((c for c in choices if c.partition(BETWEEN)[0] == value.text), value.text)
    return tidy(value.text) or None


def number(text: str) -> Content:
    """Give a canonical number as a spreadsheet keeps it, exact to its last digit."""
    return Decimal(text) if "." in text else int(text)


def date(iso: str) -> str:
    """Give a year, month or day the way it is written here."""
    match = _ISO.fullmatch(iso)
    return ".".join(part for part in reversed(match.groups()) if part) if match else iso


def field_text(catalogue: Catalogue, field: RegisterField, value: Value, language: str) -> str:
    """Give what stands in a register's cell."""
    if value.state is State.UNREAD:
        return tidy(value.text)
    if value.state is not State.VALUE:
        return marks.sign_of(value.state)
    if field.kind == "country" and value.text in catalogue.countries:
        return value.text + BETWEEN + catalogue.countries[value.text].of(language)
    if field.kind == "code" and field.codelist:
        return coded(catalogue.codelists[field.codelist], value.text, language)
    return date(value.text) if field.kind == "date" else tidy(value.text)


def coded(codelist: CodeList, code: str, language: str) -> str:
    """Give ``CODE · name``, or the code alone where the list does not know it."""
    for known in codelist.codes:
        if known.code == code:
            return code + BETWEEN + known.name.of(language)
    return code
