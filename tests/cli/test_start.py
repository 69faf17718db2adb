"""The command line starts fast and checks itself."""

import subprocess
import sys

import pytest

from gcm_desktop.cli.command_line import VERBS, run

SLOW = ("PySide6", "openpyxl", "reportlab", "sqlcipher3", "sqlite_utils", "babel")


def test_help_imports_nothing_slow(checkout):
    program = (
        "import sys; from gcm_desktop.cli.command_line import run; run(['--help'], None, None); "
        f"print('SLOW', [name for name in {SLOW} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=checkout, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "SLOW []"


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_says_how_it_is_used(gcm, verb):
    answer = gcm(verb, "--help")
    assert answer.code == 0
    assert "Usage" in answer.out


def test_without_a_verb_the_window_opens(tmp_path):
    shown = []
    (tmp_path / "a.gcm").touch()
    assert run([], lambda path: shown.append(path) or 0, None) == 0
    assert run([str(tmp_path / "a.gcm")], lambda path: shown.append(path) or 0, None) == 0
    assert shown == [None, tmp_path / "a.gcm"]


def test_the_program_finds_everything_it_needs(gcm):
    answer = gcm("self-test", "--json")
    assert answer.code == 0, answer.err
    assert len(answer.items) == 7


def test_the_catalogue_check_prints_its_counts(gcm):
    answer = gcm("catalogue", "check")
    assert answer.code == 0
    assert "343 indicators" in answer.out.splitlines()


def test_pages_are_the_same_bytes_twice(gcm, office, tmp_path):
    for name in ("a.pdf", "b.pdf"):
        assert gcm("print", office, name, "--unit", "TM-M").code == 0
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    assert gcm("print", office, "a.txt").code == 2


def test_language_and_json_stand_before_or_after_the_verb(gcm):
    before = gcm("--language", "ru", "new", "X.gcm", "--unit", "TM-Q", "--period", "2026-Q3")
    after = gcm("new", "X.gcm", "--unit", "TM-Q", "--period", "2026-Q3", "--language", "ru")
    assert before == after
    assert "TM-Q" in before.err
    one, other = gcm("--json", "catalogue", "check"), gcm("catalogue", "check", "--json")
    assert one.items == other.items
