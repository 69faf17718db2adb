"""How pages lie and where they are bound, measured on the paper."""

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcm_desktop.domain.page_setup import LEAST, Binding, Orientation, PageSetup
from gcm_desktop.reports import write_summary
from gcm_desktop.reports.call_sheet import CallSection, CallSheet, write_call_sheet
from gcm_desktop.reports.completeness import write_completeness
from gcm_desktop.reports.corrigendum import write_corrigendum
from gcm_desktop.reports.review import write_review
from tests.reports import papers
from tests.reports.conftest import made
from tests.reports.reviews import small_review

MM = 72 / 25.4
LYING = PageSetup(Orientation.LANDSCAPE, Binding.INNER)
UPRIGHT = PageSetup(Orientation.PORTRAIT, Binding.NONE)


def _of(paper, setup: PageSetup):
    return replace(paper, cover=replace(paper.cover, setup=setup))


def _written(setup: PageSetup, folder: Path) -> dict[str, Path]:
    """Write a small paper of every kind that can lie both ways."""
    unit = made("tk")
    unit = replace(unit, goals=unit.goals[:1], setup=setup)
    lines = tuple(("G05.02", "word " * 60) for _ in range(40))
    sheet = CallSheet("en", "Mary", "2026-Q3", (("a", "b"),), (CallSection("x", lines),), setup)
    cover = replace(unit, goals=(), kind="corrigendum")
    writers = {
        "unit": lambda path: write_summary(unit, path),
        "nation": lambda path: write_summary(replace(unit, kind="national"), path),
        "review": lambda path: write_review(replace(small_review("tk", goals=2), setup=setup), path),
        "completeness": lambda path: write_completeness(_of(papers._completeness(cover), setup), path),
        "corrigendum": lambda path: write_corrigendum(_of(papers._corrigendum(cover), setup), path),
        "call sheet": lambda path: write_call_sheet(sheet, path),
    }
    for name, write in writers.items():
        write(folder / f"{name}.pdf")
    return {name: folder / f"{name}.pdf" for name in writers}


@pytest.fixture(scope="module", params=[LYING, UPRIGHT], ids=["across, two-sided", "upright, not bound"])
def pages(request, tmp_path_factory):
    return request.param, _written(request.param, tmp_path_factory.mktemp("pages"))


def test_every_paper_lies_as_it_is_wished(pages):
    setup, written = pages
    across = setup.orientation is Orientation.LANDSCAPE
    for name, path in written.items():
        with pypdfium2.PdfDocument(path) as document:
            sizes = {(round(page.get_width()), round(page.get_height())) for page in document}
        assert sizes == {(842, 595) if across else (595, 842)}, name


def test_words_keep_the_margins_of_their_side_of_the_sheet(pages):
    setup, written = pages
    for name, path in written.items():
        told = subprocess.run(["pdftotext", "-bbox", path, "-"], check=True, capture_output=True, text=True)
        sheets = told.stdout.split("<page ")[1:]
        assert len(sheets) > 1 or name not in ("unit", "review"), name
        for number, sheet in enumerate(sheets, start=1):
            wide = float(re.search(r'width="([\d.]+)"', sheet)[1])
            left, right = (side * MM for side in setup.margins(number))
            edges = re.findall(r'xMin="([\d.-]+)" yMin="[\d.-]+" xMax="([\d.-]+)"', sheet)
            if number > 1:  # a cover is set in the middle
                assert min(float(edge) for edge, _ in edges) == pytest.approx(left, abs=5 * MM), name
            assert min(float(edge) for edge, _ in edges) >= left - 0.7, name
            assert max(float(edge) for _, edge in edges) <= wide - right + 4.2, name  # a hanging sign


def test_binding_gives_ten_millimetres_more():
    assert PageSetup(binding=Binding.LEFT).margins(1)[0] == PageSetup(binding=Binding.NONE).margins(1)[0] + 10
    assert LYING.margins(1) == LYING.margins(2)[::-1]


@given(st.sampled_from(Orientation), st.sampled_from(Binding), st.integers(1, 400))
def test_no_margin_is_ever_too_small_for_a_printer_and_the_text_is_equally_broad(lies, bound, page):
    setup = PageSetup(lies, bound)
    assert min(setup.margins(page)) >= LEAST
    assert sum(setup.margins(page)) == sum(setup.margins(1))
