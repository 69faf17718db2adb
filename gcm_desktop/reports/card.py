"""Writes the key card: keys and signs on one page, the checks on its back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from reportlab.lib.colors import white
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from gcm_desktop import i18n
from gcm_desktop.i18n import Words
from gcm_desktop.reports import fonts
from gcm_desktop.reports.card_signs import draw_sign
from gcm_desktop.reports.fonts import SANS, SANS_BOLD, SANS_MEDIUM, SERIF, markup, printable, width
from gcm_desktop.reports.signs import CarpetBand
from gcm_desktop.reports.styles import CARPET, INK, RULE, SHADE
from gcm_desktop.reports.writing import put

MM: Final = float(mm)
_WIDE, _HIGH = (float(side) for side in A4)
_SIDE: Final = 16 * MM
_ROOM: Final = _WIDE - 2 * _SIDE
_GUTTER: Final = 9 * MM
_HALF: Final = (_ROOM - _GUTTER) / 2
_KEYS: Final = 39 * MM  # the column of keys before what they do
_CAP: Final = 6 * MM
_TEXT: Final = ParagraphStyle("card", fontName=SANS, fontSize=9.5, leading=11.8, textColor=INK)
_SMALL: Final = ParagraphStyle(
    "card small", fontName=SANS, fontSize=8, leading=9.4, textColor=INK, alignment=1
)
_RULES: Final = ParagraphStyle("card rules", fontName=SANS, fontSize=10.5, leading=13.6, textColor=INK)

_FOOT: Final = 17 * MM
_ARROWS: Final = "←→↑↓"

Line = tuple[tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class Card:
    """Everything that stands on the card, already in its language."""

    language: str
    groups: tuple[tuple[str, tuple[Line, ...]], ...]
    keypad: Mapping[str, str]
    answers: tuple[tuple[str, str], ...]
    signs: tuple[tuple[str, str], ...]
    rules: tuple[tuple[str, str], ...]
    catalogue_number: str


def write_card(card: Card, path: Path) -> int:
    """Write the card to ``path`` and give how many pages it has; raises UserError E501 or E502."""
    fonts.register()
    words = i18n.words(card.language)
    target = BytesIO()
    pen = Canvas(target, pagesize=A4, invariant=1, initialFontName=SANS, lang=card.language)
    pen.setViewerPreference("DisplayDocTitle", "true")
    pen.setTitle(printable(words.say("Key card")))
    pen.setCreator("GCM Desktop")
    _Front(pen, card, words, _air(card, words)).draw()
    pen.showPage()
    _Back(pen, card, words).draw()
    pen.showPage()
    pages = int(pen.getPageNumber()) - 1
    pen.save()
    put(target.getvalue(), path)
    return pages


def _air(card: Card, words: Words) -> float:
    """Give how far lines may stand apart so that the longest language still fits on the page."""
    trial = Canvas(BytesIO(), pagesize=A4, initialFontName=SANS)
    return next((air for air in (5.0, 4.0, 3.0, 2.0) if _Front(trial, card, words, air).draw() > _FOOT), 1.0)


class _Side:
    """One side of the card."""

    def __init__(self, pen: Canvas, card: Card, words: Words) -> None:
        self.pen, self.card, self.words = pen, card, words

    def head(self, title: str) -> float:
        """Draw the band and the title; gives the height where the text begins."""
        pen, top = self.pen, _HIGH - 13 * MM
        band = CarpetBand()
        _, high = band.wrap(_ROOM, 0)
        band.drawOn(pen, _SIDE, top - high)
        y = top - high - 12 * MM
        pen.setFillColor(INK)
        pen.setFont(SANS_BOLD, 20)
        pen.drawString(_SIDE, y, printable(title))
        pen.setFont(SANS, 9)
        pen.drawRightString(_WIDE - _SIDE, y, "GCM Desktop")
        return y - 5 * MM

    def foot(self, text: str) -> None:
        """Draw the line at the bottom."""
        self.rule(_SIDE, 15 * MM, _ROOM)
        self.pen.setFillColor(INK)
        self.pen.setFont(SANS, 8)
        self.pen.drawString(_SIDE, 11 * MM, printable(text))

    def heading(self, x: float, y: float, wide: float, text: str) -> float:
        """Draw the heading of a group with a hairline under it."""
        self.pen.setFillColor(CARPET)
        self.pen.setFont(SANS_MEDIUM, 11)
        self.pen.drawString(x, y - 9, printable(text))
        self.rule(x, y - 13, wide)
        return y - 18

    def rule(self, x: float, y: float, wide: float) -> None:
        """Draw a hairline."""
        self.pen.setStrokeColor(RULE)
        self.pen.setLineWidth(0.4)
        self.pen.line(x, y, x + wide, y)

    def text(self, x: float, y: float, wide: float, text: str, style: ParagraphStyle = _TEXT) -> float:
        """Draw words below ``y`` and give how high they are."""
        paragraph = Paragraph(markup(text), style)
        _, high = paragraph.wrap(wide, _HIGH)
        paragraph.drawOn(self.pen, x, y - high)
        return float(high)


class _Front(_Side):
    """The keys and the signs; lines stand ``air`` points apart."""

    def __init__(self, pen: Canvas, card: Card, words: Words, air: float) -> None:
        super().__init__(pen, card, words)
        self.air = air

    def draw(self) -> float:
        """Draw the keypad and the groups in two columns; gives how far down they reach."""
        say = self.words.say
        top = self.head(say("Keys and signs"))
        groups = self.card.groups
        left = self.heading(_SIDE, top, _HALF, say("One hand on the numeric keypad"))
        left = self._keypad(_SIDE, left - 2 * MM) - 5 * MM
        for typed, text in self.card.answers:
            left = self._line(_SIDE, left, ((typed,), text), caps=False)
        left = self.heading(_SIDE, left - 4 * MM, _HALF, say("Signs"))
        for sign, text in self.card.signs:
            left = self._sign(_SIDE, left, sign, text)
        x, right = _SIDE + _HALF + _GUTTER, top
        for name, lines in groups[:-1]:
            right = self._group(x, right, name, lines) - self.air * MM
        left = self._group(_SIDE, left - 2 * MM, *groups[-1])  # what stands for the keypad, below it
        self.foot(say("Nothing is lost: every answer is saved as soon as it is typed."))
        return min(left, right + self.air * MM)

    def _group(self, x: float, y: float, name: str, lines: tuple[Line, ...]) -> float:
        y = self.heading(x, y, _HALF, name)
        for line in lines:
            y = self._line(x, y, line)
        return y

    def _line(self, x: float, y: float, line: Line, caps: bool = True) -> float:
        keys, text = line
        high = self.text(x + _KEYS, y - 2.8, _HALF - _KEYS, text)
        at = x
        for key in keys:
            if caps:
                at = self._cap(at, y - _CAP, key) + 1.4 * MM
            else:
                self.pen.setFont(SANS_MEDIUM, 9.5)
                self.pen.drawString(x, y - 2.8 - 8.9, key)
        return y - max(high + self.air + 0.4, _CAP + self.air)

    def _cap(self, x: float, y: float, key: str) -> float:
        """Draw one key as it looks; gives where it ends."""
        name, arrow = (key[:-1], key[-1]) if key[-1] in _ARROWS else (key, "")
        natural = width(name, SANS_MEDIUM, 8) + width(arrow, SERIF, 10)  # only the serif has arrows
        wide = max(natural + 2.8 * MM, _CAP)
        self._key(x, y, wide, _CAP, 1.1 * MM)
        self.pen.setFillColor(INK)
        self.pen.setFont(SANS_MEDIUM, 8)
        start, line = x + (wide - natural) / 2, y + _CAP / 2 - 2.8
        self.pen.drawString(start, line, name)
        self.pen.setFont(SERIF, 10)
        self.pen.drawString(start + width(name, SANS_MEDIUM, 8), line, arrow)
        return x + wide

    def _key(
        self, x: float, y: float, wide: float, high: float, corner: float, *, shaded: bool = True
    ) -> None:
        pen = self.pen
        pen.setStrokeColor(INK)
        pen.setLineWidth(0.5)
        pen.setFillColor(SHADE if shaded else white)
        pen.roundRect(x, y, wide, high, corner, stroke=1, fill=1)

    def _keypad(self, x: float, y: float) -> float:
        """Draw the numeric keypad with what its keys do; gives its lower edge."""
        gap = 1.2 * MM
        step, low = (_HALF + gap) / 4, 17 * MM + gap
        plan = (
            (0, 0, 1, 1, "Num"), (1, 0, 1, 1, "/"), (2, 0, 1, 1, "*"), (3, 0, 1, 1, "-"),
            (0, 1, 1, 1, "7"), (1, 1, 1, 1, "8"), (2, 1, 1, 1, "9"), (3, 1, 1, 2, "+"),
            (0, 2, 1, 1, "4"), (1, 2, 1, 1, "5"), (2, 2, 1, 1, "6"),
            (0, 3, 1, 1, "1"), (1, 3, 1, 1, "2"), (2, 3, 1, 1, "3"), (3, 3, 1, 2, "Enter"),
            (0, 4, 2, 1, "0"), (2, 4, 1, 1, ","),
        )  # fmt: skip
        for column, row, across, down, key in plan:
            wide, high = across * step - gap, down * low - gap
            self._pad_key((x + column * step, y - row * low - high), wide, high, key)
        return y - 5 * low + gap

    def _pad_key(self, corner: tuple[float, float], wide: float, high: float, key: str) -> None:
        x, y = corner
        told = self.card.keypad.get(key, "")
        self._key(x, y, wide, high, 1.6 * MM, shaded=not told)
        self.pen.setFillColor(INK)
        size = 9 if len(key) > 1 else 14
        self.pen.setFont(SANS_BOLD if told else SANS_MEDIUM, size)
        if not told:
            self.pen.drawCentredString(x + wide / 2, y + high / 2 - size * 0.36, key)
            return
        self.pen.drawString(x + 1.3 * MM, y + high - 1.1 * MM - size * 0.75, key)
        style = _fitting(told, wide - 1.2 * MM)
        paragraph = Paragraph(markup(told), style)
        _, tall = paragraph.wrap(wide - 1 * MM, high)
        paragraph.drawOn(self.pen, x + 0.5 * MM, y + max(1.2 * MM, (high - size - tall) / 2))

    def _sign(self, x: float, y: float, sign: str, text: str) -> float:
        draw_sign(self.pen, sign, x + 1 * MM, y - 13, 12)
        return y - self.text(x + 9 * MM, y - 1.6, _HALF - 9 * MM, text) - self.air - 1.4


def _fitting(text: str, room: float) -> ParagraphStyle:
    """Give a style in which the longest word of a key fits."""
    longest = max(width(printable(word), SANS, 8) for word in text.split())
    if longest <= room:
        return _SMALL
    size = 8 * room / longest
    return ParagraphStyle("card key", parent=_SMALL, fontSize=size, leading=size * 1.17)


class _Back(_Side):
    """The numbers of the checks."""

    def draw(self) -> None:
        """Draw every check with what it says, in two columns."""
        say = self.words.say
        y = self.head(say("What the checks say"))
        told = say("The number stands at the end of every message. A check never stops you from saving.")
        y -= self.text(_SIDE, y, _ROOM, told) + 5 * MM
        rules = self.card.rules
        half = (len(rules) + 1) // 2
        for column, part in enumerate((rules[:half], rules[half:])):
            self._column(_SIDE + column * (_HALF + _GUTTER), y, part)
        self.foot(say("Catalogue version {number}", number=self.card.catalogue_number))

    def _column(self, x: float, y: float, rules: tuple[tuple[str, str], ...]) -> None:
        number_room = 13 * MM
        for number, text in rules:
            self.rule(x, y, _HALF)
            self.pen.setFillColor(INK)
            self.pen.setFont(SANS_BOLD, 9.5)
            self.pen.drawString(x, y - 12, number)
            y -= self.text(x + number_room, y - 3.4, _HALF - number_room, text, _RULES) + 8
