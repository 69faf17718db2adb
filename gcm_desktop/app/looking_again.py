"""Looking again: what happened to the file since something was rehearsed, and whom it concerns."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from gcm_desktop.app.desk import Desk
from gcm_desktop.domain.records import ActKind, RevisionKind
from gcm_desktop.domain.units import ReportingUnit

_MOST: Final = 200  # entries of the journal that are read; after more, everything is looked at again


class Ground(StrEnum):
    """What happened to the file meanwhile."""

    RECEIVED = "received"  # another file was taken, or another coordinator's
    TURNED = "turned"  # an import was taken out or put back
    LOCKED = "locked"
    DECIDED = "decided"
    PURGED = "purged"
    OTHER = "other"  # typed, sent, said


_GROUNDS: Final = {
    "received": Ground.RECEIVED,
    ActKind.WITHDRAWN.value: Ground.TURNED,
    ActKind.PUT_BACK.value: Ground.TURNED,
    ActKind.LOCKED.value: Ground.LOCKED,
    ActKind.UNLOCKED.value: Ground.LOCKED,
    RevisionKind.DECISION.value: Ground.DECIDED,
    "purged": Ground.PURGED,
}
_FAR: Final = (Ground.RECEIVED, Ground.TURNED)  # one entry of the journal, returns of many units
_NOTHING: Final = ("refused", "deadline")  # what changes no figure


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What happened since a moment, and to whom; no units means that it may be anybody."""

    grounds: frozenset[Ground]
    units: frozenset[ReportingUnit] | None

    def concerns(self, unit: ReportingUnit | None) -> bool:
        """Say whether a unit's return may be another one now."""
        return bool(self.grounds) and (self.units is None or unit in self.units)

    @property
    def ground(self) -> Ground:
        """Give the one ground that is said first."""
        return next(ground for ground in Ground if ground in self.grounds)


def meanwhile(desk: Desk, since: int) -> Meanwhile:
    """Say what happened after entry ``since`` of the journal."""
    count = desk.file.last_change() - since
    if count > _MOST:
        return Meanwhile(frozenset({Ground.OTHER}), None)
    entries = [entry for entry in desk.file.journal(max(count, 0)) if entry.seq > since] if count > 0 else []
    told = [entry for entry in entries if entry.kind not in _NOTHING]
    grounds = frozenset(_GROUNDS.get(entry.kind, Ground.OTHER) for entry in told)
    keys = [entry.key for entry in told]
    if any(key is None for key in keys) or not grounds.isdisjoint(_FAR):
        return Meanwhile(grounds, None)
    return Meanwhile(grounds, frozenset(key.unit for key in keys if key is not None))
