"""The last page of a signed return: its figures once more as codes to be read from a scan."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak, Paragraph, Spacer, Table

from gcm_desktop.i18n import Words
from gcm_desktop.reports.fonts import SERIF, markup, printable
from gcm_desktop.reports.signs import Heading
from gcm_desktop.reports.styles import INK, style

ROOM: Final = 640  # bytes in one code: a code of 101 x 101 fields at the level M mends 15 %
_SIDE: Final = 50 * mm  # a field is half a millimetre broad, wide enough for office printers and scanners
_QUIET: Final = 4  # empty fields around a code
_ABREAST: Final = 3


class QrCode(Flowable):
    """One code drawn as lines of dark fields, sharp at any size, with its number below."""

    def __init__(self, piece: bytes, caption: str) -> None:
        super().__init__()
        self._piece, self._caption = piece, caption
        self.width, self.height = _SIDE, _SIDE + 4 * mm

    def wrap(self, _available: float, _height: float) -> tuple[float, float]:
        """Take the size every code has."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the dark fields as one shape and write the number."""
        fields = drawn_fields(self._piece)
        field = _SIDE / (len(fields) + 2 * _QUIET)
        pen = self.canv
        pen.saveState()
        pen.setFillColor(INK)
        pen.translate(_QUIET * field, self.height - _QUIET * field)
        pen.scale(field, -field)
        for row, line in enumerate(fields):  # one shape of whole fields, written without measuring
            pen._code += [f"{start} {row} {count} 1 re" for start, count in _runs(line)]
        pen._code.append("f")
        pen.restoreState()
        pen.setFont(SERIF, 8)
        pen.drawCentredString(_SIDE / 2, 1 * mm, printable(self._caption))


def drawn_fields(piece: bytes) -> list[bytes]:
    """Give the rows of a code, 0 for each dark field."""
    import zxingcpp

    code: Any = zxingcpp.create_barcode(piece, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    raw = memoryview(code.to_image(scale=1, add_quiet_zones=False)).tobytes()
    side = math.isqrt(len(raw))
    return [raw[at : at + side] for at in range(0, len(raw), side)]


def _runs(line: bytes) -> list[tuple[int, int]]:
    """Give the dark runs of a row as start and length."""
    found: list[tuple[int, int]] = []
    for at, field in enumerate(line):
        if field:
            continue
        if found and sum(found[-1]) == at:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((at, 1))
    return found


def code_page(pieces: Sequence[bytes], count: int, words: Words) -> list[Flowable]:
    """Give the page of codes of a return with ``count`` answers; nothing for a page without codes."""
    if not pieces:
        return []
    say = words.say
    all_of = len(pieces) - 1 if len(pieces) > 1 else 1
    told = [
        words.count(len(pieces), "{n} code", "{n} codes"),
        say("answers with states, marks and notes: {n}", n=words.number(count)),
        say("narratives are not in them, only their digest"),
    ]
    if len(pieces) > 1:
        told.append(say("the last one mends the loss of any one of the others"))
    captions = [f"{number} / {all_of}" for number in range(1, all_of + 1)]
    captions += [say("mends one")] * (len(pieces) - all_of)
    codes: list[Flowable | str] = [QrCode(*pair) for pair in zip(pieces, captions, strict=True)]
    codes += [""] * (-len(codes) % _ABREAST)
    rows = [codes[at : at + _ABREAST] for at in range(0, len(codes), _ABREAST)]
    plain = [(side, (0, 0), (-1, -1), 0) for side in ("LEFTPADDING", "RIGHTPADDING")]
    table = Table(rows, [_SIDE + 3 * mm] * _ABREAST, style=[*plain, ("FONTNAME", (0, 0), (-1, -1), SERIF)])
    table.hAlign = "LEFT"
    head = Heading(say("Codes of the return"), "section", "codes", 0)
    return [
        PageBreak(),
        head,
        Paragraph(markup("; ".join(told) + "."), style("small")),
        Spacer(0, 3 * mm),
        table,
    ]
