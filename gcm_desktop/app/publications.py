"""What was published from a file, as lists say it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gcm_desktop.app import display
from gcm_desktop.app.desk import Desk, known_unit, unit_name
from gcm_desktop.domain.published import Figure, How
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.i18n import Words, mark

if TYPE_CHECKING:
    from gcm_desktop.store import Published

KINDS: Final = {
    "summary": mark("Summary"),
    "review": mark("National voluntary review"),
    "goal": mark("Goal sheet"),
    "completeness": mark("Completeness report"),
    "data-sdmx-1.0": mark("SDMX-CSV 1.0"),
    "data-sdmx-2.0": mark("SDMX-CSV 2.0"),
    "data-excel": mark("CSV for Excel"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One publication in words: what, of whom, for which period, when, how many figures it hid, and who."""

    what: str
    unit: str
    period: str
    moment: str
    hidden: str
    person: str


def lines(desk: Desk, words: Words) -> tuple[tuple[Published, Line], ...]:
    """Give the publications of the file in words, the latest first."""
    return tuple((one, _line(desk, words, one)) for one in reversed(desk.file.publications()))


def printing(desk: Desk, key: ReturnKey, cells: Collection[str]) -> tuple[Published, ...]:
    """Give the publications in which some figures of a return stand, shown or hidden."""
    places = {Figure(str(key.unit), key.period, cell) for cell in cells}
    return tuple(
        one
        for one in desk.file.publications()
        if any(place in one.figures and one.figures[place].how is not How.ASIDE for place in places)
    )


def _line(desk: Desk, words: Words, one: Published) -> Line:
    told = one.what
    kind = words.say(KINDS[told["kind"]]) if told["kind"] in KINDS else told["kind"]
    if goal := told.get("goal"):
        kind = f"{kind} · {words.say('Goal {number}', number=goal)}"
    languages = filter(None, (told.get("language", ""), told.get("second", "")))
    kind = " · ".join((kind, *languages))
    unit = told.get("unit", "")
    return Line(
        kind,
        unit_name(desk.catalogue, known_unit(desk.catalogue, unit), words.code)
        if unit
        else words.say("Nation"),
        words.period_short(told["period"]) if told.get("period") else words.say("Every period of the file"),
        display.shown_moment(words, one.at),
        words.number(one.hidden),
        one.by.name if one.by else "",
    )
