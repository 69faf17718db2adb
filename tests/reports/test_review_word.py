"""The national review as a Word draft: real headings, contents, tables, pictures with words, language."""

import re
import subprocess
import zipfile
from xml.etree import ElementTree

import pytest

from gcm_desktop import i18n
from gcm_desktop.reports.review_model import Heading, Passage, Picture, Points, Table
from gcm_desktop.reports.word import write_draft
from tests.reports.reviews import small_review

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


@pytest.fixture(scope="module", params=i18n.LANGUAGES)
def draft(request, tmp_path_factory):
    """Give a review, its draft and the body of the draft."""
    made = small_review(request.param, goals=2)
    path = tmp_path_factory.mktemp("draft") / "review.docx"
    write_draft(made, path)
    with zipfile.ZipFile(path) as file:
        for name in file.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(file.read(name))
        return made, path, ElementTree.fromstring(file.read("word/document.xml"))


def _text(node) -> str:
    return "".join(part.text or "" for part in node.iter(f"{W}t"))


def _styled(body, style: str) -> list[str]:
    found = []
    for paragraph in body.iter(f"{W}p"):
        name = paragraph.find(f"{W}pPr/{W}pStyle")
        if name is not None and name.get(f"{W}val") == style:
            found.append(_text(paragraph))
    return found


def test_headings_are_headings_and_stand_in_the_contents(draft):
    made, _, body = draft
    headings = [part for part in made.parts if isinstance(part, Heading)]
    for level in (1, 2, 3):
        texts = [heading.text for heading in headings if heading.level == level]
        assert _styled(body, f"Heading{level}") == texts
    listed = _styled(body, "TOC1") + _styled(body, "TOC2")
    assert sorted(listed) == sorted(heading.text for heading in made.contents)
    fields = " ".join(part.text for part in body.iter(f"{W}instrText"))
    assert "TOC" in fields
    marks = {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}
    assert set(re.findall(r"PAGEREF (\S+)", fields)) <= marks


def test_the_draft_says_what_the_pages_say(draft):
    made, _, body = draft
    whole = _text(body)
    for part in made.parts:
        if isinstance(part, Passage):
            assert all(line in whole for line in part.text.split("\n"))
        elif isinstance(part, Points):
            assert all(item in whole for item in part.items)
        elif isinstance(part, Table):
            assert all(cell in whole for line in part.lines for cell in line.cells)


def test_tables_repeat_their_heads_and_never_part_a_row(draft):
    made, _, body = draft
    tables = list(body.iter(f"{W}tbl"))
    assert len(tables) == sum(isinstance(part, Table) for part in made.parts)
    for table in tables:
        rows = table.findall(f"{W}tr")
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows[:2]] == [True, False]
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")


def test_pictures_are_told_in_words(draft):
    made, path, body = draft
    told = [part.told for part in made.parts if isinstance(part, Picture)]
    assert [node.get("descr") for node in body.iter(DRAWN)] == told
    with zipfile.ZipFile(path) as file:
        pictures = [name for name in file.namelist() if name.endswith(".png")]
        assert len(pictures) == len(told)
        assert all(file.read(name).startswith(b"\x89PNG") for name in pictures)


def test_the_document_names_its_language(draft):
    made, path, _ = draft
    wanted = {"tk": "tk-TM", "ru": "ru-RU", "en": "en-GB"}[made.language]
    with zipfile.ZipFile(path) as file:
        styles = ElementTree.fromstring(file.read("word/styles.xml"))
        assert f"<dc:language>{wanted}" in file.read("docProps/core.xml").decode()
    assert styles.find(f".//{W}rPrDefault//{W}lang").get(f"{W}val") == wanted


def test_the_same_review_gives_the_same_draft(draft, tmp_path):
    made, path, _ = draft
    write_draft(small_review(made.language, goals=2), tmp_path / "again.docx")
    assert (tmp_path / "again.docx").read_bytes() == path.read_bytes()


def test_signs_that_no_document_may_hold_are_left_out(tmp_path):
    made = small_review("en", goals=0, title="a\x00b\x0bc\ud800d")
    write_draft(made, tmp_path / "odd.docx")
    with zipfile.ZipFile(tmp_path / "odd.docx") as file:
        assert "ABCD" in _text(ElementTree.fromstring(file.read("word/document.xml")))


def test_another_program_opens_the_draft_and_prints_it(tmp_path):
    made = small_review("tk", goals=1)
    write_draft(made, tmp_path / "review.docx")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path]
    subprocess.run([*command, tmp_path / "review.docx"], check=True, capture_output=True, timeout=200)
    text = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", tmp_path / "review.pdf", "-"],
        check=True, capture_output=True, encoding="utf-8",
    ).stdout  # fmt: skip
    flat = " ".join(text.split())
    assert all(flat.count(heading.text) >= 2 for heading in made.contents)  # listed, and where it stands
    assert "1 234 567" in flat
