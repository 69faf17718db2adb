"""Finds what was left standing in a text instead of being written: dots, brackets, the form's own words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from gcm_desktop.domain.cells import CellKind, parse_cell
from gcm_desktop.domain.values import State, Value
from gcm_desktop.errors import Issue, Severity, Where

LEFTOVER: Final = "R140"
_SHOWN: Final = 60  # letters of a find that are quoted
#: What forms and word processors write where a person should; lower case, three languages.
_FILLERS: Final = (
    "lorem ipsum", "dolor sit amet", "click or tap here", "click here to enter", "enter text here",
    "insert text here", "insert here", "type here", "write here", "text here", "your text",
    "please describe", "please specify", "please provide", "placeholder", "sample text", "todo", "tbd",
    "tbc",
    "место для ввода", "введите текст", "введите здесь", "вставьте текст", "вставить текст", "впишите",
    "напишите здесь", "ваш текст", "текст здесь", "пример текста", "образец текста", "опишите здесь",
    "просьба описать", "просьба указать", "заполнить позже", "дополнить позже", "будет дополнено",
    "подлежит уточнению", "уточнить позже",
    "tekst ýazyň", "tekst giriziň", "teksti giriziň", "şu ýere ýazyň", "bu ýere ýazyň", "şu ýere giriziň",
    "siziň tekstiňiz", "nusga tekst", "soň dolduryň", "soň doldurylar", "soňra doldurylar",
)  # fmt: skip
_FILLER: Final = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, _FILLERS)) + r")(?!\w)", re.IGNORECASE)
#: A bracket left open for a word: empty, dots, underscores, or a word of advice in square brackets.
_BRACKET: Final = re.compile(
    r"\[[^\[\]\n]{0,200}\]|<[^<>\n\d@:/]{1,60}>|\{[^{}\n]{0,60}\}|\(\s*(?:\.{2,}|…|_{2,})?\s*\)"
)
_CITED: Final = re.compile(r"\[\s*(?:\d+(?:\s*[,;–-]\s*\d+)*|sic)\s*\]", re.IGNORECASE)  # a footnote
_GAPS: Final = re.compile(
    r"_{3,}"  # a line to write on
    r"|(?<!\w)(?:[XxХх]{2,})(?![\w])"  # XX, also in Cyrillic letters
    r"|(?<![\w.])\?{2,}"
    r"|(?:^|(?<=\s))(?!(?<=\d\s)…\s\d)(?:\.{3,}|…)(?=\s|$)"  # dots in the place of a word, not 5 … 10
    r"|\.{5,}|…{2,}"
)
_ROMAN: Final = re.compile(r"[Xx]{2,3}")


def leftover(text: str, prompts: Collection[str] = ()) -> str:
    """Give the first thing in a text that waits to be replaced, or nothing.

    ``prompts`` are the words of the form itself: alone in a field or on a line they are no answer.
    """
    found = min(_places(text, prompts), default=None)
    return "" if found is None else found[1][:_SHOWN]


def _places(text: str, prompts: Collection[str]) -> Iterator[tuple[int, str]]:
    for match in _FILLER.finditer(text):
        yield match.start(), match[0]
    for match in _BRACKET.finditer(text):
        if not _CITED.fullmatch(match[0]):
            yield match.start(), match[0]
    for match in _GAPS.finditer(text):
        if not _century(text, match):
            yield match.start(), match[0]
    own = {_plain(prompt) for prompt in prompts} - {""}
    place = 0
    for line in text.splitlines(keepends=True):
        if _plain(line) in own:
            yield place, line.strip()
        place += len(line)


def _century(text: str, match: re.Match[str]) -> bool:
    """Say whether XX is a number: a century, or one of a row such as “XX session” or “Annex XX”."""
    if not _ROMAN.fullmatch(match[0]) or not match[0].isupper():
        return False
    before, after = text[: match.start()].rstrip(), text[match.end() :].lstrip(" -–\u00a0")
    return bool(after[:1].isalpha()) and not before.endswith(("№", "N", "#")) and bool(_COUNTED.match(after))


#: What Roman numbers count: centuries, sessions, congresses, conferences.
_COUNTED: Final = re.compile(
    r"(?:век|в\.|вв\.|столет|сесси|съезд|конферен|заседан|cent|session|congress|conference|meeting|"
    r"asyr|mejlis|gurultaý|maslahat)",
    re.IGNORECASE,
)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]|_", " ", text).casefold().split())


def leftovers(values: Mapping[str, Value], prompts: Collection[str] = ()) -> Iterator[Issue]:
    """Look through the narratives of a return; a note on one explains it like any other warning."""
    for cell, value in values.items():
        if not cell.startswith("N") or value.state is not State.VALUE:
            continue
        if parse_cell(cell).kind is CellKind.NARRATIVE and (found := leftover(value.text, prompts)):
            facts: dict[str, object] = {"found": found}
            if value.note:
                yield Issue(LEFTOVER, Severity.INFO, Where(cell=cell), {**facts, "explained": True})
            else:
                yield Issue(LEFTOVER, Severity.WARNING, Where(cell=cell), facts)
