"""The slips that may lie behind figures, as sentences where findings and changes are listed."""

from __future__ import annotations

from gcm_desktop.app import causes
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.receiving import Planned
from gcm_desktop.desktop.open_return import OpenReturn
from gcm_desktop.domain.catalogue import Indicator
from gcm_desktop.domain.causes import Cause
from gcm_desktop.i18n import Words


def of_indicator(sheet: OpenReturn, indicator: Indicator) -> tuple[Cause, ...]:
    """Give what may lie behind the figures of one indicator on the goal page."""
    earlier = (sheet.previous, sheet.last_year)
    found = causes.of_values(sheet.desk, sheet.key, sheet.values, None, {indicator.goal}, earlier)
    own = [cause for cause in found if any(cell.startswith(indicator.code) for cell in cause.cells)]
    return tuple(own[:2])


def of_planned(words: Words, desk: Desk, planned: Planned | None) -> tuple[str, ...]:
    """Say what may lie behind the changes of a file being rehearsed."""
    if planned is None or planned.error is not None:
        return ()
    return tuple(causes.said(words, desk, cause) for cause in causes.of_planned(desk, planned))
