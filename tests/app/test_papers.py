from decimal import Decimal

import pytest

from gcm_desktop.app import entering, pictures, printing, sending
from gcm_desktop.app.completeness import completeness
from gcm_desktop.app.corrigenda import corrigendum
from gcm_desktop.app.goal_sheets import goal_sheet
from gcm_desktop.app.key_figures import MOST, key_figures
from gcm_desktop.app.printed_kinds import PrintKind, Wish, gathered, print_paper
from gcm_desktop.domain.units import parse_unit, return_of
from gcm_desktop.domain.values import number
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import words


def _enter(desk, unit=None, **cells):
    key = desk.key(unit)
    desk.file.ensure_return(key)
    for cell, text in cells.items():
        entering.enter(desk, key, cell.replace("_", ".", 1), text)
    return key


@pytest.fixture
def sent(desk, tmp_path):
    _enter(desk, G05_02="334", G05_03="20", G01_02="7")
    sending.export(desk, tmp_path / "r.xlsx")
    return desk


def test_a_corrigendum_lists_exactly_what_changed_since_it_was_sent(sent):
    key = _enter(sent, G05_02="400")
    entering.note(sent, key, "G05.02", "late applications")
    entering.enter(sent, key, "G01.02", "")
    entering.enter(sent, key, "G05.03", "21")
    entering.enter(sent, key, "G05.03", "20")
    lines = corrigendum(sent, language="en").lines
    assert [(line.code, line.old, line.new) for line in lines] == [
        ("G01.02", "7", ""),
        ("G05.02", "334", "400"),
    ]
    assert lines[1].why == "late applications"
    assert {line.who for line in lines} == {"Orazow B."}


def test_a_second_corrigendum_takes_the_last_sending_and_can_be_asked_for_the_first(sent, tmp_path):
    first = sent.file.heads(sent.key())[0]
    _enter(sent, G05_02="400")
    sending.export(sent, tmp_path / "r2.xlsx")
    key = _enter(sent, G05_03="22")
    assert [line.code for line in corrigendum(sent).lines] == ["G05.03"]
    assert [line.code for line in corrigendum(sent, since=first[:8]).lines] == ["G05.02", "G05.03"]
    sending.export(sent, tmp_path / "r3.xlsx")
    assert [line.new for line in corrigendum(sent).lines] == ["22"]
    assert corrigendum(sent).cover.check_code == sending.check_code(sent, key)


def test_without_a_change_or_a_sending_there_is_no_corrigendum(sent, national):
    for desk, unit, since, code in (
        (sent, None, "", "E523"),
        (sent, None, "ffff", "E524"),
        (national, "TM-M", "", "E522"),
    ):
        with pytest.raises(UserError) as caught:
            corrigendum(desk, unit, since=since)
        assert caught.value.code == code


def test_completeness_counts_like_the_desk_and_names_what_is_missing(national):
    key = _enter(national, "TM-M", G05_01="5", G05_02="334")
    report = completeness(national, language="en")
    line = next(line for line in report.lines if line.name == "Mary velayat")
    counts = national.counts(key)
    assert dict(zip(report.goals, line.counts, strict=True))[5] == (counts[5].filled, counts[5].expected)
    assert line.total == (sum(c.filled for c in counts.values()), sum(c.expected for c in counts.values()))
    told = dict(next(unit for unit in report.missing if unit.name == "Mary velayat").goals)
    assert "G05.03" in told["Goal 5"]
    assert "G05.02 Visas issued (" in told["Goal 5"]
    untouched = next(unit for unit in report.missing if unit.name == "Ahal velayat")
    assert len(untouched.goals) == 1


def test_a_goal_sheet_sets_units_and_nation_side_by_side(national, desk):
    for unit, count in (("TM-M", "400"), ("TM-A", "120"), ("TM-L", "80")):
        _enter(national, unit, G05_02=count)
    sheet = goal_sheet(national, 5, language="en")
    row = next(row for row in sheet.goals[0].rows if row.code == "G05.02")
    assert (row.total, set(row.by_unit)) == ("600", {"400", "120", "80", ""})
    assert [mark.text for mark in sheet.goals[0].pictures[0].chart.marks if mark.number] == [
        "120",
        "80",
        "400",
    ]
    for where, goal, code in ((desk, 5, "E520"), (national, 19, "E521")):
        with pytest.raises(UserError) as caught:
            goal_sheet(where, goal)
        assert caught.value.code == code


def test_key_figures_are_core_varied_and_led_by_what_moved(catalogue):
    values = {f"{code}": number("100") for code in catalogue.indicators}
    chosen = key_figures(catalogue, values, {})
    assert len(chosen) == MOST == len({one.indicator.goal for one in chosen})
    assert {one.indicator.tier for one in chosen} == {1}
    assert chosen == key_figures(catalogue, dict(reversed(values.items())), {})
    before = {code: number("100") for code in values} | {"G05.03": number("10")}
    led = key_figures(catalogue, values, before)
    assert max(led, key=lambda one: one.moved).indicator.code == "G05.03"
    assert "G05.03" not in [
        one.indicator.code for one in key_figures(catalogue, values, before, ["G05.03|SEX=F"])
    ]


def test_the_first_page_marks_the_unit_among_the_areas(national):
    for unit, count in (("TM-M", "400"), ("TM-A", "120")):
        _enter(national, unit, G05_02=count)
    key = return_of(parse_unit("TM-M"), "2026-Q3")
    indicator = national.catalogue.indicators["G05.02"]
    chart = pictures.country(words("en"), national, key.unit, key.period, indicator)
    assert {mark.area: mark.number for mark in chart.marks if mark.number} == {
        "TM-M": Decimal(400),
        "TM-A": Decimal(120),
    }
    assert [mark.area for mark in chart.marks if mark.strong] == ["TM-M"]
    assert printing.summary(national, "TM-M").country == pictures.country(
        words("tk"), national, key.unit, key.period, indicator
    )


def test_notes_carry_numbers_and_two_languages_stand_together(desk):
    key = _enter(desk, G05_02="334", G05_03="3")
    entering.note(desk, key, "G05.02", "one")
    entering.note(desk, key, "G05.03", "two")
    made = printing.summary(desk, language="tk", second="ru")
    goal = next(goal for goal in made.goals if goal.number == 5)
    rows = {row.code: row for row in goal.rows if row.code}
    assert [rows[code].note_number for code in ("G05.02", "G05.03")] == ["5.1", "5.2"]
    assert rows["G05.02"].text == "Berlen wizalaryň sany\u2028Число выданных виз"
    assert made.words.say("Goal {number}. {title}", number=5, title=goal.title).count("\u2028") == 1
    assert made.check_code == printing.summary(desk, language="en").check_code


def test_every_kind_is_gathered_and_written(sent, tmp_path):
    _enter(sent, G05_02="400")
    for kind in PrintKind:
        if kind not in (PrintKind.GOAL, PrintKind.REVIEW):
            assert gathered(sent, Wish(kind, goal=5 if kind is PrintKind.BLANK else None))(
                tmp_path / f"{kind}.pdf"
            )
    with pytest.raises(UserError) as caught:
        print_paper(sent, tmp_path / "x.docx", Wish())
    assert caught.value.code == "E504"
