"""Proposals: what unread answers may mean, shown with the reason and taken only when a person accepts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from gcm_desktop.app import display, merging
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.merging import Unread
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.cells import CellKind, parse_cell
from gcm_desktop.domain.proposing import Proposal, Reason, proposals
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import State, Value
from gcm_desktop.i18n import Words, mark

REASONS: Final[Mapping[Reason, str]] = {
    Reason.TEXT: mark("the number was typed as text"),
    Reason.SPACES: mark("the thousands are set apart"),
    Reason.GROUPS: mark("the point or comma may part thousands or decimals"),
    Reason.UNIT: mark("the number with its unit"),
    Reason.WORDS: mark("the number with words beside it"),
    Reason.THOUSANDS: mark("thousands or millions, said in words"),
    Reason.LETTERS: mark("letters or signs that look like digits"),
    Reason.SIGNS: mark("the number with other signs around it"),
    Reason.DATE: mark("the spreadsheet made a date of a number"),
    Reason.PERCENT: mark("the number is shown as a percentage"),
    Reason.NONE: mark("the word or dash may mean zero or no data"),
    Reason.LACKING: mark("words for: no data"),
    Reason.CANNOT: mark("words for: does not apply"),
}


@dataclass(frozen=True, slots=True)
class Proposed:
    """One unread cell with what it may mean."""

    unread: Unread
    proposals: tuple[Proposal, ...]

    @property
    def key(self) -> ReturnKey:
        """Give the return the cell belongs to."""
        return self.unread.key

    @property
    def cell(self) -> str:
        """Give the cell."""
        return self.unread.cell

    @property
    def text(self) -> str:
        """Give what was written."""
        return self.unread.value.text

    @property
    def sure(self) -> Proposal | None:
        """Give the one proposal that may be accepted with others like it."""
        only = self.proposals[0] if len(self.proposals) == 1 else None
        return only if only is not None and only.sure else None


def proposed(catalogue: Catalogue, cell: str, value: Value) -> tuple[Proposal, ...]:
    """Give what an unread answer may mean, the likeliest first; nothing for any other value."""
    code = parse_cell(cell)
    indicator = catalogue.indicators.get(code.indicator)
    if value.state is not State.UNREAD or code.kind is not CellKind.INDICATOR or indicator is None:
        return ()
    unit = catalogue.units.get(indicator.unit)
    names = (unit.name.tk, unit.name.ru, unit.name.en) if unit else ()
    return proposals(indicator, code.part, value, names)


def unread(desk: Desk, key: ReturnKey | None = None) -> tuple[Proposed, ...]:
    """Give every unread cell with its proposals."""
    return tuple(
        Proposed(found, proposed(desk.catalogue, found.cell, found.value))
        for found in merging.unread(desk, key)
    )


def alike(found: Iterable[Proposed], reason: Reason) -> tuple[Proposed, ...]:
    """Give those whose one sure proposal has the same reason."""
    return tuple(one for one in found if one.sure is not None and one.sure.reason is reason)


def shown(words: Words, catalogue: Catalogue, cell: str, proposal: Proposal) -> str:
    """Write the proposed value; states are said in words."""
    if proposal.value.state is State.VALUE:
        return display.shown(words, catalogue, cell, proposal.value)
    return words.say(display.STATES[proposal.value.state])


def reason_of(words: Words, proposal: Proposal) -> str:
    """Say why a value is proposed."""
    return words.say(REASONS[proposal.reason])


def accept(desk: Desk, words: Words, found: Proposed, proposal: Proposal) -> None:
    """Settle one unread cell by a proposal; what was written and why stand in the decision."""
    unread_ = found.unread
    reason = words.say(
        "«{text}» was written: {reason}", text=unread_.value.text, reason=reason_of(words, proposal)
    )
    merging.decide(desk, unread_.key, unread_.cell, value=proposal.value, reason=reason)
