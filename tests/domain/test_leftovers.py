"""What waits in a narrative to be replaced is found, and what people really write is left alone."""

import pytest

from gcm_desktop.app.checking import prompts
from gcm_desktop.catalogue import load
from gcm_desktop.domain.leftovers import LEFTOVER, leftover, leftovers
from gcm_desktop.domain.values import State, Value
from gcm_desktop.errors import Severity

FORM = prompts(load())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In May … persons were trained.", "…"),
        ("We trained [insert number] officers.", "[insert number]"),
        ("Обучено ХХ сотрудников.", "ХХ"),
        ("XX adam okadyldy.", "XX"),
        ("Lorem ipsum dolor sit amet", "Lorem ipsum"),
        ("Click or tap here to enter text.", "Click or tap here"),
        ("Место для ввода текста.", "Место для ввода"),
        ("Şu ýere ýazyň", "Şu ýere ýazyň"),
        ("Signed on ____ 2026", "____"),
        ("Ýagdaý:\nOkuwlar geçirildi.", "Ýagdaý:"),
        ("Достигнутое", "Достигнутое"),
        ("A few sentences for each section are enough.", "A few sentences for each section are enough."),
        ("Two laws (…) were adopted.", "(…)"),
        ("To do: see below. TBD", "TBD"),
    ],
)
def test_a_leftover_is_found(text, found):
    assert leftover(text, FORM) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Trainings went on…",
        "The plan [1] and its annexes [2, 3] (see page 5) were adopted.",
        "В XX веке и на XXI сессии.",
        "XX asyrda",
        "Visas: (a) work; (b) study. 5 … 10 days, < 15 years, write to info@migration.gov.tm",
        "The progress of the situation is good practice.",
        "Formalary doldurmaly. Next steps are to be completed by 2028.",
    ],
)
def test_what_people_write_is_left_alone(text):
    assert leftover(text, FORM) == ""


def test_a_narrative_with_a_leftover_warns_and_a_note_explains_it():
    text = Value(State.VALUE, "XX persons")
    [issue] = leftovers({"N05.progress": text, "G05.02": Value(State.VALUE, "5")}, FORM)
    assert (issue.code, issue.severity, issue.where.cell) == (LEFTOVER, Severity.WARNING, "N05.progress")
    [issue] = leftovers({"N05.progress": Value(State.VALUE, "XX persons", note="their name")}, FORM)
    assert issue.severity is Severity.INFO
