"""The national review on paper: contents, bookmarks, letters, room, and the same bytes."""

import re
import subprocess
import unicodedata
from itertools import islice
from pathlib import Path

import pypdfium2
import pytest
from reportlab.platypus import Spacer

from gcm_desktop import i18n
from gcm_desktop.reports.document import Story
from gcm_desktop.reports.review import write_review
from gcm_desktop.reports.review_model import Heading, Line, Passage, Points, Table
from tests.reports.reviews import small_review


@pytest.fixture(scope="module", params=i18n.LANGUAGES)
def paper(request, tmp_path_factory):
    """Give a review with the pages that came of it."""
    made = small_review(request.param, goals=2)
    path = tmp_path_factory.mktemp("review") / "review.pdf"
    return made, path, write_review(made, path)


def _texts(path: Path, *options: str) -> list[str]:
    command = ["pdftotext", "-enc", "UTF-8", *options, str(path), "-"]
    text = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    return text.split("\f")[:-1]


def _flat(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def test_everything_written_is_on_the_pages(paper):
    made, path, pages = paper
    texts = _texts(path)
    assert len(texts) == pages
    whole = _flat(" ".join(texts))
    for part in made.parts:
        if isinstance(part, Heading | Passage):
            assert _flat(part.text)[:60] in whole
        elif isinstance(part, Points):
            assert all(_flat(item) in whole for item in part.items)
        elif isinstance(part, Table):
            cells = {cell for line in part.lines for cell in line.cells}
            assert all(word in whole for cell in cells for word in _flat(cell).split())


def test_the_contents_name_the_page_of_every_bookmark(paper):
    made, path, _ = paper
    with pypdfium2.PdfDocument(path) as document:
        marks = {m.get_title(): (m.level, m.get_dest().get_index() + 1) for m in document.get_toc()}
    assert len(marks) == len({part.text for part in made.parts if isinstance(part, Heading)})
    contents = _flat(_texts(path, "-layout")[1])
    for heading in made.contents:
        level, page = marks[heading.text]
        assert level == heading.level - 1
        assert re.search(rf"{re.escape(_flat(heading.text))}\s+{page}\b", contents)


def test_every_page_but_the_cover_is_numbered_and_carries_the_check_code(paper):
    made, path, pages = paper
    say = i18n.words(made.language).say
    for number, text in enumerate(_texts(path)[1:], start=2):
        assert say("Page {page} of {pages}", page=number, pages=pages) in _flat(text)
        assert made.check_code in text


def test_only_our_own_faces_are_in_the_file(paper):
    _, path, _ = paper
    listed = subprocess.run(["pdffonts", path], check=True, capture_output=True, text=True).stdout
    fonts = listed.splitlines()[2:]
    assert {re.search(r"\+(\w+)", font)[1] for font in fonts} == {"LiberationSerif"}
    assert all(re.search(r"\byes yes yes\b", font) for font in fonts)


def test_the_same_review_gives_the_same_bytes(tmp_path):
    for name in ("one.pdf", "other.pdf"):
        write_review(small_review("tk", goals=1), tmp_path / name)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "other.pdf").read_bytes()


def test_texts_and_answers_longer_than_a_page_go_on(tmp_path):
    made = small_review("en", goals=1)
    long = "word " * 2000
    parts = (Passage(long, "lead"), Points((long,)), Table("", small_columns(), (Line(("a", long)),)))
    chapter = made.chapters[0]
    longer = type(chapter)(chapter.heading, parts)
    pages = write_review(small_review("en", chapters=(longer,)), tmp_path / "long.pdf")
    assert pages > 4
    assert " ".join(_texts(tmp_path / "long.pdf")).count("word") == 3 * 2000


def small_columns():
    return small_review("en").chapters[2].parts[4].columns[:2]


def test_a_story_is_taken_piece_by_piece():
    taken = []

    def source():
        for number in range(1000):
            taken.append(number)
            yield Spacer(0, 1)

    story = Story(source())
    assert len(story) == len(taken) < 50
    for _ in islice(range(1000), 300):
        del story[0]
        assert len(story) > 0
    assert len(taken) < 350
