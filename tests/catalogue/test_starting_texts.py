"""The names of the rows registers start with, in the languages of papers."""

import pytest

from gcm_desktop.catalogue import starting_rows, starting_texts

NAMED = {
    "LA": ("title", "kind", "status"),
    "TR": ("title", "organisation", "status"),
    "PL": ("title", "kind"),
    "FW": ("title", "kind"),
    "BA": ("subject",),
}


@pytest.fixture(scope="module")
def texts():
    return starting_texts()


@pytest.mark.parametrize("register", NAMED)
def test_acts_treaties_agreements_plans_and_frameworks_have_their_names(texts, register):
    said = {
        row.fields[field]
        for row in starting_rows(register)
        for field in NAMED[register]
        if field in row.fields
    }
    assert said
    assert said <= texts.names.keys()


def test_every_name_belongs_to_a_starting_row_and_speaks_its_language(texts):
    assert {name for name in texts.names if not name.isupper()} <= texts.written
    for name in texts.names.values():
        assert all(text.strip() == text != "" for text in (name.tk, name.ru))
        assert not any("а" <= letter <= "я" for letter in name.tk.casefold())
        assert any("а" <= letter <= "я" for letter in name.ru.casefold())


def test_what_has_no_name_is_told_from_what_people_wrote(texts):
    event = next(row.fields["title"] for row in starting_rows("EV") if row.fields["title"] not in texts.names)
    assert texts.said(event, "tk") == event
    assert texts.stays_foreign(event, "tk")
    assert not texts.stays_foreign(event, "en")
    assert not texts.stays_foreign("Täze çäre", "tk")
