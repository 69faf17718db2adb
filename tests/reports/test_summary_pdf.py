import os
import re
import subprocess
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from gcm_desktop import i18n
from gcm_desktop.errors import UserError
from gcm_desktop.reports import RegisterExtract, SummaryGoal, SummaryRow, SummaryUnit, write_summary

MM = 72 / 25.4
BOTH = pytest.mark.parametrize("kind", ["unit", "national"])
ALL = pytest.mark.parametrize("language", i18n.LANGUAGES)


def _flat(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).replace("\xad", "").split())


@ALL
@BOTH
def test_every_code_value_and_letter_comes_back_from_the_text_layer(
    summary, text_of, printed, language, kind
):
    paper, (path, _) = summary(language, kind), printed(language, kind)
    text = _flat(text_of(path))
    for row in paper.goals[0].rows:
        figures = row.by_unit if kind == "national" else (row.women, row.men, row.unknown, row.change)
        short = [figure for figure in (row.code, row.total, *figures) if len(figure) < 40]
        for word in _flat(" ".join(short)).split():
            assert word in text
    assert _flat(paper.notes[0]) in text
    assert _flat(paper.area) in text
    assert paper.check_code in text
    assert "⇄" in text


@BOTH
def test_pages_are_numbered_out_of_their_total(text_of, printed, kind):
    path, pages = printed("ru", kind)
    texts = text_of(path).split("\f")[:-1]
    say = i18n.words("ru").say
    assert pages == len(texts) > 2
    for number, text in enumerate(texts, start=1):
        assert say("Page {page} of {pages}", page=number, pages=pages) in _flat(text)
        assert "1234 5678 9012 3456 7890" in text
        assert "09.10.2026" in text


def test_bookmarks_lead_to_blocks_and_goals(summary, printed):
    paper, (path, pages) = summary("tk"), printed("tk", "unit")
    with pypdfium2.PdfDocument(path) as document:
        marks = [(mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
    blocks = list(dict.fromkeys(goal.block for goal in paper.goals))
    assert [title for level, title, _ in marks if level == 0][: len(blocks)] == blocks
    assert len([title for level, title, _ in marks if level == 1]) == len(paper.goals)
    places = [page for _, _, page in marks]
    assert places == sorted(places)
    assert places[-1] in (pages - 1, pages - 2)
    assert len(set(places)) > 2


@BOTH
def test_fonts_are_embedded_and_readable_as_text(printed, kind):
    path, _ = printed("en", kind, draft=True)
    listed = subprocess.run(["pdffonts", path], check=True, capture_output=True, text=True).stdout
    fonts = listed.splitlines()[2:]
    assert {re.search(r"\+(\S+)", font)[1] for font in fonts} == {
        "LiberationSerif",
        "LiberationSerif-Bold",
        "LiberationSerif-Italic",
    }
    assert all(re.search(r"yes yes yes", font) for font in fonts)


@pytest.mark.parametrize(("kind", "size"), [("unit", (595, 842)), ("national", (842, 595))])
def test_paper_is_a4_and_says_what_it_is(printed, kind, size):
    path, _ = printed("tk", kind)
    with pypdfium2.PdfDocument(path) as document:
        assert {tuple(round(side) for side in page.get_size()) for page in document} == {size}
        assert "Mary welaýaty" in document.get_metadata_value("Title")
    assert b"/Lang (tk)" in path.read_bytes()


def test_same_summary_gives_same_bytes_in_another_process(printed, tmp_path):
    code = (
        "from pathlib import Path; from gcm_desktop.reports import write_summary;"
        "from tests.reports.conftest import made;"
        f"[write_summary(made('tk', kind), Path({str(tmp_path)!r}) / kind) for kind in ('unit', 'national')]"
    )
    surroundings = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Ashgabat", "PYTHONPATH": str(Path.cwd())}
    subprocess.run([sys.executable, "-c", code], check=True, env=surroundings)
    for kind in ("unit", "national"):
        assert printed("tk", kind)[0].read_bytes() == (tmp_path / kind).read_bytes()


def test_table_head_is_repeated_and_rows_stay_whole(summary, text_of, tmp_path):
    paper = summary("en")
    goal = replace(paper.goals[0], rows=paper.goals[0].rows * 20)
    pages = write_summary(replace(paper, goals=(goal,)), tmp_path / "s.pdf")
    texts = text_of(tmp_path / "s.pdf", "-layout").split("\f")[:-1]
    heads = [text for text in texts if "Indicator" in text]
    assert len(heads) >= pages - 2
    for text in texts:  # the note never leaves the indicator it belongs to
        lines = text.splitlines()
        notes = [n for n, line in enumerate(lines) if line.strip().startswith("Note ")]
        assert all(any("G04.07" in line for line in lines[max(0, n - 9) : n]) for n in notes)


def test_sums_without_all_units_carry_a_sign_and_the_missing_are_named(text_of, printed):
    text = _flat(text_of(printed("en", "national")[0]))
    assert "63,6*" in text
    assert "6 of 7 units" in text
    assert "Not received" in text
    assert "* sum of the units received only" in text


def test_many_units_go_on_in_further_tables(summary, text_of, tmp_path):
    units = tuple(SummaryUnit(f"U{n}", f"Unit {n}") for n in range(19))
    paper = summary("en", "national", units=units)
    rows = (
        SummaryRow(
            "G01.01", "x", total="190", coverage="19 of 19", by_unit=tuple(f"{n}00" for n in range(19))
        ),
    )
    paper = replace(paper, goals=(replace(paper.goals[0], rows=rows),))
    write_summary(paper, tmp_path / "s.pdf")
    text = text_of(tmp_path / "s.pdf").split()
    assert all(f"U{n}" in text for n in range(19))
    assert "1800" in text
    assert "190" in text


@BOTH
def test_answers_longer_than_a_page_are_printed_to_their_end(summary, text_of, tmp_path, kind):
    long = " ".join(f"w{n}" for n in range(2400)) + "\n" * 150 + "last"
    row = SummaryRow("G01.01", "x", total=long, previous=long, note=long, by_unit=(long, "1"))
    paper = summary("en", kind, registers=(RegisterExtract("R", ("a", "b"), ((long, "1"),)),), notes=(long,))
    goal = SummaryGoal(1, "t", "b", (row,) * 2, narrative=(("h", long),))
    write_summary(replace(paper, goals=(goal,)), tmp_path / "s.pdf")
    words = text_of(tmp_path / "s.pdf").split()
    assert words.count("last") == 9
    assert words.count("w2222") == words.count("last")


@BOTH
def test_a_summary_without_answers_is_a_form_to_fill_in(summary, tmp_path, kind):
    paper = summary("tk", kind, goals=(), registers=(), notes=(), units=(), check_code="", revision="")
    assert write_summary(paper, tmp_path / "s.pdf") >= 1
    bare = (SummaryGoal(1, "t", "b"),)
    assert write_summary(replace(paper, goals=bare), tmp_path / "s.pdf") >= 1


def test_a_draft_says_so_on_every_page(text_of, printed):
    texts = text_of(printed("en", "unit", draft=True)[0]).split("\f")[:-1]
    assert all("Draft (not approved)" in text for text in texts)


def test_characters_no_face_has_are_shown_as_boxes_and_markup_is_text(summary, text_of, tmp_path):
    write_summary(summary("en", goals=(), notes=("a <b>&amp; \U0001f600 \u4e2d ⇄ z",)), tmp_path / "s.pdf")
    assert "a <b>&amp; □ □ ↔ z" in _flat(text_of(tmp_path / "s.pdf"))


def test_a_summary_is_written_whole_or_not_at_all(summary, tmp_path):
    with pytest.raises(UserError) as caught:
        write_summary(summary(goals=()), tmp_path / "missing" / "s.pdf")
    assert caught.value.code == "E501"
    (tmp_path / "taken.pdf").mkdir()
    with pytest.raises(UserError):
        write_summary(summary(goals=()), tmp_path / "taken.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["taken.pdf"]
    for language in ("tk", "ru"):
        write_summary(summary(language, goals=()), tmp_path / "s.pdf")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["s.pdf", "taken.pdf"]
