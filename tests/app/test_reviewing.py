"""The national review gathered from a small national file."""

import pytest

from gcm_desktop.app import entering, registers, reviewing
from gcm_desktop.app.goal_sheets import goal_sheet
from gcm_desktop.app.printing import summary
from gcm_desktop.app.register_tables import plan, starting_table, take
from gcm_desktop.app.review_texts import TITLES, Section, keep_text, review_text, starting_text
from gcm_desktop.app.reviewing import ReviewPart
from gcm_desktop.domain.units import parse_unit, return_of
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import BELOW, LANGUAGES, leading, words
from gcm_desktop.reports.review_model import Heading, Passage, Picture, Points, Table

PERIOD = "2026-Q3"


def fill(desk, unit, **cells):
    key = return_of(parse_unit(unit), PERIOD)
    for cell, text in cells.items():
        entering.enter(desk, key, cell.replace("_", ".", 1), text)


@pytest.fixture
def filled(national):
    for unit, visas in (("TM-A", "120"), ("TM-M", "85"), ("TM-L", "40")):
        fill(national, unit, G05_02=visas, G05_01="200")
    fill(national, "TM-M", N05_progress="Two offices opened.")
    for unit in ("TM", "TM-M"):
        row = {"partner": "TUR", "subject": "visas", "goals": "G05", "date_text": "22.11.2018"}
        registers.add_row(national, "BA", row, unit)
    registers.add_row(national, "PL", {"title": "Programme of jobs", "year_start": "2021"}, "TM")
    return national


def parts_of(made, chapter):
    return next(one for one in made.chapters if one.heading.key == chapter).parts


def table_of(made, goal, title):
    parts = parts_of(made, "block1")
    start = next(n for n, p in enumerate(parts) if isinstance(p, Heading) and p.key == f"goal{goal}")
    return next(p for p in parts[start:] if isinstance(p, Table) and p.title == title)


def test_a_goal_shows_every_unit_the_nation_and_who_is_in_it(filled):
    table = table_of(reviewing.review(filled, language="en"), 5, "Indicators by unit")
    line = next(line for line in table.lines if line.cells[0] == "G05.02")
    names = [column.title for column in table.columns[2:-2]]
    assert (len(names), names[-1]) == (7, "Mary velayat")
    assert line.cells[2:] == ("", "", "120", "", "", "40", "85", "245", "3 of 7")


def test_narrative_chart_and_registers_stand_under_their_goal(filled):
    made = reviewing.review(filled, language="en")
    assert any(
        isinstance(part, Passage) and part.text == "Two offices opened." and "Mary velayat" in part.lead
        for part in parts_of(made, "block1")
    )
    charts = [part for part in parts_of(made, "block1") if isinstance(part, Picture)]
    assert any("G05.01" in chart.told and "Mary velayat: 200" in chart.told for chart in charts)
    agreements = table_of(made, 5, "Bilateral agreements")
    ((_, subject, day),) = (line.cells for line in agreements.lines)  # both units hold it, once is enough
    assert (subject, day) == ("visas", "22.11.2018")
    plans = next(part for part in parts_of(made, "policies") if isinstance(part, Table))
    assert plans.lines[0].cells[0] == "Programme of jobs"


def test_what_is_missing_is_named_with_who_has_not_given_it(filled):
    (table,) = parts_of(reviewing.review(filled, language="en"), "missing")
    line = next(line for line in table.lines if line.cells[0] == "G05.02")
    areas = filled.catalogue.areas
    assert set(line.cells[2].split(", ")) == {areas[f"TM-{code}"].name.en for code in ("AR", "B", "D", "S")}


def test_only_the_parts_wanted_are_gathered(filled):
    made = reviewing.review(filled, language="en", parts={ReviewPart.TABLES})
    assert [chapter.heading.key for chapter in made.chapters] == ["block1", "block2", "block3", "block4"]
    assert not made.with_contents
    assert not any(isinstance(part, Picture | Points) for part in made.parts)
    leads = [line for line in table_of(made, 5, "Indicators by unit").lines if line.depth or line.heading]
    assert leads == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_sections_begin_with_facts_until_somebody_writes(national, language):
    own = words(language)
    for section in Section:
        assert review_text(national, section, language).text == starting_text(section, own)
        assert own.say(TITLES[section])
    keep_text(national, Section.METHODOLOGY, language, "Ours.\n– first\n– second\n")
    assert review_text(national, Section.METHODOLOGY, language).own
    parts = parts_of(reviewing.review(national, language=language), "methodology")
    assert parts == (Passage("Ours."), Points(("first", "second")))
    keep_text(national, Section.METHODOLOGY, language, " \n")
    assert not review_text(national, Section.METHODOLOGY, language).own


def test_what_is_written_changes_the_check_code_and_nothing_else_does(filled):
    code = reviewing.review(filled, language="ru").check_code
    assert reviewing.review(filled, language="ru").check_code == code
    keep_text(filled, Section.NEXT_STEPS, "ru", "Дальше.")
    assert reviewing.review(filled, language="ru").check_code != code


def test_a_name_or_a_file_that_does_not_fit_is_said(desk, national, tmp_path):
    with pytest.raises(UserError, match="E508"):
        reviewing.review(desk)
    with pytest.raises(UserError, match="E507"):
        reviewing.print_review(national, tmp_path / "review.odt")


def test_two_languages_stand_below_each_other_and_figures_once(filled):
    keep_text(filled, Section.NEXT_STEPS, "tk", "Diňe türkmençe")
    alone = reviewing.review(filled, language="tk")
    both = reviewing.review(filled, language="tk", second="ru")
    assert [len(one.parts) for one in both.chapters[:4]] == [len(one.parts) for one in alone.chapters[:4]]
    mechanism = both.chapters[0]
    assert BELOW in mechanism.parts[0].text
    assert all(item.count(BELOW) == 1 and "– " not in item for item in mechanism.parts[1].items)
    steps = next(one for one in both.chapters if one.heading.key == "next_steps").parts
    assert steps[0].text == "Diňe türkmençe"  # the texts differ in shape: one after the other
    assert steps[1].items[0] == starting_text(Section.NEXT_STEPS, words("ru")).splitlines()[0][2:]
    mine, other = (parts_of(made, "block1") for made in (alone, both))
    for one, two in zip(mine, other, strict=True):
        if isinstance(one, Table):
            for line, beside in zip(one.lines, two.lines, strict=True):
                assert [leading(cell) for cell in beside.cells[1:2]] == list(line.cells[1:2])
        if isinstance(one, Picture):
            assert two.told == one.told
    sheet, table = goal_sheet(filled, 5, second="ru"), summary(filled, second="ru")
    assert BELOW in sheet.goals[0].title
    assert sheet.units[0].name == table.units[0].name != leading(sheet.units[0].name)


def test_ready_rows_speak_the_language_of_the_paper(national):
    for register in ("LA", "EV"):
        take(national, plan(national, register, starting_table(national.catalogue.registers[register]), "TM"))
    made = reviewing.review(national, language="ru", parts={ReviewPart.REGISTERS})
    tables = [part for chapter in made.chapters for part in chapter.parts if isinstance(part, Table)]
    acts = [table for table in tables if table.title == national.catalogue.registers["LA"].name.ru]
    assert any(line.cells[0] == "Закон Туркменистана «О миграции»" for table in acts for line in table.lines)
    assert any("на английском" in table.title for table in tables)
