"""Every code has a sentence, and every sentence a code."""

import re
import string
from pathlib import Path

import pytest

import gcm_desktop
from gcm_desktop.app.phrases import SENTENCES
from gcm_desktop.app.wording import rule_sentence, sentence
from gcm_desktop.errors import Issue, Severity, UserError, Where
from gcm_desktop.i18n import LANGUAGES, words

SOURCE = Path(gcm_desktop.__file__).parent
CODE = re.compile(r'"((?:E[1-7]|W[47]|C1)\d\d|R1[034]0|R900)"')
UNKIND = re.compile(r"\b(invalid|failed|error occurred|abort|rejected)\b", re.IGNORECASE)


def used_codes() -> set[str]:
    files = [path for path in SOURCE.rglob("*.py") if not path.name.startswith("phrases")]
    return {code for path in files for code in CODE.findall(path.read_text(encoding="utf-8"))}


def test_every_code_has_a_sentence_and_every_sentence_is_used():
    assert used_codes() - SENTENCES.keys() == set()
    assert SENTENCES.keys() - used_codes() == set()


def test_no_sentence_blames():
    texts = [
        text for value in SENTENCES.values() for text in (value if isinstance(value, tuple) else (value,))
    ]
    assert [text for text in texts if UNKIND.search(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_stands_even_when_facts_are_missing(code, language):
    text = sentence(words(language), UserError(code))
    assert text
    assert not [name for _, name, _, _ in string.Formatter().parse(text) if name]


def test_moments_and_numbers_are_written_as_the_language_does():
    error = UserError("E302", file="a.gcm", person="Orazow B.", computer="PC", since="2026-03-09T14:05:00")
    assert "09/03/2026 14:05" in sentence(words("en"), error)
    assert "1,234" in sentence(words("en"), UserError("E306", file="a.gcm", missing=1234))


def test_a_rule_speaks_to_officer_and_coordinator(catalogue):
    issue = Issue("R101", Severity.ERROR, Where(cell="G05.01"), {"value": -4, "limit": 0})
    officer = rule_sentence(words("en"), catalogue, issue)
    assert "-4" in officer
    assert officer != rule_sentence(words("en"), catalogue, issue, "coordinator")


def test_every_rule_text_can_be_filled(catalogue):
    for number in catalogue.rule_texts:
        for language in LANGUAGES:
            for audience in ("officer", "coordinator"):
                issue = Issue(number, Severity.ERROR, Where(cell="G05.01"))
                assert rule_sentence(words(language), catalogue, issue, audience)
