import csv
import io
from dataclasses import replace
from decimal import Decimal

import pypdfium2
import pytest

from gcm_desktop.app import figures, publishing
from gcm_desktop.app.data_arriving import read
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.exporting import DataForm, Scope, export_data
from gcm_desktop.app.printed_kinds import Choice, PrintKind, Wish, print_paper
from gcm_desktop.domain.audience import Audience
from gcm_desktop.domain.curtain import HIDDEN
from gcm_desktop.domain.published import NATION_SUM, Figure
from gcm_desktop.domain.units import parse_unit, return_of
from gcm_desktop.domain.values import State, Value, number
from gcm_desktop.errors import UserError

PERIOD = "2026-Q3"
MARY, LEBAP = parse_unit("TM-M"), parse_unit("TM-L")
SAID = {
    "G10.01": number("23", note="3 of them women"),
    "G10.01|SEX=F": number("3"),
    "G10.01|SEX=M": number("20", source="List 4"),
    "G10.01|SEX=_U": number("0"),
    "G10.03": Value(State.UNREAD, "about 3"),
    "G07.01": number("10"),
    "G07.03": number("2"),
    "G05.02": number("3", note="three visas"),
    "N10.progress": Value(State.VALUE, "Three women were helped."),
}


@pytest.fixture
def desk(tmp_path):
    with Desk.create(tmp_path / "TM-all.gcm", "", PERIOD, national=True, listed=False) as made:
        made.file.commit_cells(return_of(MARY, PERIOD), SAID, None)
        other = {cell: value for cell, value in SAID.items() if cell != "G10.01"}
        other |= {"G10.01": number("57"), "G10.01|SEX=F": number("30"), "G10.01|SEX=M": number("27")}
        made.file.commit_cells(return_of(LEBAP, PERIOD), other, None)
        yield made


def test_a_unit_s_publication_hides_small_counts_and_what_gives_them_away(desk):
    made = publishing.of_unit(desk, return_of(MARY, PERIOD))
    seen = made.desk.values_today(return_of(MARY, PERIOD))
    assert seen["G10.01|SEX=F"] == seen["G10.01|SEX=M"] == seen["G07.03"] == HIDDEN
    assert seen["G10.01"] == number("23")  # without what was written beside it
    assert seen["G10.01|SEX=_U"] == number("0")
    assert seen["G10.03"] == Value()  # nobody knows what it says
    assert (seen["G05.02"], seen["N10.progress"]) == (SAID["G05.02"], SAID["N10.progress"])
    assert desk.values_today(return_of(MARY, PERIOD)) == desk.file.cells(return_of(MARY, PERIOD)) == SAID


def test_the_nation_s_publication_hides_sums_and_ratios_of_what_is_hidden(desk):
    made = publishing.of_nation(desk, PERIOD)
    seen, exact = figures.national_figures(made.desk, PERIOD), figures.national_figures(desk, PERIOD)
    assert seen.total("G10.01", "G10.01").number == Decimal(80)
    assert seen.values[LEBAP]["G10.01|SEX=F"] == HIDDEN  # else Mary's follows from the sum
    assert seen.total("G07.03", "G07.03").hidden
    assert exact.total("G07.04", "G07.04|R").number == 20
    assert seen.total("G07.04", "G07.04|R").hidden
    assert seen.number(MARY, "G07.04", "G07.04|R") is None
    assert seen.among([MARY, LEBAP], "G07.03", "G07.03") is None


def test_what_was_hidden_once_stays_hidden_after_a_correction(desk, tmp_path):
    key, out = return_of(MARY, PERIOD), tmp_path / "out.pdf"
    out.write_bytes(b"one")
    first = publishing.of_unit(desk, key)
    assert first.keep(out, {"kind": "summary"})
    assert not publishing.of_unit(desk, key).keep(out, {"kind": "summary"})
    desk.file.commit_cells(key, {"G10.01": number("20"), "G10.01|SEX=F": number("0")}, None)
    seen = publishing.of_unit(desk, key).desk.values_today(key)
    assert seen["G10.01|SEX=F"].text == "0"
    assert seen["G10.01"] == seen["G10.01|SEX=M"] == HIDDEN
    (kept,) = desk.file.publications()
    assert kept.hidden == first.hidden == 3
    assert kept.figures[Figure("TM-M", PERIOD, "G10.01")].value == "23"
    assert not any(figure.subject == NATION_SUM for figure in kept.figures)


def test_a_year_and_its_quarters_published_one_after_the_other_give_nothing_away(desk, tmp_path):
    desk.file.commit_cells(return_of(MARY, "2026-Q2"), {"G10.01": number("40")}, None)
    for name, period in (("q2", "2026-Q2"), ("year", "2026")):
        out = tmp_path / name
        out.write_text(name)
        publishing.of_nation(desk, period).keep(out, {"period": period})
    key = return_of(MARY, "2026-Q3")
    desk.file.commit_cells(key, {"G10.01": number("3")}, None)
    year = publishing.of_nation(desk, "2026")
    assert figures.national_figures(year.desk, "2026").values[MARY]["G10.01"] == HIDDEN
    assert publishing.of_unit(desk, key).desk.values_today(key)["G10.01"] == HIDDEN


@pytest.mark.parametrize("form", [DataForm.SDMX_2, DataForm.EXCEL])
def test_a_table_of_data_keeps_small_counts_back_and_says_so(desk, tmp_path, form):
    def lines() -> list[dict[str, str]]:
        text = out.read_text("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text), delimiter=";" if form is DataForm.EXCEL else ","))

    out, scope = tmp_path / "out.csv", Scope(None, PERIOD, nation=True)
    export_data(desk, out, form, scope, "en")
    exact = lines()
    export_data(desk, out, form, scope, "en", Audience.PUBLICATION)
    status = "Status (SDMX)" if form is DataForm.EXCEL else "OBS_STATUS"
    kept_back = [row for row in lines() if row[status] == "Q"]
    assert kept_back
    assert not any(row.get("OBS_VALUE", row.get("Value")) for row in kept_back)
    assert len(lines()) == len(exact)
    text = out.read_text("utf-8-sig")
    assert "3 of them women" not in text
    assert "three visas" in text
    assert not any(head in text for head in desk.file.heads(return_of(MARY, PERIOD)))
    if form is DataForm.SDMX_2:
        assert {row["CONF_STATUS"] for row in lines()} == {"F", "C"}
        assert "CONF_STATUS" not in exact[0]
    (kept,) = desk.file.publications()
    assert kept.what["kind"] == f"data-{form.value}"
    found = read(out, desk.file.held_versions(), desk.catalogue)
    assert not any(one.value.quality == "Q" for one in found.observations)


@pytest.mark.parametrize("kind", [one for one in PrintKind if one.takes(Choice.AUDIENCE)])
def test_a_publication_carries_no_codes_and_states_its_rule(desk, tmp_path, kind):
    unit, goal = MARY if kind is PrintKind.SUMMARY else None, 10 if kind is PrintKind.GOAL else None
    wish = Wish(kind, unit, PERIOD, "en", goal=goal)
    inside, outside = tmp_path / "inside.pdf", tmp_path / "outside.pdf"
    print_paper(desk, inside, wish)
    print_paper(desk, outside, replace(wish, audience=Audience.PUBLICATION))
    exact, public = told(inside), told(outside)
    assert all("For internal use" in page for page in exact)
    assert "For internal use" not in "".join(public)
    assert not any(proof in "".join(public) for proof in ("heck code", "Control total", "Revision"))
    if kind is not PrintKind.COMPLETENESS:
        assert "Counts from 1 to 4" in public[0]
    assert ("3 of them women" in "".join(exact)) is (kind is PrintKind.SUMMARY)
    assert "3 of them women" not in "".join(public)
    assert [one.what["kind"] for one in desk.file.publications()] == [kind.value]
    with pytest.raises(UserError, match="E531"):
        print_paper(desk, outside, Wish(PrintKind.CARD, audience=Audience.PUBLICATION))


def told(path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def test_the_catalogue_s_rule_sets_the_largest_count_that_is_hidden(desk):
    sensitive = desk.catalogue.indicators["G10.01"]
    rules = [
        replace(one, params={"below": 10}) for one in sensitive.rules if one.kind == publishing.SMALL_COUNTS
    ]
    assert rules
    changed = replace(sensitive, rules=tuple(rules))
    stricter = replace(desk.catalogue, indicators={**desk.catalogue.indicators, "G10.01": changed})
    assert (publishing.largest(desk.catalogue), publishing.largest(stricter)) == (4, 9)
