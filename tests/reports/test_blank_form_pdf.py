"""Blank forms: the rows of the screen on paper, with boxes large enough to write in."""

import subprocess

import pytest

from gcm_desktop.app.blank_forms import print_blank
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.page import RowKind, goal_page
from gcm_desktop.domain.units import parse_unit, return_of
from gcm_desktop.errors import UserError
from gcm_desktop.reports.boxes import BOX
from tests.reports.reading import assert_as_kept, assert_well_set

MILLIMETRE = 72 / 25.4


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with Desk.create(tmp_path_factory.mktemp("blank") / "TM-M.gcm", "TM-M", "2026-Q3", listed=False) as desk:
        yield desk


def _text(path):
    return subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, check=True, text=True
    ).stdout


def test_boxes_are_high_enough_to_write_in():
    assert BOX >= 8 * MILLIMETRE


@pytest.mark.parametrize("language", ["tk", "ru", "en"])
def test_a_goal_asks_the_rows_of_the_screen_in_their_order(desk, tmp_path, language):
    out = tmp_path / "form.pdf"
    assert print_blank(desk, out, language=language, goal=3) >= 1
    assert_as_kept(out, f"blank-{language}")
    assert_well_set(out, 60)
    text = _text(out)
    key = return_of(parse_unit("TM-M"), "2026-Q3")
    rows = goal_page(desk.catalogue, 3, desk.asked_codes(key), {}).rows
    at = [text.index(row.indicator) for row in rows if row.kind is RowKind.INDICATOR]
    assert at == sorted(at)
    for row in rows:
        if row.kind is RowKind.PART and row.code != "_U":
            assert row.code in text


def test_the_whole_return_has_every_asked_indicator_and_a_control_total_for_each_goal(desk, tmp_path):
    out = tmp_path / "form.pdf"
    print_blank(desk, out, language="en")
    text = " ".join(_text(out).split())
    asked = desk.asked(return_of(parse_unit("TM-M"), "2026-Q3"))
    assert all(indicator.code in text for indicator in asked)
    assert all(f"Control total of goal {goal}:" in text for goal in {indicator.goal for indicator in asked})
    assert "Check code" not in text


def test_countries_of_the_period_before_are_printed_ready(desk, tmp_path):
    from gcm_desktop.app.entering import enter

    enter(desk, return_of(parse_unit("TM-M"), "2026-Q2"), "G05.01|CIT=TUR", "4")
    print_blank(desk, tmp_path / "form.pdf", language="en", goal=5)
    assert desk.catalogue.countries["TUR"].en in _text(tmp_path / "form.pdf")


def test_yes_or_no_is_ticked_and_words_have_lines_in_the_form_of_a_year(desk, tmp_path):
    print_blank(desk, tmp_path / "form.pdf", period="2026", language="en", goal=2)
    text = _text(tmp_path / "form.pdf")
    assert "Yes" in text
    assert "No" in text
    assert "computed by the program" in text


def test_the_same_form_gives_the_same_bytes(desk, tmp_path):
    for name in ("a.pdf", "b.pdf"):
        print_blank(desk, tmp_path / name, goal=5)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_a_goal_that_asks_nothing_has_no_form(desk, tmp_path):
    with pytest.raises(UserError) as refused:
        print_blank(desk, tmp_path / "form.pdf", goal=22)
    assert refused.value.code == "E505"
    assert not (tmp_path / "form.pdf").exists()


def test_only_embedded_faces_are_used(desk, tmp_path):
    out = tmp_path / "form.pdf"
    print_blank(desk, out, goal=5)
    faces = subprocess.run(["pdffonts", out], capture_output=True, check=True, text=True).stdout
    assert all(" yes " in line for line in faces.splitlines()[2:])
