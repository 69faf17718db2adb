"""Acting: what a person says about a return or a goal: accepted, sent back, locked, nothing to report."""

from __future__ import annotations

from typing import Final

from gcm_desktop.app.desk import Desk
from gcm_desktop.domain.merge import Standing, standing
from gcm_desktop.domain.records import Act, ActKind
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.errors import UserError

#: The verbs of the command line and the window.
VERBS: Final = {
    "receive": ActKind.RECEIVED,
    "check": ActKind.CHECKED,
    "accept": ActKind.ACCEPTED,
    "return": ActKind.RETURNED,
    "lock": ActKind.LOCKED,
    "unlock": ActKind.UNLOCKED,
    "nil": ActKind.NIL,
    "not-nil": ActKind.NOT_NIL,
}


def subject(key: ReturnKey, goal: int = 0) -> str:
    """Name a return, or one goal of it, as acts do."""
    return f"goal:{key.id}:G{goal:02d}" if goal else f"return:{key.id}"


def act(
    desk: Desk, kind: ActKind | str, key: ReturnKey, reason: str = "", *, goal: int = 0, date: str = ""
) -> Act:
    """Record an act that answers every act of its subject still unanswered."""
    meant = VERBS[kind] if isinstance(kind, str) and kind in VERBS else ActKind(kind)
    if meant is ActKind.RETURNED and not reason.strip():
        raise UserError("E603")
    desk.file.ensure_return(key)
    about = subject(key, goal)
    open_acts = standing(desk.file.acts(about), about).acts
    made = Act(about, meant, tuple(sorted(one.id for one in open_acts)), desk.maker, reason.strip(), date)
    if not (open_acts and open_acts[0].kind is meant and len(open_acts) == 1 and not reason):
        desk.file.add_acts([made])
        return made
    return open_acts[0]


def standing_of(desk: Desk, key: ReturnKey, goal: int = 0) -> Standing:
    """Say what holds about a return or a goal, and whether people disagree."""
    about = subject(key, goal)
    return standing(desk.file.acts(about), about)


def state_of(desk: Desk, key: ReturnKey) -> ActKind | None:
    """Give the state a return shows: nothing while it is a draft, else sent, accepted, returned …"""
    if desk.file.archived(key):
        return ActKind.LOCKED
    said = standing_of(desk, key).kind
    if said in (ActKind.RETURNED, ActKind.LOCKED):
        return said
    if desk.file.typed(key) or (not desk.national and desk.file.has_unsent(key)):
        return None
    if said is not None and said not in (ActKind.NIL, ActKind.NOT_NIL):
        return said
    sent = {one.subject for one in desk.file.acts() if one.kind is ActKind.SENT}
    counting = desk.file.active_revisions(key)
    # in a national file a decision made here stands on returns that were sent
    meant = counting if desk.national else frozenset(desk.file.heads(key))
    answered = {f"revision:{id_}" in sent for id_ in meant}
    done = any(answered) if desk.national else bool(answered) and all(answered)
    return ActKind.SENT if done else None
