"""The catalogue by the command line: written out, changed, checked, packed and loaded."""

from pathlib import Path

import pytest

from tests.cli.conftest import HERE
from tests.exchange.catalogue_changes import changed


def newer(by):
    by["version"]["A4"].value = "1.1"
    by["indicators"]["V4"].value = "Counted from the journal."


def spoilt(by):
    newer(by)
    by["units"]["F4"].value = "ten"


@pytest.fixture
def book(gcm):
    assert gcm("catalogue", "export", "out.xlsx", "--language", "en").code == 0
    return Path("out.xlsx")


def test_a_changed_catalogue_reaches_a_data_file(gcm, office, book):
    book.write_bytes(changed(book.read_bytes(), newer))
    assert gcm("catalogue", "check", book).code == 0
    assert gcm("catalogue", "pack", book, "new.gcmcat").code == 0
    answer = gcm("catalogue", "load", office, "new.gcmcat", "--json")
    assert answer.code == 0
    assert [item["number"] for item in answer.items if "number" in item] == ["1.1"]
    assert gcm("catalogue", "retired", office).out == ""
    assert "G05.02,value,412" in gcm("values", office).out
    assert gcm("export", office, "return.xlsx", *HERE).code == 0
    assert gcm("catalogue", "export", "again.xlsx", "--file", office).code == 0
    assert gcm("catalogue", "check", "again.xlsx", "--file", office).code == 0


def test_a_fault_is_named_with_sheet_and_cell_and_nothing_changes(gcm, office, book):
    book.write_bytes(changed(book.read_bytes(), spoilt))
    before = office.read_bytes()
    for arguments in (("check", book), ("pack", book, "new.gcmcat"), ("load", office, book)):
        answer = gcm("catalogue", *arguments, "--language", "en")
        assert answer.code == 1
        assert "Units F4: «ten»" in answer.err
        assert "[C110]" in answer.err
    assert not Path("new.gcmcat").exists()
    assert office.read_bytes() == before


def test_the_programs_own_catalogue_is_sound(gcm):
    answer = gcm("catalogue", "check")
    assert (answer.code, answer.err) == (0, "")
    assert "23 goals" in answer.out
