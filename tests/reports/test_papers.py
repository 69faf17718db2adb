"""Every kind of paper in three languages: no words cut or over others, and the same letters as kept."""

from pathlib import Path

import pytest
from reportlab.lib.styles import ParagraphStyle

from gcm_desktop import i18n
from gcm_desktop.reports.signs import Text
from gcm_desktop.reports.styles import ruled
from tests.reports import papers
from tests.reports.conftest import made
from tests.reports.reading import assert_as_kept, assert_well_set


@pytest.fixture(
    scope="module", params=[f"{kind}-{language}" for kind in papers.KINDS for language in i18n.LANGUAGES]
)
def printed(request, tmp_path_factory) -> Path:
    kind, _, language = request.param.rpartition("-")
    path = tmp_path_factory.mktemp("papers") / f"{request.param}.pdf"
    papers.paper(kind, made(language), made(language, "national"))(path)
    return path


def test_every_paper_says_what_it_said_in_reading_order(printed):
    assert_as_kept(printed, printed.stem)


def test_every_paper_names_its_language_and_shows_its_title(printed):
    content = printed.read_bytes()
    assert f"/Lang ({printed.stem[-2:]})".encode() in content
    assert b"/DisplayDocTitle true" in content


def test_no_words_overlap_or_cross_the_lines_of_their_table(printed):
    assert_well_set(printed)


@pytest.mark.parametrize("rows", [5, 9, 14, 20])
def test_a_table_measured_in_part_never_passes_for_a_whole_one(rows):
    sizes = [18.1 + place % 7 * 0.7 for place in range(60)]
    lines = [["", Text("x", ParagraphStyle("", leading=size))] for size in sizes]
    part = ruled(lines[:rows], [50, 50], [("SPAN", (0, 0), (0, 1))])
    _, high = part.wrap(100, 10_000)
    whole = ruled(lines, [50, 50], [("SPAN", (0, 0), (0, 1))])
    assert whole.wrap(100, high)[1] > high
    assert whole.split(100, high)
