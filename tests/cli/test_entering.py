"""Answers from arguments and tables."""

import csv
import io

import pytest

from gcm_desktop.cli.entering import split
from tests.cli.conftest import HERE


def rows(answer) -> dict[str, dict[str, str]]:
    return {row["cell"]: row for row in csv.DictReader(io.StringIO(answer.out))}


@pytest.mark.parametrize(
    ("text", "cell", "value"),
    [
        ("G05.02=412", "G05.02", "412"),
        ("G05.02|SEX=F=200", "G05.02|SEX=F", "200"),
        ("G02.01|AGE=Y0T17|N=>=5", "G02.01|AGE=Y0T17|N", ">=5"),
        ("N05.progress=a=b", "N05.progress", "a=b"),
        ("G05.02=", "G05.02", ""),
        ("R.BA.r1.partner=TUR", "R.BA.r1.partner", "TUR"),
    ],
)
def test_an_answer_is_split_after_its_cell(text, cell, value):
    assert split(text) == (cell, value)


@pytest.mark.parametrize(
    ("written", "state", "value", "precision"),
    [
        ("412", "value", "412", ""),
        ("1 234,0", "value", "1234", ""),
        ("~412", "value", "412", "~"),
        (">=412", "value", "412", ">="),
        (">412", "value", "412", ">"),
        ("0", "value", "0", ""),
        ("?L", "not_available", "", ""),
        ("?O", "not_available", "", ""),
        ("x", "not_applicable", "", ""),
        ("about ten", "unread", "about ten", ""),
    ],
)
def test_every_way_of_answering_is_kept_apart(gcm, office, written, state, value, precision):
    gcm("enter", office, f"G05.01={written}", *HERE)
    row = rows(gcm("values", office))["G05.01"]
    assert (row["state"], row["value"], row["precision"]) == (state, value, precision)


@pytest.mark.parametrize("reason", ["L", "O"])
def test_the_reason_a_figure_is_not_available_is_told(gcm, office, reason):
    gcm("enter", office, f"G05.01=?{reason}", *HERE)
    assert rows(gcm("values", office))["G05.01"]["reason"] == reason


def test_nothing_after_the_sign_empties_the_cell(gcm, office):
    gcm("enter", office, "G05.02=", *HERE)
    assert "G05.02" not in rows(gcm("values", office))


def test_a_note_stays_when_the_number_is_typed_again(gcm, office):
    gcm("enter", office, "--note", "G05.02=counted twice", *HERE)
    gcm("enter", office, "G05.02=413", *HERE)
    row = rows(gcm("values", office))["G05.02"]
    assert (row["value"], row["note"]) == ("413", "counted twice")


def test_a_table_of_values_goes_back_in_unchanged(gcm, office, tmp_path):
    first = gcm("values", office).out
    (tmp_path / "cells.csv").write_text(first, encoding="utf-8")
    gcm("new", "copy.gcm", *HERE)
    assert gcm("enter", "copy.gcm", "--from", "cells.csv", *HERE).code == 0
    assert gcm("values", "copy.gcm").out == first


def test_a_table_without_a_head_and_with_semicolons_is_read(gcm, office, tmp_path):
    (tmp_path / "cells.csv").write_text("G05.01;7\nG05.02|SEX=M;212\n", encoding="utf-8-sig")
    assert gcm("enter", office, "--from", "cells.csv", *HERE).code == 0
    found = rows(gcm("values", office))
    assert (found["G05.01"]["value"], found["G05.02|SEX=M"]["value"]) == ("7", "212")


def test_a_line_without_a_value_is_named_and_nothing_kept(gcm, office, tmp_path):
    before = gcm("values", office).out
    (tmp_path / "cells.csv").write_text("G05.01,7\nG05.02\n")
    answer = gcm("enter", office, "--from", "cells.csv", *HERE)
    assert answer.code == 1
    assert "line 2" in answer.err
    assert gcm("values", office).out == before
