"""What charts are drawn with: the colours, letters and lengths of one theme, and words that fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPaintEngine, QPainter, QPainterPath, QPen, QTransform

from gcm_desktop.desktop import fonts, theme
from gcm_desktop.desktop.theme import Theme

LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE: Final = Qt.AlignmentFlag.AlignCenter
SHADES: Final = (0.08, 0.28, 0.52, 0.80)  # of the accent over the ground; far apart in grey too
_PLAIN: Final = 0.45  # of the accent in a bar that is one of many
_HATCH: Final = 5.0
_FINER: Final = 16  # letters are taken at this size and drawn smaller: no screen has fitted them


@dataclass(frozen=True, slots=True)
class Looks:
    """One theme, asked for by charts."""

    theme: Theme
    exact: bool = False  # letters as they were drawn, not fitted to the points of a screen

    def color(self, name: str) -> QColor:
        """Give a colour by its token."""
        return self.theme.colors[name]

    def px(self, length: float) -> float:
        """Give a length of the design."""
        return self.theme.px(length)

    def font(self, size: int = 12, weight: str = "regular") -> QFont:
        """Give letters of a size of the design."""
        face = QFont(fonts.FAMILY)
        face.setPixelSize(int(self.px(size)))
        face.setWeight(QFont.Weight.Medium if weight == "medium" else QFont.Weight.Normal)
        if self.exact:
            face.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return face

    def width(self, words: str, size: int = 12, weight: str = "regular") -> float:
        """Give how broad words are."""
        return QFontMetricsF(self.font(size, weight)).horizontalAdvance(words)

    def over(self, share: float) -> QColor:
        """Give the accent laid thinly over the ground."""
        ground, accent = self.color("surface"), self.color("accent")
        parts = ((getattr(ground, name)(), getattr(accent, name)()) for name in ("red", "green", "blue"))
        return QColor(*(round(low + (high - low) * share) for low, high in parts))

    def fill(self, *, strong: bool) -> QColor:
        """Give the colour of a bar or point; the one the page is about is dark."""
        return self.color("accent") if strong else self.over(_PLAIN)

    def ink_on(self, ground: QColor) -> QColor:
        """Give letters that can be read on a ground."""
        ink = self.color("ink")
        return ink if abs(ground.lightness() - ink.lightness()) >= 110 else self.color("on_accent")


def on_screen() -> Looks:
    """Give what the window wears now."""
    return Looks(theme.current())


def on_paper() -> Looks:
    """Give the light theme at its plain size: pictures that leave the window are always the same."""
    return Looks(theme.named("light"), exact=True)


def write(
    painter: QPainter, box: QRectF, words: str, flags: Qt.AlignmentFlag, font: QFont, ink: QColor
) -> None:
    """Write words in one line; what does not fit ends in three points, and is told in full beside.

    In an SVG they are drawn as shapes: another computer has other letters, and words would run into lines.
    """
    painter.setFont(font)
    painter.setPen(ink)
    room = max(0, int(box.width()))
    metrics = QFontMetricsF(font)
    fitted = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
    if painter.paintEngine().type() != QPaintEngine.Type.SVG:
        painter.drawText(box, int(flags), fitted)
        return
    large = QFont(font)
    large.setPixelSize(font.pixelSize() * _FINER)
    rest = box.width() - QFontMetricsF(large).horizontalAdvance(fitted) / _FINER
    share = 0.0 if flags & LEFT & ~CENTRE else 1.0 if flags & RIGHT & ~CENTRE else 0.5
    base = box.center().y() + (metrics.ascent() - metrics.descent()) / 2
    path = QPainterPath()
    path.addText(0, 0, large, fitted)
    small = QTransform.fromTranslate(box.left() + rest * share, base).scale(1 / _FINER, 1 / _FINER)
    painter.fillPath(small.map(path), ink)


def wrapped(words: str, font: QFont, room: float, most: int = 2) -> list[str]:
    """Break words into lines that fit; the last of ``most`` ends in three points where more would follow."""
    metrics, line, room = QFontMetricsF(font), "", room - 1
    lines: list[str] = []
    parts = words.split()
    while parts:
        longer = f"{line} {parts[0]}".strip()
        if line and metrics.horizontalAdvance(longer) > room:
            if len(lines) == most - 1:
                rest = " ".join([line, *parts])
                return [*lines, metrics.elidedText(rest, Qt.TextElideMode.ElideRight, int(room))]
            lines.append(line)
            line = ""
            continue
        line = longer
        parts.pop(0)
    return [*lines, metrics.elidedText(line, Qt.TextElideMode.ElideRight, int(room) + 1)]


def hatch(painter: QPainter, box: QRectF, ink: QColor, gap: float = _HATCH) -> None:
    """Draw slanting lines over a box, as lines of their own: other programs know no patterns."""
    painter.setPen(QPen(ink, 1))
    for line in _slants(box, gap):
        painter.drawLine(line)


def _slants(box: QRectF, gap: float) -> Iterator[QLineF]:
    start = box.left() - box.height() + gap
    while start < box.right():
        left, right = max(start, box.left()), min(start + box.height(), box.right())
        if right > left:
            yield QLineF(left, box.bottom() - (left - start), right, box.bottom() - (right - start))
        start += gap
