"""Unread answers take what is proposed for them: those named, or all that leave no doubt."""

from pathlib import Path

import pytest

from tests.cli.conftest import BY, HERE
from tests.exchange.books import typed

WRITTEN = {"G05.01": "412 ýagdaý", "G05.02": "12 док.", "G05.03": "1.234", "G06.02": "нет"}


@pytest.fixture
def unread(gcm, nation) -> Path:
    """Give a national file with four answers nobody could read."""
    assert gcm("template", "form.xlsx", *HERE).code == 0
    entries = {(cell, "VALUE"): text for cell, text in WRITTEN.items()}
    Path("typed.xlsx").write_bytes(typed(Path("form.xlsx").read_bytes(), entries))
    assert gcm("merge", nation, "typed.xlsx").code == 3
    return nation


def told(gcm, file) -> dict[str, tuple[str, str]]:
    values = gcm("values", file, "--format", "json").items
    return {item["cell"]: (item["state"], item["value"]) for item in values if item["cell"] in WRITTEN}


def test_what_leaves_no_doubt_is_taken_and_the_rest_waits(gcm, unread):
    done = gcm("accept", unread, *BY, "--json")
    assert done.code == 3
    assert {item["cell"]: item["value"] for item in done.items} == {"G05.01": "412", "G05.02": "12"}
    assert gcm("accept", unread, "--json").items == []  # nothing sure is left
    found = told(gcm, unread)
    assert (found["G05.01"][1], found["G05.02"][1]) == ("412", "12")
    assert found["G05.03"][0] == found["G06.02"][0] == "unread"


def test_a_cell_that_is_named_takes_its_only_proposal(gcm, unread):
    named = gcm("accept", unread, "G05.03", "G06.02", *BY, "--json")
    assert {item["cell"]: item["value"] for item in named.items} == {"G05.03": "1234"}  # «нет» reads two ways
    why = gcm("why", unread, "G05.03", *HERE, "--json").items[0]
    assert (why["made_by"], "1.234" in why["reason"]) == ("Orazow B.", True)


def test_only_one_kind_unit_or_period_may_be_taken(gcm, unread):
    for narrowed in (("--unit", "TM-L"), ("--period", "2026-Q2"), ("--why", "percent")):
        assert gcm("accept", unread, *narrowed, "--json").items == []
    found = gcm("accept", unread, *HERE, "--why", "unit", "--json")
    assert {item["cell"] for item in found.items} <= {"G05.01", "G05.02"}
    assert found.items
