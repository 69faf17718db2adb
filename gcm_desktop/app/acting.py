"""Acting: what a person says about a return or a goal: checked, accepted, sent back, locked, nil."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date as calendar
from typing import Final, TypeAlias

from gcm_desktop.app.desk import Desk
from gcm_desktop.app.locking import refuse_locked
from gcm_desktop.app.locking import subject as subject
from gcm_desktop.domain.merge import Standing, ancestors, current_cells, standing
from gcm_desktop.domain.records import STRICTEST, Act, ActKind, Revision
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import BLANK, Value
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
HEADS: Final = "heads"  # the fact that names the revisions an act was said about
#: Acts said about figures: they hold only while those figures stand.
_OF_FIGURES: Final = (ActKind.CHECKED, ActKind.ACCEPTED)
#: Acts beside the review of a return: what was said before them still holds.
_BESIDE: Final = (ActKind.NIL, ActKind.NOT_NIL, ActKind.LOCKED, ActKind.UNLOCKED)
_NEEDS_REASON: Final = (ActKind.RETURNED, ActKind.UNLOCKED)

#: Every act of a file by what it is about.
Said: TypeAlias = Mapping[str, tuple[Act, ...]]


def said_in(desk: Desk) -> Said:
    """Read every act of the file once, by what it is about."""
    found: dict[str, list[Act]] = {}
    for one in desk.file.acts():
        found.setdefault(one.subject, []).append(one)
    return {about: tuple(acts) for about, acts in found.items()}


def _about(desk: Desk, about: str, said: Said | None) -> tuple[Act, ...]:
    return desk.file.acts(about) if said is None else said.get(about, ())


def act(
    desk: Desk, kind: ActKind | str, key: ReturnKey, reason: str = "", *, goal: int = 0, date: str = ""
) -> Act:
    """Record an act that answers every act of its subject still unanswered.

    Sending back and lifting a lock need a reason (E603); what is locked takes only the lifting (E651, E654).
    """
    meant = VERBS[kind] if isinstance(kind, str) and kind in VERBS else ActKind(kind)
    if meant in _NEEDS_REASON and not reason.strip():
        raise UserError("E603")
    if meant not in (ActKind.LOCKED, ActKind.UNLOCKED):
        refuse_locked(desk, key, [goal] if goal else [])
    desk.file.ensure_return(key)
    about = subject(key, goal)
    facts: dict[str, str] = {}
    if meant in _OF_FIGURES:
        desk.file.freeze(key, desk.maker)  # what is typed here belongs to what is said
        facts = {HEADS: " ".join(desk.file.heads(key))}
    now = standing(desk.file.acts(about), about).acts
    if len(now) == 1 and now[0].kind is meant and not reason and now[0].facts == facts:
        return now[0]
    parents = tuple(sorted(one.id for one in now))
    day = date or calendar.today().isoformat()
    made = Act(about, meant, parents, desk.maker, reason.strip(), day, facts)
    desk.file.add_acts([made])
    return made


def received(desk: Desk, revisions: Iterable[Revision], acts: Iterable[Act]) -> tuple[Act, ...]:
    """Give the acts that say which revisions of a file arrived: those sent, or filled in by hand.

    They are said about revisions, so that they count for nothing when the file is taken out again.
    """
    if not desk.national:
        return ()
    brought = {revision.id: revision for revision in revisions if not revision.key.is_register}
    sent = {one.subject for one in acts if one.kind is ActKind.SENT}
    older = {parent for revision in brought.values() for parent in revision.parents}
    day = calendar.today().isoformat()
    return tuple(
        Act(f"revision:{id_}", ActKind.RECEIVED, (), desk.maker, date=day)
        for id_, revision in sorted(brought.items())
        if id_ not in older and (f"revision:{id_}" in sent or revision.made_by is None)
        and not any(one.kind is ActKind.RECEIVED for one in desk.file.acts(f"revision:{id_}"))
    )  # fmt: skip


def standing_of(desk: Desk, key: ReturnKey, goal: int = 0, said: Said | None = None) -> Standing:
    """Say what holds about a return or a goal, and whether people disagree."""
    about = subject(key, goal)
    return standing(_about(desk, about, said), about)


def review_of(desk: Desk, key: ReturnKey, goal: int = 0, said: Said | None = None) -> Act | None:
    """Give the strictest act of the review that nobody answered; locks and nil leave it as it was."""
    about = subject(key, goal)
    acts = {one.id: one for one in _about(desk, about, said)}
    waiting = list(standing(acts.values(), about).acts)
    found: dict[str, Act] = {}
    while waiting:
        one = waiting.pop()
        if one.kind in _BESIDE:
            waiting += [acts[parent] for parent in one.parents if parent in acts]
        else:
            found[one.id] = one
    ranked = sorted(found.values(), key=lambda one: (STRICTEST.index(one.kind), one.id))
    return ranked[0] if ranked else None


def state_of(desk: Desk, key: ReturnKey, said: Said | None = None) -> ActKind | None:
    """Give the state a return shows: nothing while it is a draft, else received, accepted, locked …"""
    if desk.file.archived(key) or standing_of(desk, key, said=said).kind is ActKind.LOCKED:
        return ActKind.LOCKED
    review = review_of(desk, key, said=said)
    if review is not None and review.kind is ActKind.RETURNED:
        return ActKind.RETURNED
    if desk.file.typed(key) or (not desk.national and desk.file.has_unsent(key)):
        return None
    if review is not None and holds(desk, key, review):
        return review.kind
    return _arrived(desk, key, said_in(desk) if said is None else said)


def _arrived(desk: Desk, key: ReturnKey, said: Said) -> ActKind | None:
    """Say whether what stands in a return was sent, and received."""
    # in a national file a decision made here stands on returns that were sent
    meant = desk.file.active_revisions(key) if desk.national else frozenset(desk.file.heads(key))
    kinds = [{one.kind for one in said.get(f"revision:{id_}", ())} for id_ in meant]
    gone = [bool(own & {ActKind.SENT, ActKind.RECEIVED}) for own in kinds]
    if not (any(gone) if desk.national else bool(gone) and all(gone)):
        return None
    return ActKind.RECEIVED if any(ActKind.RECEIVED in own for own in kinds) else ActKind.SENT


def holds(desk: Desk, key: ReturnKey, review: Act) -> bool:
    """Say whether the figures an act was said about still stand."""
    return review.kind not in _OF_FIGURES or not changed_since(desk, key, review)


def values_at(desk: Desk, key: ReturnKey, review: Act) -> dict[str, Value] | None:
    """Give the figures an act was said about; nothing where it does not say or they are not here."""
    from gcm_desktop.catalogue import renaming

    heads = review.facts.get(HEADS, "").split()
    revisions, links = desk.file.revisions(key), desk.file.links(key)
    if not heads or any(head not in revisions for head in heads):
        return None
    known = set(heads).union(*(ancestors(links, head) for head in heads))
    own = {id_: revision for id_, revision in revisions.items() if id_ in known}
    named = renaming(desk.catalogue.crosswalk)
    return {cell: now.value for cell, now in current_cells(own, links, named).items()}


def changed_since(desk: Desk, key: ReturnKey, review: Act) -> dict[str, Value]:
    """Give the cells that changed since an act, each with the figure it was said about."""
    if review.facts.get(HEADS, "").split() == list(desk.file.heads(key)) or HEADS not in review.facts:
        return {}
    then = values_at(desk, key, review)
    if then is None:
        return {}
    now = {cell: current.value for cell, current in desk.file.current(key).items()}
    cells = sorted(then.keys() | now.keys())
    return {
        cell: then.get(cell, BLANK)
        for cell in cells
        if not then.get(cell, BLANK).same_as(now.get(cell, BLANK))
    }


def last_accepted(desk: Desk, key: ReturnKey, said: Said | None = None) -> Act | None:
    """Give the act by which a return was accepted last, whatever was said since."""
    about = subject(key)
    acts = {one.id: one for one in _about(desk, about, said)}
    accepted = [one for one in acts.values() if one.kind is ActKind.ACCEPTED]
    links = {id_: frozenset(one.parents) for id_, one in acts.items()}
    accepted.sort(key=lambda one: (len(ancestors(links, one.id)), one.id))
    return accepted[-1] if accepted else None


def accepted_beside(desk: Desk, key: ReturnKey) -> dict[str, Value]:
    """Give the accepted figures that later edits replaced, by cell."""
    last = last_accepted(desk, key)
    return changed_since(desk, key, last) if last is not None else {}


def accepted_values(desk: Desk, key: ReturnKey) -> tuple[Act, dict[str, Value]] | None:
    """Give the last acceptance with the figures it was said about; nothing for a return never accepted."""
    last = last_accepted(desk, key)
    values = values_at(desk, key, last) if last is not None else None
    return None if last is None or values is None else (last, values)
