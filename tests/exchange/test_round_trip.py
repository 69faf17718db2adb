"""What is written is what is read, in every language and to the byte."""

from __future__ import annotations

import dataclasses
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gcm_desktop.domain.records import Act, ActKind
from gcm_desktop.domain.units import parse_unit, registers_of, return_of
from gcm_desktop.domain.values import BLANK, State, Value, number
from gcm_desktop.errors import UserError
from gcm_desktop.exchange import file_name, read_return, write_return
from gcm_desktop.exchange.reading import read_bytes
from gcm_desktop.exchange.writing import workbook_bytes
from tests.exchange.books import PERIOD, REGISTER, book_of, edited, every_kind, values_of
from tests.exchange.mutants import small


@pytest.mark.parametrize("language", ["tk", "ru", "en"])
@pytest.mark.parametrize("period", [PERIOD, "2026"])
def test_every_kind_of_answer_comes_back_equal(catalogue, unit, reads, language, period):
    values = every_kind(catalogue, unit, period)
    read = reads(workbook_bytes(book_of(catalogue, unit, values, REGISTER, language, period)))
    assert read.edited == ()
    assert values_of(read, return_of(unit, period)) == values
    assert values_of(read, registers_of(unit)) == REGISTER
    assert not [issue for issue in read.issues if issue.code not in ("W400", "W401")]


@pytest.mark.parametrize("language", ["tk", "ru", "en"])
@pytest.mark.parametrize("period", [PERIOD, "2026"])
def test_values_shown_without_a_revision_come_back_as_an_edit(catalogue, unit, reads, language, period):
    values = {c: dataclasses.replace(v, source="") for c, v in every_kind(catalogue, unit, period).items()}
    book = book_of(catalogue, unit, values, REGISTER, language, period, revisions=(), links={}, heads={})
    read = reads(workbook_bytes(book))
    seen = values_of(read, return_of(unit, period))
    for cell, value in values.items():
        # Beside a total there is room for a number and one sign alone.
        plain = dataclasses.replace(value, basis=value.basis.PERIOD, quality="", note="")
        shown = plain if "SEX=" in cell else value
        got = seen.get(cell, BLANK)
        if "SEX=" in cell and value.state is State.UNREAD:
            shown = dataclasses.replace(shown, precision=got.precision)
        assert got.same_as(shown), cell
    assert len(read.edited) == 2


def test_a_national_body_gets_its_own_sheets(catalogue, reads):
    body = parse_unit("MIA")
    values = every_kind(catalogue, body, "2026")
    read = reads(workbook_bytes(book_of(catalogue, body, values, period="2026")))
    assert values_of(read, return_of(body, "2026")) == values


def test_equal_books_give_equal_bytes(catalogue, unit, sent):
    assert workbook_bytes(book_of(catalogue, unit, every_kind(catalogue, unit), REGISTER)) == sent


def test_bytes_do_not_depend_on_the_process(catalogue, unit, tmp_path):
    script = (
        "import sys, hashlib; sys.path.insert(0, '.')\n"
        "from gcm_desktop.domain.units import parse_unit\n"
        "from gcm_desktop.exchange.writing import workbook_bytes\n"
        "from tests.exchange.books import *\n"
        "from gcm_desktop import catalogue as c; k = c.load(); u = parse_unit('TM-M')\n"
        "print(hashlib.sha256(workbook_bytes(book_of(k, u, every_kind(k, u), REGISTER))).hexdigest())"
    )
    root = Path(__file__).parents[2]
    prints = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Ashgabat"))
    }
    assert len(prints) == 1


def test_a_value_nobody_asked_for_is_shown_and_kept(catalogue, unit, reads):
    odd = {"G05.01|AGE=Y18T29,SEX=F": number("7"), "G02.01|R": number("3.5"), "N19.next": number("text")}
    read = reads(workbook_bytes(book_of(catalogue, unit, odd)))
    assert read.edited == ()
    assert values_of(read, return_of(unit, PERIOD)) == odd
    assert set(odd) <= set(read.places)


def test_nothing_to_report_stays_said(catalogue, unit, reads):
    subject = f"goal:{return_of(unit, PERIOD).id}:G05"
    act = Act(subject, ActKind.NIL, reason="no cases")
    read = reads(workbook_bytes(book_of(catalogue, unit, {}, acts=(act,))))
    assert read.acts == (act,)


def test_a_text_no_cell_can_hold_is_not_written(catalogue, unit, tmp_path):
    book = book_of(catalogue, unit, {"N05.next": Value(State.VALUE, "a" * 40_000)})
    with pytest.raises(UserError) as refused:
        write_return(book, tmp_path / "return.xlsx")
    assert refused.value.code == "E502"
    assert list(tmp_path.iterdir()) == []


def test_control_characters_never_reach_the_file(catalogue, unit, reads):
    book = book_of(catalogue, unit, {"N05.next": Value(State.VALUE, "a\x01b\u200bc")}, revisions=(), heads={})
    read = reads(workbook_bytes(book))
    assert values_of(read, return_of(unit, PERIOD)) == {"N05.next": number("abc")}


def test_line_ends_that_another_program_dropped_are_no_edit(catalogue, unit):
    only = small(catalogue)
    values = {"G05.02": number("412", note="bir\niki\n\nüç")}
    data = workbook_bytes(book_of(only, unit, values))

    def typed(text):
        def act(workbook):
            cells = (c for sheet in workbook.worksheets for row in sheet.iter_rows() for c in row)
            next(cell for cell in cells if cell.value == "bir\niki\n\nüç").value = text

        return read_bytes(edited(data, act), "r.xlsx", {only.digest: only})

    assert typed("birikiüç").edited == ()
    assert values_of(typed("birikiüç"), return_of(unit, PERIOD)) == values
    assert len(typed("bir iki üç").edited) == 1


def test_a_folder_that_cannot_be_written_is_named(catalogue, unit, tmp_path):
    with pytest.raises(UserError) as refused:
        write_return(book_of(catalogue, unit, {}), tmp_path / "missing" / "return.xlsx")
    assert refused.value.code == "E501"


def test_file_names_sort_by_period_and_unit():
    assert file_name(parse_unit("MIA@TM-M"), PERIOD, 2, "1234 5678") == "2026-Q3_MIA@TM-M_r02_1234.xlsx"
    names = [file_name(parse_unit("TM-M"), PERIOD, number, "1234") for number in range(1, 100)]
    assert sorted(names) == names


def test_a_kill_while_writing_leaves_the_old_file_or_the_new_one(catalogue, unit, tmp_path):
    path = tmp_path / "return.xlsx"
    write_return(book_of(catalogue, unit, {}), path)
    old = path.read_bytes()
    script = (
        "import sys; sys.path.insert(0, '.'); from pathlib import Path\n"
        "from gcm_desktop.exchange.writing import replace_file\n"
        "new = Path(sys.argv[1]).read_bytes() + b'x' * 4_000_000\n"
        "print('ready', flush=True)\n"
        "while True: replace_file(Path(sys.argv[1]), new)"
    )
    sizes = set()
    for n in range(6):
        path.write_bytes(old)
        child = subprocess.Popen(
            [sys.executable, "-c", script, str(path)], cwd=Path(__file__).parents[2], stdout=subprocess.PIPE
        )
        child.stdout.readline()
        until = time.monotonic() + 0.004 * n
        while time.monotonic() < until:
            pass
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        sizes.add(path.stat().st_size)
    assert sizes <= {len(old), len(old) + 4_000_000}


def test_reading_from_disk_gives_the_digest_of_the_file(catalogue, unit, tmp_path):
    path = tmp_path / "return.xlsx"
    write_return(book_of(catalogue, unit, {}), path)
    read = read_return(path)
    assert (read.name, read.unit, read.period, read.status) == ("return.xlsx", unit, PERIOD, "blank")
