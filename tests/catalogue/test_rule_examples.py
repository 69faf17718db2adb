"""Every rule's own examples, run through the rules themselves: one passes, one is found."""

import re
from dataclasses import replace
from datetime import date

import pytest

from gcm_desktop.catalogue import load
from gcm_desktop.domain.catalogue import ValueType
from gcm_desktop.domain.cells import parse_cell
from gcm_desktop.domain.entries import entry
from gcm_desktop.domain.rules import CHECKS, Answers, findings
from gcm_desktop.domain.values import BLANK, State, Value

CATALOGUE = load()
_PART = re.compile(
    r"(?:(before|year before|Q[1-4]) )?([^=#\s]+(?:=[^=#\s|]+\|?[ND]?)?)(?:#(note|source))?=(.*)"
)
CHECKED = [text for text in CATALOGUE.rule_texts.values() if text.kind in CHECKS]


def typed(cell, text):
    letter, times, count = text.partition(" × ")
    written = letter * int(count) if times else text
    indicator = CATALOGUE.indicators[parse_cell(cell).indicator]
    if indicator.value_type is ValueType.STAGE:
        return Value(State.VALUE, written)  # as an older list might have left it; entry would not take it
    return entry(indicator, cell, written, CATALOGUE.codelists)


def read(example):
    """Read ``[when ]CELL[#note|#source]=ANSWER; …`` into the answers a rule looks at."""
    sheets = {when: {} for when in ("", "before", "year before", "Q1", "Q2", "Q3", "Q4")}
    today = None
    for part in example.split("; "):
        if part.startswith("today "):
            today = date.fromisoformat(part.removeprefix("today "))
            continue
        when, cell, mark, text = _PART.fullmatch(part).groups()
        sheet = sheets[when or ""]
        sheet[cell] = replace(sheet.get(cell, BLANK), **{mark: text}) if mark else typed(cell, text)
    quarters = tuple(sheets[f"Q{n}"] for n in range(1, 5))
    return Answers(CATALOGUE, sheets[""], sheets["before"], sheets["year before"], quarters, today)


def numbers_found(text, example):
    answers = read(example)
    bearing = [i for i in CATALOGUE.indicators.values() if text.kind in {rule.kind for rule in i.rules}]
    named = [i for i in bearing if any(cell.startswith(i.code) for cell in answers.now)]
    if text.kind == "blank_needs_reason":
        named = [CATALOGUE.indicators["G05.02"]]
    return {issue.code for issue in findings(answers, named, complete=True)}


@pytest.mark.parametrize("text", CHECKED, ids=lambda text: text.kind)
def test_the_passing_example_passes(text):
    assert text.number not in numbers_found(text, text.passing)


@pytest.mark.parametrize("text", CHECKED, ids=lambda text: text.kind)
def test_the_failing_example_is_found(text):
    assert text.number in numbers_found(text, text.failing)


def test_a_date_example_reads_and_the_other_does_not():
    text = next(text for text in CATALOGUE.rule_texts.values() if text.kind == "date_precision")
    assert read(text.passing).now["G04.15"].state is State.VALUE
    assert read(text.failing).now["G04.15"].state is State.UNREAD


def test_every_kind_in_use_has_a_text_and_every_text_a_use():
    used = {rule.kind for indicator in CATALOGUE.indicators.values() for rule in indicator.rules}
    assert used == {text.kind for text in CATALOGUE.rule_texts.values()}
