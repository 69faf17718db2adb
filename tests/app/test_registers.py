import pytest

from gcm_desktop.app import entering, registers
from gcm_desktop.catalogue import starting_rows
from gcm_desktop.domain.duplicates import Reason


def field(desk, register, code):
    return next(field for field in registers.columns(desk, register) if field.code == code)


def typed(desk, code, text, row="r1", register="BA", goal=""):
    registers.enter_field(desk, register, row, field(desk, register, code), text, goal=goal)
    return registers.row_of(desk, register, row).texts()


def test_a_printed_date_keeps_its_print_and_fills_what_it_means(desk):
    texts = typed(desk, "date_text", "November 22nd, 2018")
    assert texts == {
        "date_text": "November 22nd, 2018",
        "date": "2018-11-22",
        "date_format": "text",
        "precision": "DAY",
        "ambiguous": "N",
    }


def test_a_date_that_reads_both_ways_waits_and_stays_marked_when_chosen(desk):
    texts = typed(desk, "date_text", "05/01/2015")
    assert "date" not in texts
    assert texts["ambiguous"] == "Y"
    registers.choose_date(desk, "BA", "r1", "date_text", "2015-01-05")
    texts = registers.row_of(desk, "BA", "r1").texts()
    assert (texts["date"], texts["date_other"], texts["ambiguous"]) == ("2015-01-05", "2015-05-01", "Y")
    assert texts["date_text"] == "05/01/2015"
    assert texts["date_format"] == "dd/mm/yyyy"


def test_a_day_typed_into_the_date_itself_is_asked_too(desk):
    texts = typed(desk, "date", "01.03.2019")
    assert (texts["date_text"], texts["ambiguous"]) == ("01.03.2019", "Y")
    assert typed(desk, "ratified", "02.07.2014")["ratified"] == "02.07.2014"
    registers.choose_date(desk, "BA", "r1", "ratified", "2014-07-02")
    assert registers.row_of(desk, "BA", "r1").texts()["ratified"] == "2014-07-02"


def test_a_range_fills_its_end(desk):
    texts = typed(desk, "date_text", "8-12.07.2019", register="EV")
    assert (texts["date"], texts["date_end"], texts["precision"]) == ("2019-07-08", "2019-07-12", "RANGE")


def test_typing_another_print_forgets_the_day_of_the_first(desk):
    typed(desk, "date_text", "November 22nd, 2018")
    assert typed(desk, "date_text", "some day") == {"date_text": "some day"}


def test_a_print_that_is_no_date_leaves_a_day_typed_apart(desk):
    typed(desk, "date", "2019-05-28")
    assert typed(desk, "date_text", "at the forum")["date"] == "2019-05-28"


@pytest.mark.parametrize(
    ("code", "text", "kept"),
    [
        ("partner", "Türkiýe", "TUR"),
        ("partner", "азербайджан", "AZE"),
        ("kind", "Memorandum", "MEM"),
        ("goals", "21 5", "G05,G21"),
        ("goals", "G05, 21", "G05,G21"),
        ("goals", "5 99", "5 99"),
        ("partner", "Atlantis", "Atlantis"),
    ],
)
def test_fields_are_kept_by_code_and_what_is_not_understood_as_typed(desk, code, text, kept):
    assert typed(desk, code, text)[code] == kept


def test_a_row_begun_under_a_goal_is_linked_to_it(desk):
    assert typed(desk, "partner", "TUR", goal="G05") == {"partner": "TUR", "goals": "G05"}
    assert typed(desk, "goals", "", goal="G05") == {"partner": "TUR"}


def test_one_undo_takes_a_printed_date_back(desk):
    typed(desk, "subject", "visas")
    typed(desk, "date_text", "05/22/2020")
    entering.undo(desk, desk.registers_key())
    assert registers.row_of(desk, "BA", "r1").texts() == {"subject": "visas"}


def test_the_same_act_under_two_goals_becomes_one_row_in_one_step(desk):
    act = {"partner": "TUR", "subject": "combating crime", "date": "2012-02-29"}
    registers.add_row(desk, "BA", {**act, "goals": "G09"}, row="a")
    registers.add_row(desk, "BA", {**act, "goals": "G10", "place": "Ankara"}, row="b")
    (likeness,) = registers.repeated(desk, "BA", "b")
    assert likeness.sure
    assert Reason.OTHER_GOALS in likeness.reasons
    registers.join_rows(desk, "BA", "b", into="a")
    (row,) = registers.rows(desk, "BA")
    assert row.texts() == {**act, "goals": "G09,G10", "place": "Ankara"}
    entering.undo(desk, desk.registers_key())
    assert len(registers.rows(desk, "BA")) == 2


def test_a_row_is_emptied_in_one_step_and_comes_back(desk):
    registers.add_row(desk, "BA", starting_rows("BA")[0].fields, row="a")
    registers.remove_row(desk, "BA", "a")
    assert not registers.rows(desk, "BA")
    entering.undo(desk, desk.registers_key())
    assert registers.rows(desk, "BA")[0].texts() == starting_rows("BA")[0].fields
