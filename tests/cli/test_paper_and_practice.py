"""Forms, card and practice file by the command line."""

from pathlib import Path

from tests.cli.conftest import HERE


def test_a_blank_form_of_one_goal_is_shorter_than_the_whole(gcm, office):
    goal = gcm("print", office, "goal.pdf", "--kind", "blank", "--goal", "3", *HERE, "--json").items
    whole = gcm("print", office, "whole.pdf", "--kind", "blank", *HERE, "--json").items
    assert 1 <= goal[0]["pages"] < whole[0]["pages"]


def test_the_key_card_is_one_sheet(gcm, office):
    answer = gcm("print", office, "card.pdf", "--kind", "card", "--language", "ru", "--json")
    assert answer.items[0]["pages"] == 2


def test_other_kinds_and_a_goal_of_a_summary_are_usage_mistakes(gcm, office):
    assert gcm("print", office, "x.pdf", "--kind", "poster").code == 2
    assert gcm("print", office, "x.pdf", "--goal", "3").code == 2
    assert gcm("print", office, "x.pdf", "--kind", "blank", "--goal", "22").code == 2
    assert not Path("x.pdf").exists()


def test_a_goal_sheet_and_completeness_are_printed_from_the_national_file(gcm, nation, office):
    sheet = gcm("print", nation, "goal.pdf", "--kind", "goal", "--goal", "5", "--period", "2026-Q3", "--json")
    assert (sheet.code, sheet.items[0]["kind"]) == (0, "goal")
    told = gcm(
        "print", nation, "c.pdf", "--kind", "completeness", "--second", "ru", "--period", "2026-Q3", "--json"
    )
    assert told.items[0]["pages"] >= 1
    assert gcm("print", nation, "x.pdf", "--kind", "goal").code == 2
    assert gcm("print", office, "x.pdf", "--kind", "goal", "--goal", "5").code in (1, 2)
    assert gcm("print", office, "x.pdf", "--since", "3f9a").code == 2
    assert not Path("x.pdf").exists()


def test_a_practice_file_is_made_and_never_merged(gcm, nation):
    assert gcm("new", "practice.gcm", "--practice", "--language", "en").code == 0
    assert gcm("export", "practice.gcm", "practice.xlsx").code in (0, 3)
    answer = gcm("merge", nation, "practice.xlsx")
    assert answer.code == 1
    assert "E494" in answer.err + answer.out
    assert gcm("new", "practice.gcm", "--practice").code == 1
    assert gcm("new", "other.gcm", "--practice", "--unit", "TM-M").code == 2
