"""The words of precision and basis, the same on screen, on paper and in tables of data."""

from __future__ import annotations

from typing import Final

from gcm_desktop.domain.values import Basis, Precision
from gcm_desktop.i18n import mark

PRECISIONS: Final = {
    Precision.EXACT: mark("exact"),
    Precision.ABOUT: mark("about"),
    Precision.AT_LEAST: mark("at least"),
    Precision.MORE_THAN: mark("more than"),
    Precision.ALMOST: mark("almost"),
}
BASES: Final = {
    Basis.PERIOD: mark("of the period"),
    Basis.CUMULATIVE: mark("cumulative"),
    Basis.PLANNED: mark("planned"),
}
