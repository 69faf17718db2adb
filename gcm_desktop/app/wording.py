"""Sentences for codes and facts: a problem says what was found, where, and what to do."""

from __future__ import annotations

import string
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from gcm_desktop.app.phrases import SENTENCES
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.text import Text3
from gcm_desktop.errors import Issue, Severity, UserError, Where
from gcm_desktop.i18n import Words, mark

SEVERITIES: Final = {
    Severity.ERROR: mark("error"),
    Severity.WARNING: mark("warning"),
    Severity.COMMENT: mark("to explain"),
    Severity.INFO: mark("for information"),
}
_MOMENTS: Final = ("since", "at")


def sentence(words: Words, thing: UserError | Issue) -> str:
    """Give the sentence of an error or finding; its number is shown apart."""
    facts = dict(thing.facts)
    if isinstance(thing, Issue):
        facts = {**_places(thing.where), **facts}
    text = SENTENCES.get(thing.code)
    if text is None:
        return words.say("Something was found that has no words yet: {code}.", code=thing.code)
    if isinstance(text, tuple):
        text = text[bool(facts.get("withdrawn"))]
    return words.say(text, **_filled(words, text, facts))


def located(words: Words, issue: Issue) -> str:
    """Give the sentence of a finding in a workbook with the sheet and cell it is about."""
    place = " ".join(part for part in (issue.where.sheet, issue.where.ref) if part)
    text = sentence(words, issue)
    return words.say("{place}: {text}", place=place, text=text) if place else text


def rule_sentence(words: Words, catalogue: Catalogue, issue: Issue, audience: str = "officer") -> str:
    """Give what a rule says to the officer or to the coordinator."""
    rule = catalogue.rule_texts.get(issue.code)
    if rule is None:
        return sentence(words, issue)
    meant: Text3 = rule.officer if audience == "officer" else rule.coordinator
    text = meant.of(words.code)
    facts = dict(issue.facts)
    if (dim := facts.get("dimension")) in catalogue.codelists:
        facts["dimension"] = catalogue.codelists[str(dim)].name.of(words.code)
    return text.format_map(_filled(words, text, {**_places(issue.where), **facts}))


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def _filled(words: Words, text: str, facts: Mapping[str, Any]) -> dict[str, str]:
    """Write every fact as this language does; a fact nobody stated is a dash, never a gap in the program."""
    return {name: shown_fact(words, _moment(name, facts.get(name))) or "–" for name in _names(text)}


def _moment(name: str, fact: object) -> object:
    """Read a moment that travelled as text."""
    if name not in _MOMENTS or not isinstance(fact, str):
        return fact
    try:
        return datetime.fromisoformat(fact).astimezone()
    except ValueError:
        return fact


def shown_fact(words: Words, fact: object) -> str:
    """Write one fact."""
    if fact is None:
        return ""
    if isinstance(fact, bool):
        return words.say("Yes") if fact else words.say("No")
    if isinstance(fact, Decimal | int):
        return words.number(fact)
    if isinstance(fact, float):
        return words.number(Decimal(str(fact)))
    if isinstance(fact, datetime):
        return words.moment(fact)
    if isinstance(fact, date):
        return words.date(fact)
    if isinstance(fact, Path):
        return fact.name
    if isinstance(fact, Text3):
        return fact.of(words.code)
    if isinstance(fact, list | tuple | set | frozenset):
        return ", ".join(shown_fact(words, item) for item in fact)
    return str(fact)


def _places(where: Where) -> dict[str, str]:
    pairs = {
        "file": where.file,
        "sheet": where.sheet,
        "ref": where.ref,
        "cell": where.cell,
        "place": where.ref,
    }
    return {name: text for name, text in pairs.items() if text}
