"""From the keyboard to the national table, by the command line alone."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import HERE, disagreeing, gcm, nation, office

__all__ = ["disagreeing", "gcm", "nation", "office"]  # fixtures


def revision_saying(gcm, file, cell: str, value: str) -> str:
    conflict = next(item for item in gcm("conflicts", file, "--json").items if item["cell"] == cell)
    return next(c["revisions"][0] for c in conflict["candidates"] if c["value"] == value)


def test_a_return_walks_the_whole_way(gcm, disagreeing, nation):
    assert gcm("merge", nation, disagreeing[0]).code == 0
    assert gcm("merge", nation, disagreeing[0]).code == 0  # already known
    assert gcm("merge", nation, disagreeing[1]).code == 3
    conflicts = gcm("conflicts", nation, "--json")
    assert {item["cell"] for item in conflicts.items} == {"G05.02", "G02.03"}

    take = revision_saying(gcm, nation, "G02.03", "")  # not collected
    assert gcm("decide", nation, "G02.03", *HERE, "--take", take, "--reason", "asked", "--by", "C.").code == 3
    assert gcm("decide", nation, "G05.02", *HERE, "--value", "414", "--reason", "counted").code == 0
    assert gcm("conflicts", nation, "--json").items == []
    values = {item["cell"]: item for item in gcm("values", nation, "--format", "json").items}
    assert values["G05.02"]["value"] == "414"
    assert values["G02.03"]["state"] == "not_available"

    assert gcm("print", nation, "nation.pdf", "--period", "2026-Q3").code == 0
    assert gcm("print", nation, "mary.pdf", *HERE, "--language", "ru").code == 0
    assert Path("nation.pdf").read_bytes().startswith(b"%PDF")

    second = next(i["id"] for i in gcm("imports", nation, "--json").items if i["name"] == "two.xlsx")
    taken_out = gcm("withdraw", nation, second[:12], "--reason", "wrong file", "--json")
    assert taken_out.code == 0
    assert len(taken_out.items[0]["suspended"]) == 2
    values = {item["cell"]: item for item in gcm("values", nation, "--format", "json").items}
    assert values["G05.02"]["value"] == "412"
    assert gcm("withdraw", nation, second).code == 1  # it is out already
    assert gcm("put-back", nation, second).code == 0
    values = {item["cell"]: item for item in gcm("values", nation, "--format", "json").items}
    assert values["G05.02"]["value"] == "414"


def test_why_names_file_sheet_and_cell(gcm, disagreeing, nation):
    gcm("merge", nation, disagreeing[0])
    answer = gcm("why", nation, "G05.02", *HERE, "--json")
    file = answer.items[0]["files"][0]
    assert file["name"] == "one.xlsx"
    assert file["sheet"]
    assert file["ref"]
    assert answer.items[0]["made_by"] == "Orazow B."
    parts = gcm("why", nation, "G05.02", "--period", "2026-Q3", "--json").items
    whole = next(item for item in parts if item["unit"] == "nation")
    assert (whole["value"], whole["answered"], whole["asked"]) == ("412", 1, 7)


def test_the_same_answers_whatever_the_order_of_arrival(gcm, disagreeing):
    answers = []
    for name, order in (("a.gcm", disagreeing), ("b.gcm", disagreeing[::-1])):
        gcm("new", name, "--period", "2026-Q3", "--national")
        for file in order:
            gcm("merge", name, file)
        told = [
            ("values", "--format", "json", "--provenance"),
            ("conflicts", "--json"),
            ("imports", "--json"),
        ]
        answers.append([gcm(verb, name, *rest).out for verb, *rest in told])
    assert answers[0] == answers[1]


def test_one_command_says_the_same_in_any_order_of_its_files(gcm, disagreeing):
    gcm("new", "a.gcm", "--period", "2026-Q3", "--national")
    gcm("new", "b.gcm", "--period", "2026-Q3", "--national")
    one = gcm("merge", "a.gcm", *disagreeing, "--json")
    other = gcm("merge", "b.gcm", *disagreeing[::-1], "--json")
    assert one.out == other.out


def test_a_dry_run_changes_nothing(gcm, disagreeing, nation):
    before = nation.read_bytes()
    assert gcm("merge", nation, disagreeing[0], "--dry-run").code == 0
    assert gcm("values", nation, "--format", "json").items == []
    assert gcm("imports", nation, "--json").items == []
    assert len(before) == nation.stat().st_size


def test_a_refused_file_leaves_the_others_of_the_folder_alone(gcm, disagreeing, nation, tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    disagreeing[0].rename(folder / "one.xlsx")
    (folder / "notes.ods").write_bytes(b"PK\x05\x06" + bytes(18))
    (folder / "~$one.xlsx").write_bytes(b"x")
    answer = gcm("merge", nation, folder)
    assert answer.code == 3
    assert "notes.ods" in answer.err
    assert "~$" not in answer.err + answer.out
    assert len(gcm("imports", nation, "--json").items) == 1


def test_export_gives_the_same_bytes_until_something_changes(gcm, office):
    gcm("export", office, "a.xlsx", *HERE)
    gcm("export", office, "b.xlsx", *HERE)
    assert Path("a.xlsx").read_bytes() == Path("b.xlsx").read_bytes()
    gcm("enter", office, "G05.02=413", *HERE)
    gcm("export", office, "c.xlsx", *HERE)
    assert Path("a.xlsx").read_bytes() != Path("c.xlsx").read_bytes()


def test_an_older_return_is_known_as_such(gcm, office, nation):
    gcm("export", office, "old.xlsx", *HERE)
    gcm("enter", office, "G05.02=413", *HERE)
    gcm("export", office, "new.xlsx", *HERE)
    assert gcm("merge", nation, "new.xlsx").code == 0
    answer = gcm("merge", nation, "old.xlsx", "--json")
    assert (answer.code, [item["status"] for item in answer.items if "status" in item]) == (0, ["older"])


def test_a_return_keeps_its_check_code_through_every_hand(gcm, office, nation):
    sent = gcm("export", office, "one.xlsx", *HERE, "--json").items[0]["check_code"]
    gcm("merge", nation, "one.xlsx")
    again = gcm("export", nation, "again.xlsx", *HERE, "--json").items[0]["check_code"]
    assert sent == again


def test_a_backup_comes_back_and_the_replaced_file_is_kept(gcm, office, tmp_path):
    copy = gcm("backup", office, tmp_path / "copies").out.strip()
    before = gcm("values", office).out
    gcm("enter", office, "G05.02=999", *HERE)
    assert gcm("restore", copy, office).code == 0
    assert gcm("values", office).out == before
    assert list(tmp_path.glob("TM-M (replaced *).gcm"))


def test_acts_and_registers_are_told(gcm, office):
    assert gcm("act", office, "accept", *HERE, "--json").items[0]["act"] == "accepted"
    assert gcm("act", office, "return", *HERE).code == 2  # remarks are needed
    row = gcm("registers", office, "BA", "--json").items[0]
    assert (row["row"], row["fields"]) == ("r1", {"partner": "TUR"})
    assert {item["register"] for item in gcm("registers", office, "--json").items} >= {"BA", "LA"}


def test_check_needs_no_data_file(gcm, disagreeing):
    answer = gcm("check", *disagreeing, "--json")
    assert answer.code == 0
    assert {item["file"] for item in answer.items if "answers" in item} == {"one.xlsx", "two.xlsx"}


@pytest.mark.parametrize("arguments", [["catalogue", "check"], ["--help"], ["--version"]])
def test_the_program_starts_as_a_process(arguments, checkout):
    done = subprocess.run(
        [sys.executable, "-m", "gcm_desktop", *arguments], cwd=checkout, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_json_from_a_process_is_utf8(gcm, office, tmp_path, checkout):
    gcm("enter", office, "N05.next=Täze ýyl, ş ň ž", *HERE)
    command = [sys.executable, "-m", "gcm_desktop", "values", tmp_path / office, "--format", "json"]
    done = subprocess.run(command, cwd=checkout, capture_output=True, check=True, env={"LC_ALL": "C"})
    texts = {item["value"] for item in json.loads(done.stdout.decode("utf-8"))["items"]}
    assert "Täze ýyl, ş ň ž" in texts
