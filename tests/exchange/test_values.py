"""A number cell takes numbers; everything else that stands in it is kept as unread and named."""

from __future__ import annotations

import datetime
import re

import pytest

from gcm_desktop import catalogue as reading_catalogue
from gcm_desktop.domain.catalogue import ValueType
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.records import ActKind
from gcm_desktop.domain.units import parse_unit, registers_of, return_of
from gcm_desktop.domain.values import Basis, Precision, State, Value, number
from gcm_desktop.errors import Severity
from gcm_desktop.exchange.writing import workbook_bytes
from tests.exchange.books import PERIOD, REGISTER, book_of, edited, place_of, shared_texts, typed, values_of

CELL = "G05.01"  # a count


def styled(data, row, column, content, number_format):
    """Type into a cell and let the program show it in another format."""

    def change(workbook):
        cell = place_of(workbook, row, column)
        cell.value, cell.number_format = content, number_format

    return edited(data, change)


def answer_of(read, unit, cell=CELL):
    return values_of(read, return_of(unit, PERIOD)).get(cell)


RAW = {
    "whole": (b"><v>412</v>", number("412"), ""),
    "zero": (b"><v>0</v>", number("0"), ""),
    "minus zero": (b"><v>-0</v>", number("0"), ""),
    "5.0": (b"><v>5.0</v>", number("5"), ""),
    "scientific": (b"><v>1.2E3</v>", number("1200"), ""),
    "noise of binary numbers": (b"><v>4.9999999999999996</v>", number("5"), ""),
    "text in a count": (b't="str"><v>412 adam</v>', Value(State.UNREAD, "412 adam"), "W401"),
    "grouped text": ('t="str"><v>1\u00a0234</v>'.encode(), Value(State.UNREAD, "1\u00a0234"), "W401"),
    "digits as text": (b't="str"><v>12</v>', Value(State.UNREAD, "12"), "W401"),
    "comma": (b't="str"><v>1,5</v>', Value(State.UNREAD, "1,5"), "W401"),
    "dash": ('t="str"><v>–</v>'.encode(), Value(State.UNREAD, "–"), "W401"),
    "n/a": ('t="str"><v>н/д</v>'.encode(), Value(State.UNREAD, "н/д"), "W401"),
    "boolean": (b't="b"><v>1</v>', Value(State.UNREAD, "TRUE"), "W404"),
    "broken reference": (b't="e"><v>#REF!</v>', Value(State.UNREAD, "#REF!"), "W402"),
    "division by zero": (b't="e"><f>1/0</f><v>#DIV/0!</v>', Value(State.UNREAD, "#DIV/0!"), "W402"),
    "formula": (b"><f>400+12</f><v>412</v>", number("412"), "W415"),
    "formula without result": (b"><f>SUM(A1:A2)</f>", Value(State.UNREAD, "=SUM(A1:A2)"), "W403"),
    "formula giving text": (b't="str"><f>A1</f><v>12</v>', Value(State.UNREAD, "12"), "W401"),
    "other workbook": (b"><f>[1]Sheet1!A1</f><v>12</v>", number("12"), "W423"),
    "command": (b"><f>cmd|' /C calc'!A0</f><v>12</v>", Value(State.UNREAD, "=cmd|' /C calc'!A0"), "W424"),
    "web": (b'><f>WEBSERVICE("x")</f><v>1</v>', Value(State.UNREAD, '=WEBSERVICE("x")'), "W424"),
    "1E400": (b"><v>1E400</v>", Value(State.UNREAD, "1E400"), "W408"),
    "1E99999": (b"><v>1E99999</v>", Value(State.UNREAD, "1E99999"), "W408"),
    "NaN": (b"><v>NaN</v>", Value(State.UNREAD, "NaN"), "W408"),
    "5,000 digits": (b"><v>" + b"9" * 5000 + b"</v>", Value(State.UNREAD, "9" * 200), "W408"),
    "more digits than a spreadsheet has": (b"><v>1E15</v>", Value(State.UNREAD, "1E15"), "W408"),
    "two contents in one cell": (b"><v>5</v><is><t>999</t></is>", number("5"), ""),
    "negative": (b"><v>-5</v>", Value(State.UNREAD, "-5"), "W407"),
    "half a person": (b"><v>1.5</v>", Value(State.UNREAD, "1.5"), "W409"),
    "hexadecimal": (b"><v>0x10</v>", Value(State.UNREAD, "0x10"), "W408"),
    "Arabic digits": ("><v>\u0661\u0662</v>".encode(), Value(State.UNREAD, "\u0661\u0662"), "W408"),
}


@pytest.mark.parametrize(("xml", "value", "code"), RAW.values(), ids=RAW.keys())
def test_a_count_takes_whole_numbers_and_keeps_the_rest_unread(blank, reads, unit, xml, value, code):
    read = reads(typed(blank, {(CELL, "VALUE"): xml}))
    assert answer_of(read, unit).same_as(value)
    assert [issue.code for issue in read.issues] == [code] * bool(code)
    for issue in read.issues:
        assert (issue.where.file, issue.where.cell) == ("return.xlsx", CELL)
        assert issue.where.ref
        assert (issue.severity is Severity.ERROR) == (value.state is State.UNREAD)


SIGNS = {
    "about": ("≈ 412", number("412", precision=Precision.ABOUT)),
    "tilde": ("~412", number("412", precision=Precision.ABOUT)),
    "at least": (">=412", number("412", precision=Precision.AT_LEAST)),
    "not collected": ("…", Value(State.NOT_COLLECTED)),
    "not available": ("?O", Value(State.NOT_AVAILABLE)),
    "not applicable": ("х", Value(State.NOT_APPLICABLE)),
    "spaces alone": ("  \u00a0", None),
    "about, of a text": ("≈ many", Value(State.UNREAD, "≈ many")),
}


@pytest.mark.parametrize(("content", "value"), SIGNS.values(), ids=SIGNS.keys())
@pytest.mark.parametrize("column", ["VALUE", "SEX=F"])
def test_signs_stand_for_states_and_marks_in_any_answer_cell(blank, reads, unit, content, value, column):
    row = "G01.03"
    read = reads(typed(blank, {(row, column): content}))
    cell = row if column == "VALUE" else f"{row}|SEX=F"
    found = answer_of(read, unit, cell)
    assert found is value is None or found.same_as(value)


@pytest.mark.parametrize(
    ("content", "shown_as", "text", "code"),
    [(datetime.date(2026, 5, 1), "d.m.yy", "2026-05-01", "W405"), (0.05, "0%", "5 %", "W406")],
)
def test_a_number_shown_as_something_else_is_asked_about(blank, reads, unit, content, shown_as, text, code):
    read = reads(styled(blank, CELL, "VALUE", content, shown_as))
    assert answer_of(read, unit) == Value(State.UNREAD, text)
    assert [issue.code for issue in read.issues] == [code]


def test_marks_read_in_any_language_and_side_by_side(catalogue, unit, reads):
    for language, mark in (
        ("tk", "≈ takmynan · C; E"),
        ("ru", "~ · Σ нарастающим"),
        ("en", "≈ about ; Σ anything"),
    ):
        data = typed(
            workbook_bytes(book_of(catalogue, unit, {}, language=language)),
            {(CELL, "VALUE"): 5, (CELL, "MARK"): mark.replace("C", "Σ")},
        )
        value = answer_of(reads(data), unit)
        assert (value.text, value.precision, value.basis) == ("5", Precision.ABOUT, Basis.CUMULATIVE)


@pytest.mark.parametrize(
    ("answer", "mark"), [(5, "sometimes"), (5, "…L"), (None, "≈ about"), (5, "≈ · ≥"), ("×", "…L")]
)
def test_a_mark_that_does_not_fit_leaves_the_cell_unread_with_both(blank, reads, unit, answer, mark):
    read = reads(typed(blank, {(CELL, "VALUE"): answer, (CELL, "MARK"): mark}))
    value = answer_of(read, unit)
    assert value.state is State.UNREAD
    assert mark in value.text
    assert [issue.code for issue in read.issues] == ["W412"]


def test_a_note_alone_is_kept(blank, reads, unit):
    read = reads(typed(blank, {(CELL, "NOTE"): "asked again on 5 July"}))
    assert answer_of(read, unit) == Value(note="asked again on 5 July")


@pytest.mark.parametrize("name", ["TUR", "TUR · anything", "Türkiýe", "турция", "TURKIYE"])
def test_a_country_is_chosen_or_typed_in_any_language(blank, reads, unit, name):
    row = "G01.03|CIT=ROW04"
    read = reads(typed(blank, {(row, "TEXT"): name, (row, "VALUE"): 15}))
    assert answer_of(read, unit, "G01.03|CIT=TUR") == number("15")
    assert not read.issues


@pytest.mark.parametrize(("country", "code"), [("Wakanda", "W413"), (None, "W413")])
def test_a_number_without_a_known_country_waits_in_its_row(blank, reads, unit, country, code):
    row = "G01.03|CIT=ROW04"
    read = reads(typed(blank, {(row, "TEXT"): country, (row, "VALUE"): 15}))
    value = answer_of(read, unit, row)
    assert value.state is State.UNREAD
    assert "15" in value.text
    assert [issue.code for issue in read.issues] == [code]


def test_a_country_typed_twice_keeps_both_numbers(blank, reads, unit):
    rows = [f"G01.03|CIT=ROW{n:02d}" for n in (1, 2)]
    read = reads(
        typed(
            blank,
            {(row, column): value for row in rows for column, value in (("TEXT", "TUR"), ("VALUE", 15))},
        )
    )
    assert answer_of(read, unit, "G01.03|CIT=TUR") == number("15")
    assert answer_of(read, unit, rows[1]).text == "TUR · 15"
    assert [issue.code for issue in read.issues] == ["W414"]


def test_what_a_line_does_not_show_stays_with_the_value(catalogue, unit, reads):
    before = number("7", quality="E", note="by hand", source="list 5")
    data = workbook_bytes(book_of(catalogue, unit, {"G01.03|SEX=F": before}))
    after = answer_of(reads(typed(data, {("G01.03", "SEX=F"): 8})), unit, "G01.03|SEX=F")
    assert after == number("8", quality="E", note="by hand", source="list 5")


def test_an_emptied_cell_is_set_to_blank_and_the_rest_stays_silent(catalogue, unit, reads):
    data = workbook_bytes(book_of(catalogue, unit, {CELL: number("7"), "G05.02": number("8")}))
    read = reads(typed(data, {(CELL, "VALUE"): None}))
    (edit,) = [revision for revision in read.revisions if revision.id in read.edited]
    assert edit.sets == {CELL: Value()}
    assert edit.made_by is None
    assert edit.parents == tuple(r.id for r in read.revisions if r.id not in read.edited)


def test_nothing_to_report_is_said_on_the_cover_and_taken_back(catalogue, unit, blank, reads):
    said = typed(blank, {("G05", "NIL"): "yes", ("G05", "REASON"): "no cases", ("RETURN", "NIL"): "hawa"})
    acts = {act.subject: act for act in reads(said).acts}
    id_ = return_of(unit, PERIOD).id
    assert acts[f"goal:{id_}:G05"].kind is ActKind.NIL
    assert acts[f"goal:{id_}:G05"].reason == "no cases"
    assert acts[f"return:{id_}"].kind is ActKind.NIL
    again = workbook_bytes(book_of(catalogue, unit, {}, acts=tuple(acts.values())))
    back = reads(typed(again, {("G05", "NIL"): None})).acts
    (last,) = [act for act in back if act.kind is ActKind.NOT_NIL]
    assert last.parents == (acts[f"goal:{id_}:G05"].id,)


def ready_row(data):
    return next(text for text in shared_texts(data) if re.fullmatch(r"R\.BA\.[0-9a-f]{10}", text))


def test_register_rows_are_filled_copied_and_taken_out(catalogue, unit, sent, reads):
    row = ready_row(sent)

    def change(workbook):
        place_of(workbook, row, "partner").value = "Türkmenistan däl: Türkiýe"
        place_of(workbook, row, "subject").value = "visas"
        place_of(workbook, row, "goals").value = 5
        place_of(workbook, row, "date").value = datetime.date(2020, 2, 29)
        place_of(workbook, row, "kind").value = "MEM"
        sheet = place_of(workbook, row, "subject").parent
        first = place_of(workbook, "R.BA.BA-001", "subject").row
        place = place_of(workbook, row, "subject").row + 1
        for cell in sheet[first]:
            sheet.cell(place, cell.column).value = cell.value
        sheet.cell(place, 1).value = "R.BA.BA-001"
        for cell in sheet[place_of(workbook, "R.BA.BA-002", "subject").row]:
            cell.value = None

    read = reads(edited(sent, change))
    values = values_of(read, registers_of(unit))
    assert values[f"{row}.partner"].state is State.UNREAD
    assert values[f"{row}.date"] == number("2020-02-29")
    assert values[f"{row}.kind"] == number("MEM")
    assert values[f"{row}.goals"] == number("5")
    assert values["R.BA.BA-002.partner"] == REGISTER["R.BA.BA-002.partner"]
    copies = {
        cell.split(".")[2] for cell, v in values.items() if v.text == REGISTER["R.BA.BA-001.subject"].text
    }
    assert len(copies) == 2
    assert {"W413", "W419"} <= {issue.code for issue in read.issues}


def test_yes_no_dates_and_stages_read_as_people_write_them(catalogue, reads):
    body = parse_unit("MFA")
    data = workbook_bytes(book_of(catalogue, body, {}, period="2026"))
    asked = reading_catalogue.asked(catalogue, body, parse_period("2026"))
    kinds = {indicator.value_type: indicator.code for indicator in asked}
    written = {ValueType.BOOLEAN: (True, "1"), ValueType.DATE: ("01.05.2008", "2008-05-01")}
    shown = {kinds[kind]: pair for kind, pair in written.items() if kind in kinds}
    assert shown
    read = reads(typed(data, {(code, "VALUE"): typed_in for code, (typed_in, _) in shown.items()}))
    assert values_of(read, return_of(body, "2026")) == {c: number(text) for c, (_, text) in shown.items()}
