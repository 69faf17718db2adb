"""A return with remarks: what is open, what is said where, and what its reply brings."""

import dataclasses
import io
import re

import pytest
from openpyxl import load_workbook

from gcm_desktop.domain.records import Act, ActKind
from gcm_desktop.domain.remarks import Remark, RemarkState, asked_in, facts_of, key_of
from gcm_desktop.domain.text import Text3
from gcm_desktop.domain.units import return_of
from gcm_desktop.domain.values import State, Value, number
from gcm_desktop.exchange.remarks import RemarkLine, remarked_bytes
from tests.exchange.books import PERIOD, REGISTER, book_of, edited, values_of
from tests.exchange.office import saved_by_office

VALUES = {
    "G05.02": number("412", note="=1+1"),
    "G05.02|SEX=F": number("900"),
    "G05.02|SEX=M": Value(State.UNREAD, "412 adam"),
    "G01.02": number("7"),
    "N05.progress": Value(State.VALUE, "good"),
}


@pytest.fixture(scope="module")
def asked(unit):
    held = VALUES | REGISTER

    def remark(n, cell, whole=False):
        around = {c: value for c, value in held.items() if whole and c.startswith(f"{cell}|")}
        return Remark(n, cell, Text3(f"tk {n}", f"ru {n}", f"=en {n}"), "", held[cell], whole, around)

    cells = ("G01.02", "G05.02|SEX=M", "N05.progress", "R.BA.BA-001.date")
    remarks = (*(remark(n, cell) for n, cell in enumerate(cells, 1)), remark(5, "G05.02", whole=True))
    return Act(f"return:{return_of(unit, PERIOD).id}", ActKind.RETURNED, facts=facts_of(remarks)), remarks


@pytest.fixture(scope="module")
def remarked(catalogue, unit, asked):
    act, remarks = asked
    book = book_of(catalogue, unit, VALUES, REGISTER, language="en", status="returned", acts=(act,))
    lines = [RemarkLine(key_of(act, r), r.number, r.cell, r.cell, "", r.text.en, r.whole) for r in remarks]
    return remarked_bytes(book, lines), (book, lines)


@pytest.fixture(scope="module")
def workbook(remarked):
    return load_workbook(io.BytesIO(remarked[0]))


def linked(workbook, line):
    """Give the cell a line of the list leads to."""
    place = re.fullmatch(r"'(.+)'!(.+)", workbook.worksheets[0][f"G{line}"].hyperlink.location)
    return workbook[place[1]][place[2]]


def states(read):
    acts = [act for act in read.acts if act.subject.startswith("return:")]
    values = values_of(read, return_of(read.unit, read.period)) | REGISTER
    return {one.remark.number: (one.state, one.answer) for one in asked_in(acts, acts[0].subject, values)}


def test_untouched_it_says_what_it_said_and_is_written_the_same_again(remarked, reads):
    data, (book, lines) = remarked
    read = reads(data)
    assert (read.edited, read.status, len(read.acts)) == ((), "returned", 1)
    assert values_of(read, return_of(read.unit, PERIOD)) == VALUES
    assert remarked_bytes(book, lines) == data
    assert remarked_bytes(dataclasses.replace(book, language="ru"), lines) != data


def test_the_first_sheet_leads_to_commented_cells_and_only_they_are_open(workbook):
    first = workbook.worksheets[0]
    assert workbook.active is first
    assert [first[f"B{n}"].value for n in range(7, 12)] == ["1", "2", "3", "4", "5"]
    assert first["F7"].value == "=en 1"
    assert first["F7"].data_type == "s"
    assert not first["H7"].protection.locked
    for line in range(7, 12):
        cell = linked(workbook, line)
        assert not cell.protection.locked
        assert f"=en {line - 6}" in cell.comment.text
    goal = linked(workbook, 7).parent
    free = [cell for row in goal.iter_rows(min_row=6) for cell in row if not cell.protection.locked]
    assert {cell.row for cell in free} == {linked(workbook, 7).row}  # its answer, mark and note
    table = linked(workbook, 11).parent
    rows = {n: table.cell(n, 1).value or "" for n in range(6, table.max_row + 1)}
    open_rows = {rows[c.row] for row in table.iter_rows(min_row=6) for c in row if not c.protection.locked}
    assert {code.partition("|")[0] for code in open_rows} == {"G05.02"}  # a sum: any part may be wrong
    assert all(s.protection.sheet for s in workbook.worksheets if s.sheet_state == "visible")


def test_the_reply_is_matched_by_answers_and_by_changed_cells(remarked, reads):
    def reply(book):
        book.worksheets[0]["H7"].value = "Counted twice"
        linked(book, 8).value = 212

    data = edited(remarked[0], reply)
    read, again = reads(data), reads(data)
    answered, open_ = RemarkState.ANSWERED, RemarkState.OPEN
    assert states(read) == {
        1: (answered, "Counted twice"), 2: (answered, ""), 3: (open_, ""), 4: (open_, ""), 5: (answered, ""),
    }  # fmt: skip
    (made,) = [act for act in read.acts if act.kind is ActKind.ANSWERED]
    assert made.parents == tuple(act.id for act in read.acts if act.kind is ActKind.RETURNED)
    assert made.id in {act.id for act in again.acts}  # every computer that reads it makes the same act
    (edit,) = [revision for revision in read.revisions if revision.id in read.edited]
    assert edit.sets == {"G05.02|SEX=M": number("212")}
    assert set(edit.parents) == {revision.id for revision in read.revisions if revision.key == edit.key} - {
        edit.id
    }


def test_nothing_changed_and_nothing_said_answers_nothing(remarked, reads):
    read = reads(edited(remarked[0], lambda book: None))
    assert set(states(read).values()) == {(RemarkState.OPEN, "")}
    assert {act.kind for act in read.acts} == {ActKind.RETURNED}


def test_a_line_taken_out_of_the_list_leaves_its_remark_open(remarked, reads):
    data = edited(remarked[0], lambda book: book.worksheets[0].delete_rows(7))
    assert states(reads(data))[1] == (RemarkState.OPEN, "")


@pytest.mark.office
def test_comments_links_and_answers_survive_another_program(remarked, reads, tmp_path):
    data = saved_by_office(remarked[0], tmp_path, [("G05.02", "SEX=M", 212)])
    workbook = load_workbook(io.BytesIO(data))
    first = workbook.worksheets[0]
    target = first["G8"].hyperlink.location.lstrip("#").replace("'", "")
    assert re.search(r"[!.][A-Z]+\d+$", target)
    said = [c.comment.text for sheet in workbook for row in sheet.iter_rows() for c in row if c.comment]
    assert sum("=en 2" in text for text in said) == 1
    read = reads(edited(data, lambda book: book.worksheets[0].__setitem__("H7", "Hawa")))
    assert states(read)[1] == (RemarkState.ANSWERED, "Hawa")
    assert states(read)[2][0] is RemarkState.ANSWERED
