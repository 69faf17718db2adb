"""What a script learns from the exit code."""

import json

from gcm_desktop.app.desk import Desk
from gcm_desktop.cli.command_line import run
from tests.cli.conftest import HERE


def test_an_existing_file_is_never_written_over(gcm, office):
    before = office.read_bytes()
    answer = gcm("new", office, *HERE)
    assert answer.code == 1
    assert "TM-M.gcm" in answer.err
    assert office.read_bytes() == before


def test_usage_mistakes_give_two(gcm, office):
    assert gcm("bogus").code == 2
    assert gcm("new", "x.gcm").code == 2
    assert gcm("values", office, "--unit", "tm-m").code == 2
    assert gcm("enter", office, "G99.99=1", *HERE).code == 2
    assert gcm("enter", office, "G05.02=1", "--unit", "TM-M", "--period", "2026-Q5").code == 2
    assert gcm("decide", office, "G05.02", *HERE, "--reason", "x").code == 2


def test_a_missing_or_foreign_file_is_refused(gcm, tmp_path):
    assert gcm("values", "nothing.gcm").code == 1
    (tmp_path / "letter.gcm").write_text("Dear colleague, " * 100)
    answer = gcm("values", "letter.gcm")
    assert (answer.code, "letter.gcm" in answer.err) == (1, True)


def test_a_refused_workbook_is_named_in_the_answer_for_scripts(gcm, tmp_path):
    (tmp_path / "page.xlsx").write_text("<html><body>412</body></html>")
    answer = gcm("check", "page.xlsx", "--json")
    assert [item["file"] for item in json.loads(answer.out)["items"]] == ["page.xlsx"]


def test_unread_cells_give_three(gcm, office):
    answer = gcm("enter", office, "G05.02=many", *HERE)
    assert answer.code == 3
    assert "many" in answer.out
    assert gcm("enter", office, "G05.02=5", *HERE).code == 0


def test_a_file_open_elsewhere_is_refused_and_says_who_has_it(gcm, office):
    from gcm_desktop.domain.records import Maker

    with Desk.open(office, Maker("Meredow A.")):
        answer = gcm("enter", office, "G05.02=5", *HERE)
    assert answer.code == 1
    assert "Meredow A." in answer.err


def test_our_own_fault_gives_seventy_and_a_reference(own_home, capsys):
    def broken(_folder):
        raise ZeroDivisionError

    code = run(["demo", "folder"], broken, broken)
    log = own_home / "settings" / "faults.log"
    reference = log.read_text().splitlines()[0].split()[-1]
    assert code == 70
    assert reference in capsys.readouterr().err
    assert "ZeroDivisionError" in log.read_text()


def test_nothing_is_kept_when_one_of_many_answers_is_no_cell(gcm, office):
    before = gcm("values", office).out
    assert gcm("enter", office, "G05.02=1", "G05.02|SEX=Q=3", *HERE).code == 2
    assert gcm("values", office).out == before


def test_another_units_return_is_refused_and_changes_nothing(gcm, office):
    assert gcm("template", "TM-L.xlsx", "--unit", "TM-L", "--period", "2026-Q3").code == 0
    before = gcm("values", office).out, gcm("imports", office, "--json").out
    answer = gcm("merge", office, "TM-L.xlsx")
    assert answer.code == 1
    assert "TM-L" in answer.err
    assert (gcm("values", office).out, gcm("imports", office, "--json").out) == before


def test_messages_come_in_the_language_asked(gcm, office):
    english = gcm("new", office, *HERE, "--language", "en").err
    turkmen = gcm("new", office, *HERE, "--language", "tk").err
    assert "exists already" in english
    assert "TM-M.gcm" in turkmen
