"""The head of what is not a whole report: whose it is, what it is called, and a few facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Spacer

from gcm_desktop.reports.fonts import markup
from gcm_desktop.reports.head import facts_table
from gcm_desktop.reports.model import Summary
from gcm_desktop.reports.signs import CarpetBand
from gcm_desktop.reports.styles import style


def short_head(
    cover: Summary, title: str, facts: Sequence[tuple[str, str]], room: float
) -> Iterator[Flowable]:
    """Give the band, the office, the title and the facts."""
    yield CarpetBand()
    yield Spacer(0, 3 * mm)
    yield Paragraph(markup(cover.office.upper()), style("office"))
    if cover.department:
        yield Paragraph(markup(f"({cover.department})"), style("centred"))
    yield Spacer(0, 4 * mm)
    yield Paragraph(markup(cover.compact_name.upper()), style("compact"))
    yield Paragraph(markup(title), style("title"))
    yield Spacer(0, 4 * mm)
    yield facts_table(facts, room)
    yield Spacer(0, 4 * mm)
