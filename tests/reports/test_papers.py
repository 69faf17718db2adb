"""Every kind of paper in three languages: no words cut or over others, and the same letters as kept.

``GOLDEN=write`` keeps what is printed now in tests/golden; look at the pages before.
"""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw
import pytest

from gcm_desktop import i18n
from tests.reports import papers
from tests.reports.conftest import made

_WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')
_CLOSE = 0.7  # points a letter may reach over its measure


_KEPT = Path(__file__).parents[1] / "golden"


@dataclass(frozen=True)
class Box:
    left: float
    low: float  # of the body of the letters, measured from the top of the page
    right: float
    high: float
    text: str = ""


def _words(path: Path) -> list[list[Box]]:
    command = ["pdftotext", "-enc", "UTF-8", "-bbox", str(path), "-"]
    told = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    return [[_box(word) for word in _WORD.finditer(page)] for page in told.split("<page ")[1:]]


def _box(word: re.Match[str]) -> Box:
    left, low, right, high = (float(word[n]) for n in range(1, 5))
    body = (high - low) * 0.28
    return Box(left, low + body, right, high - body, word[5])


def _rules(page: pypdfium2.PdfPage) -> list[Box]:
    """Give the upright lines between the columns of tables."""
    high, found = page.get_height(), []
    for line in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = line.get_bounds()
        if right - left < 1.2 and top - bottom > 4:
            found.append(Box(left, high - top, right, high - bottom))
    return found


def _text(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    lines = "\n\f\n".join(pages).replace("\r\n", "\n").splitlines()
    return "\n".join(line.rstrip() for line in lines) + "\n"


@pytest.fixture(
    scope="module", params=[f"{kind}-{language}" for kind in papers.KINDS for language in i18n.LANGUAGES]
)
def printed(request, tmp_path_factory) -> Path:
    kind, _, language = request.param.rpartition("-")
    path = tmp_path_factory.mktemp("papers") / f"{request.param}.pdf"
    papers.paper(kind, made(language), made(language, "national"))(path)
    return path


def test_every_paper_says_what_it_said_in_reading_order(printed):
    kept = _KEPT / f"{printed.stem}.txt"
    if os.environ.get("GOLDEN") == "write":
        kept.write_text(_text(printed), encoding="utf-8")
    assert _text(printed) == kept.read_text(encoding="utf-8")


def test_no_words_overlap_or_cross_the_lines_of_their_table(printed):
    found = _words(printed)
    assert sum(map(len, found)) > 100
    with pypdfium2.PdfDocument(printed) as document:
        for number, (words, page) in enumerate(zip(found, document, strict=True), start=1):
            wide = page.get_width()
            rules = _rules(page)
            for place, word in enumerate(words):
                assert 28 < word.left < word.right < wide - 28, (number, word)
                for rule in rules:
                    crossed = word.left + _CLOSE < rule.left and rule.right < word.right - _CLOSE
                    assert not (crossed and rule.low < word.low and word.high < rule.high), (
                        number,
                        word,
                        rule,
                    )
                for other in words[place + 1 :]:
                    across = min(word.right, other.right) - max(word.left, other.left)
                    over = min(word.high, other.high) - max(word.low, other.low)
                    assert across < _CLOSE or over < _CLOSE, (number, word, other)
