"""Eyes for paper: its letters in reading order, the boxes of its words, the lines of its tables.

``GOLDEN=write`` keeps what is printed now in tests/golden; look at the pages before.
"""

import os
import re
import subprocess
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw

_WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')
_CLOSE = 0.7  # points a letter may reach over its measure
_LEAST = 12 * 72 / 25.4 - 0.5  # the margin every page keeps
_KEPT = Path(__file__).parents[1] / "golden"


@dataclass(frozen=True)
class Box:
    left: float
    low: float  # of the body of the letters, measured from the top of the page
    right: float
    high: float
    text: str = ""


def read(path: Path) -> str:
    """Give what stands on the pages, in reading order."""
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    lines = "\n\f\n".join(pages).replace("\r\n", "\n").splitlines()
    return "\n".join(line.rstrip() for line in lines) + "\n"


def assert_as_kept(path: Path, name: str) -> None:
    """Hold what is printed against what is kept."""
    kept = _KEPT / f"{name}.txt"
    if os.environ.get("GOLDEN") == "write":
        kept.write_text(read(path), encoding="utf-8")
    assert read(path) == kept.read_text(encoding="utf-8")


def assert_well_set(path: Path, least: int = 100) -> None:
    """Make sure that no word is cut, stands in the margin, over another or across a line of its table."""
    found = _words(path)
    assert sum(map(len, found)) > least
    with pypdfium2.PdfDocument(path) as document:
        for number, (words, page) in enumerate(zip(found, document, strict=True), start=1):
            for word in words:
                assert _LEAST <= word.left < word.right <= page.get_width() - _LEAST, (number, word)
                assert 20 <= word.low < word.high <= page.get_height() - 20, (number, word)
            for one, other in (*_pairs(words, words), *_pairs(words, _rules(page))):
                across = min(one.right, other.right) - max(one.left, other.left)
                over = min(one.high, other.high) - max(one.low, other.low)
                if other.text:
                    assert across < _CLOSE or over < _CLOSE, (number, one, other)
                else:
                    crossed = one.left + _CLOSE < other.left and other.right < one.right - _CLOSE
                    within = other.low < one.low and one.high < other.high
                    assert not (crossed and within), (number, one, other)


def _pairs(words: list[Box], others: list[Box]) -> Iterator[tuple[Box, Box]]:
    """Give each word with what stands at its height."""
    ordered = sorted(others, key=lambda box: box.low)
    tallest = max((box.high - box.low for box in ordered), default=0)
    lows = [box.low for box in ordered]
    for word in words:
        for place in range(bisect_left(lows, word.low - tallest), len(ordered)):
            other = ordered[place]
            if other.low >= word.high:
                break
            if other.high > word.low and other is not word:
                yield word, other


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
