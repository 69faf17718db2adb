"""How the files that were received are listed, in the dialog of an office and in the inbox of the nation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gcm_desktop.app.desk import unit_name
from gcm_desktop.desktop.dialogs.rows import Column, Line
from gcm_desktop.desktop.glyphs import Glyph
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.i18n import Words

if TYPE_CHECKING:
    from gcm_desktop.store import ImportRecord


def import_columns(words: Words, share: int = 2) -> tuple[Column, ...]:
    """Give the columns of the list; ``share`` is the room of unit and file."""
    say = words.say
    return (
        Column(say("State")), Column(say("Unit and period"), share=share), Column(say("File"), share=share),
        Column(say("Received")), Column(say("Person")),
    )  # fmt: skip


def import_line(words: Words, catalogue: Catalogue, record: ImportRecord, *, tall: bool = False) -> Line:
    """Give the line of one import; ``tall`` writes every unit and period on a line of its own."""
    between = "\n" if tall else " · "
    names = [
        f"{unit_name(catalogue, key.unit, words.code)}{between}{words.period_short(key.period)}"
        for key in sorted(record.keys)
        if not key.is_register
    ]
    state = words.say("withdrawn") if record.withdrawn else words.say("counts")
    moment = words.moment(record.at.astimezone())
    sign = Glyph.NOT_APPLICABLE if record.withdrawn else Glyph.GOOD
    texts = (state, ("\n" if tall else ", ").join(dict.fromkeys(names)), record.name, moment, record.by)
    return Line(texts, record, sign, faint=record.withdrawn)
