"""Two coordinators: everything one national file holds goes to another, and both end equal."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from gcm_desktop.app import deadlines
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.figures import finished
from gcm_desktop.app.locking import refuse_locked_changes
from gcm_desktop.domain import digests
from gcm_desktop.domain.merge import Change, ChangeKind
from gcm_desktop.domain.records import digest
from gcm_desktop.domain.sharing import SharedPurge, SharedReturn
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words

if TYPE_CHECKING:
    from gcm_desktop.exchange.parcel import Parcel
    from gcm_desktop.store.sharing import Taken

Step = tuple[int, int]  # done, of
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Sent:
    """What went out."""

    returns: int
    revisions: int
    code: str  # of everything that stands in the file


@dataclass(frozen=True, slots=True)
class Received:
    """What another file changes here; ``code`` is known once it is taken."""

    name: str
    returns: int
    revisions: int
    imports: int
    acts: int
    changes: tuple[Change, ...]
    newer: str  # number of the catalogue the other counts by, where it is another one
    code: str = ""
    purged: tuple[SharedPurge, ...] = ()  # removed for good there, newly heard of here
    removed: int = 0  # cells of revisions whose content is here and goes

    @property
    def conflicts(self) -> int:
        """Count the cells that wait for a decision afterwards."""
        return sum(change.kind is ChangeKind.CONFLICT for change in self.changes)

    @property
    def nothing_new(self) -> bool:
        """Say whether everything was here already."""
        return not (self.revisions or self.imports or self.acts or self.changes or self.purged)


def send_everything(desk: Desk, out: Path) -> Generator[Step, None, Sent]:
    """Write everything for another coordinator, return by return; what is typed is frozen first."""
    from gcm_desktop.exchange.parcel import Contents, write_parcel
    from gcm_desktop.store.sharing import Sharing

    _refuse_others(desk)
    keys = desk.file.returns()
    if not desk.file.view_only:
        deadlines.carry_over(desk)
    for key in keys:
        if desk.file.typed(key) and not desk.file.view_only:
            desk.file.freeze(key, desk.maker)
    sharing = Sharing(desk.file)
    contents = Contents(
        desk.file.file_id,
        desk.catalogue.digest,
        desk.catalogue.number,
        desk.language,
        desk.file.held_versions(),
        sharing.imports(),
        sharing.acts(),
        sharing.links(),
        (sharing.held(key) for key in sorted(keys, key=lambda key: key.id)),
        sharing.purged(),
    )
    count = yield from _counted(write_parcel(contents, out), len(keys))
    code = yield from coded(desk)
    return Sent(len(keys), count, code)


def take_everything(
    desk: Desk, path: Path, *, dry_run: bool = False, removing: bool = False
) -> Generator[Step, None, Received]:
    """Unite another coordinator's file with this one, all of it or nothing; or only see what it would do.

    E652 or E655 when it would change what is locked in both files; E663 when content would be removed
    for good here and nobody confirmed it by ``removing``.
    """
    from gcm_desktop.exchange.parcel import Parcel
    from gcm_desktop.store.sharing import Sharing, Told

    _refuse_others(desk)
    if desk.file.view_only:
        raise UserError("E308", file=desk.file.path.name)
    parcel = Parcel(path)
    try:
        said = (parcel.imports(), parcel.acts(), parcel.links(), _versions(desk, parcel))
        told = Told(parcel.digest, parcel.name, parcel.language, *said, parcel.purged())

        def refuse(taken: Taken) -> None:
            refuse_locked_changes(desk, taken.changes, parcel.name)
            if taken.removed and not (removing or dry_run):
                raise UserError("E663", file=parcel.name, count=taken.removed)

        steps = Sharing(desk.file).take(
            told,
            _real(parcel),
            desk.maker,
            dry_run=dry_run,
            refuse=refuse,
        )
        taken = yield from _counted(steps, parcel.count)
    finally:
        parcel.close()
    code = "" if dry_run else (yield from coded(desk))
    return _received(desk, parcel, taken, code)


def in_words(words: Words, found: Received) -> tuple[str, ...]:
    """Say what another coordinator's file brings, or that nothing of it is new."""
    say, number = words.say, words.number
    lines = [say("Nothing in it is new; both files hold the same from it.")] if found.nothing_new else []
    if found.revisions or found.imports:
        lines.append(
            say(
                "New: {revisions} revisions in {returns} returns, {imports} received files.",
                revisions=number(found.revisions),
                returns=number(found.returns),
                imports=number(found.imports),
            )
        )
    if found.changes:
        lines.append(say("Cells changed: {n}", n=number(len(found.changes))))
    if found.conflicts:
        lines.append(say("To decide: {n}", n=number(found.conflicts)))
    lines += _removed(words, found)
    if found.newer:
        lines.append(say("The other file counts by catalogue {number}.", number=found.newer))
    if found.code:
        lines.append(say("What stands here: {code}", code=found.code))
    return tuple(lines)


def _removed(words: Words, found: Received) -> list[str]:
    """Say what was removed for good there, by whom and why, and whether it is here."""
    if not found.purged:
        return []
    say, number = words.say, words.number
    told = dict.fromkeys(
        " · ".join(filter(None, (one.maker.name if one.maker else "", one.reason))) for one in found.purged
    )
    lines = [say("Removed for good by the other coordinator: {n} cells.", n=number(len(found.purged)))]
    lines += list(told)
    if found.removed:
        lines.append(say("Of them their content is here and goes: {n}.", n=number(found.removed)))
        lines.append(say("Backups made before still hold it; delete them yourself."))
    return lines


def _received(desk: Desk, parcel: Parcel, taken: Taken, code: str) -> Received:
    newer = parcel.number if parcel.catalogue != desk.catalogue.digest else ""
    counts = (taken.returns, taken.revisions, taken.imports, taken.acts)
    made = tuple(taken.changes)
    return Received(parcel.name, *counts, made, newer, code, taken.purged, taken.removed)


def _counted(steps: Generator[None, None, _Made], count: int) -> Generator[Step, None, _Made]:
    done = 0
    while True:
        try:
            next(steps)
        except StopIteration as end:
            made: _Made = end.value
            return made
        yield done, count
        done += 1


def _refuse_others(desk: Desk) -> None:
    """Only national files speak with each other; an office sends its return."""
    if not desk.national:
        raise UserError("E641")


def _real(parcel: Parcel) -> Iterator[SharedReturn]:
    """Give the returns; figures made up for practice never meet real ones."""
    for one in parcel.returns():
        if one.key.unit.practice:
            raise UserError("E494", file=parcel.name)
        yield one


def _versions(desk: Desk, parcel: Parcel) -> dict[str, tuple[str, bytes]]:
    """Give the catalogue versions that are not here, each proved to be the one it is called."""
    from gcm_desktop.catalogue import parse

    found, held = {}, desk.file.held_versions()
    try:
        for stated, dump in parcel.catalogues().items():
            if held.get(stated) == dump:
                continue
            version = parse(dump)
            if version.digest != stated:
                raise ValueError(stated)
            found[stated] = (version.number, dump)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UserError("E640", file=parcel.name) from error
    return found


def state_code(desk: Desk) -> str:
    """Give a check code over everything that stands and was said; equal files show the same."""
    return finished(coded(desk))


def coded(desk: Desk) -> Generator[Step, None, str]:
    """Work the same code out return by return."""
    stands = {}
    keys = desk.file.returns()
    for done, key in enumerate(keys):
        yield done, len(keys)
        stands[key.id] = _stands(desk, key)
    said = sorted(act.id for act in desk.file.acts())
    gone = sorted((one.revision, cell) for one in desk.file.purged() for cell in one.cells)
    return digests.check_code(digest({"stands": stands, "said": said, **({"gone": gone} if gone else {})}))


def _stands(desk: Desk, key: ReturnKey) -> str:
    current = desk.file.current(key)
    return digest(
        {
            cell: sorted(digest(one.value.record()) for one in now.candidates)
            for cell, now in current.items()
            if now.candidates
        }
    )
