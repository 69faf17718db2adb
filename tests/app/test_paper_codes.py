"""From a return to the codes of its last page, through a scanner, and back."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageFilter
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import SimpleDocTemplate

from gcm_desktop import i18n
from gcm_desktop.app import data_arriving, entering, paper_codes
from gcm_desktop.app.desk import Desk
from gcm_desktop.domain.questions import cells_of
from gcm_desktop.domain.values import BLANK, number
from gcm_desktop.errors import UserError
from gcm_desktop.reports import fonts
from gcm_desktop.reports.codes import ROOM, code_page
from tests.app.conftest import OROZOW

ANSWERS = {"G05.01": "450", "G05.02": "≥ 412", "G05.02|SEX=F": "200", "G05.03": "?L", "G06.01": "×"}


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    path = tmp_path_factory.mktemp("office") / "TM-M.gcm"
    with Desk.create(path, "TM-M", "2026-Q3", maker=OROZOW, listed=False) as desk:
        key = desk.key()
        cells = [cell for each in desk.asked(key) for cell in cells_of(each, desk.catalogue.codelists)]
        figures = {cell: number(str(at * 7919 % 100_003)) for at, cell in enumerate(cells)}
        entering.enter_many(desk, key, figures)
        for cell, text in ANSWERS.items():
            entering.enter(desk, key, cell, text)
        entering.enter(desk, key, "N05.progress", "Iş dowam edýär.")
        desk.file.freeze(key, OROZOW)
        yield desk


@pytest.fixture(scope="module")
def page(office, tmp_path_factory):
    fonts.register()
    pieces, count = paper_codes.pieces(office, office.key(), ROOM)
    path = tmp_path_factory.mktemp("page") / "page.pdf"
    story = code_page(pieces, count, i18n.words("tk"))
    SimpleDocTemplate(str(path), leftMargin=85, rightMargin=34, canvasmaker=Canvas).build(story)
    return path, len(pieces)


def scanned(page, folder, *, dpi=200, turn=1.5, grey=0):
    """Give a picture as an office scanner makes it: turned a little, soft, grey, squeezed."""
    import pypdfium2

    document = pypdfium2.PdfDocument(page)
    picture = document[len(document) - 1].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    document.close()
    picture = picture.rotate(turn, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    picture = picture.filter(ImageFilter.GaussianBlur(0.7)).point(lambda dot: min(235, max(dot, grey)))
    path = folder / f"scan{dpi}.jpg"
    picture.save(path, "JPEG", quality=60)
    return path


def planned_from(desk, *paths):
    return paper_codes.plan(desk, paths, paper_codes.scan(paths))


def told(desk, cells):
    return {
        cell: value for cell, value in desk.values_today(desk.key("TM-M", "2026-Q3")).items() if cell in cells
    }


@pytest.mark.parametrize("dpi", [150, 200, 300])
def test_a_scanned_page_gives_back_every_answer(office, page, national, tmp_path, dpi):
    planned, read = planned_from(national, scanned(page[0], tmp_path, dpi=dpi, grey=40))
    data_arriving.take(national, planned)
    here = office.values_today(office.key())
    kept = paper_codes.on_paper(here)
    assert told(national, kept) == kept
    assert read.check_code
    assert [issue.code for issue in planned.issues] == ["W700"]


def test_a_page_that_is_already_here_changes_nothing(office, page, tmp_path):
    planned, _ = planned_from(office, scanned(page[0], tmp_path))
    assert not planned.takes
    assert not planned.issues


def test_one_code_under_a_stain_is_mended_and_two_are_named(page, national, tmp_path):
    path, count = page
    assert count > 2
    picture = Image.open(scanned(path, tmp_path, turn=0))
    # the first code stands at the upper left of the page
    picture.paste(255, (0, 0, picture.width * 2 // 5, picture.height // 3))
    stained = tmp_path / "stained.png"
    picture.save(stained)
    assert paper_codes.read_codes(national, paper_codes.scan([stained])).values
    picture.paste(255, (0, 0, picture.width * 3 // 5, picture.height // 3))
    picture.save(stained)
    with pytest.raises(UserError, match="E703"):
        paper_codes.scan([stained])


def test_a_wrong_file_is_refused_in_words(tmp_path):
    for name, content in (("page.png", b"not a picture"), ("page.pdf", b"%PDF-broken"), ("none.png", b"")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(UserError, match="E704"):
            paper_codes.scan([tmp_path / name])
    empty = BytesIO()
    Image.new("L", (600, 600), 255).save(empty, "PNG")
    (tmp_path / "empty.png").write_bytes(empty.getvalue())
    with pytest.raises(UserError, match="E701"):
        paper_codes.scan([tmp_path / "empty.png"])


def test_an_emptied_answer_is_restored_from_paper(office, page, tmp_path):
    key = office.key()
    entering.enter_many(office, key, {"G05.01": BLANK})
    planned, _ = planned_from(office, scanned(page[0], tmp_path))
    assert {change.cell for change in planned.changes} == {"G05.01"}
