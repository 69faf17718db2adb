"""The signs of the window drawn as vectors on paper; each is told by its shape alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from reportlab.lib.colors import white

from gcm_desktop.reports.styles import INK, RULE

_BOX: Final = 16.0  # every path is drawn in a square of this side
Point = tuple[float, float]


def draw_sign(pen: Any, sign: str, x: float, y: float, side: float) -> None:
    """Draw a sign into a square of ``side`` points whose lower left corner is given."""
    pen.saveState()
    pen.translate(x, y + side)
    pen.scale(side / _BOX, -side / _BOX)
    pen.setStrokeColor(INK)
    pen.setFillColor(INK)
    pen.setLineWidth(1.7)
    pen.setLineCap(1)
    pen.setLineJoin(1)
    _SIGNS[sign](pen)
    pen.restoreState()


def _path(pen: Any, *points: Point, solid: bool = False) -> None:
    path = pen.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    if solid:
        path.close()
    pen.drawPath(path, stroke=0 if solid else 1, fill=1 if solid else 0)


def _error(pen: Any) -> None:
    pen.roundRect(3, 3, 10, 10, 1.5, stroke=0, fill=1)


def _warning(pen: Any) -> None:
    _path(pen, (8, 2.2), (14.6, 13.6), (1.4, 13.6), solid=True)
    pen.setStrokeColor(white)
    _path(pen, (8, 6.4), (8, 9.2))
    _path(pen, (8, 11.7), (8, 11.71))


def _explain(pen: Any) -> None:
    pen.roundRect(2, 2.5, 12, 8.5, 2)
    _path(pen, (5, 11), (5, 14), (8, 11))


def _good(pen: Any) -> None:
    _path(pen, (2.5, 8.5), (6.3, 12.2), (13.5, 4.2))


def _conflict(pen: Any) -> None:
    _path(pen, (2, 5), (13.5, 5))
    _path(pen, (10.5, 2), (13.5, 5), (10.5, 8))
    _path(pen, (14, 11), (2.5, 11))
    _path(pen, (5.5, 8), (2.5, 11), (5.5, 14))


def _unread(pen: Any) -> None:
    path = pen.beginPath()
    path.moveTo(5, 5.5)
    path.curveTo(5, 1.5, 11.5, 1.5, 11.5, 5.3)
    path.curveTo(11.5, 8, 8.2, 7.6, 8.2, 10.6)
    pen.drawPath(path, stroke=1, fill=0)
    _path(pen, (8.2, 13.3), (8.2, 13.5))


def _not_available(pen: Any) -> None:
    pen.setLineWidth(0.5)
    pen.setStrokeColor(RULE)
    for start in range(0, 16, 4):  # the hatching of such a cell
        _path(pen, (start, 16), (16, start))
        _path(pen, (0, start), (start, 0))
    for x in (3.0, 8.0, 13.0):
        pen.circle(x, 8, 1.8, stroke=0, fill=1)


def _not_applicable(pen: Any) -> None:
    _path(pen, (4, 4), (12, 12))
    _path(pen, (12, 4), (4, 12))


def _note(pen: Any) -> None:
    _cell(pen)
    _path(pen, (8, 1), (15, 1), (15, 8), solid=True)


def _changed(pen: Any) -> None:
    _cell(pen)
    _path(pen, (1, 8), (8, 15), (1, 15), solid=True)


def _cell(pen: Any) -> None:
    """Draw the cell in whose corner the sign stands."""
    pen.setLineWidth(0.6)
    pen.rect(1, 1, 14, 14)


_SIGNS: Final[dict[str, Callable[[Any], None]]] = {
    "error": _error,
    "warning": _warning,
    "explain": _explain,
    "good": _good,
    "conflict": _conflict,
    "unread": _unread,
    "not_available": _not_available,
    "not_applicable": _not_applicable,
    "note": _note,
    "changed": _changed,
}
