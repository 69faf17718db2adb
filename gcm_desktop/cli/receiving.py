"""merge, imports, withdraw, put-back: what arrives and can be taken out again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from gcm_desktop.app import display, merging
from gcm_desktop.app.receiving import AlreadyHere, Found, Planned, Receiving, Status, found_files
from gcm_desktop.app.reporting import Reporting
from gcm_desktop.app.wording import located, rule_sentence
from gcm_desktop.cli.speaking import Exit, Speaker, looked_into, opened, verb
from gcm_desktop.cli.starting import FILE
from gcm_desktop.cli.unlocking import password_file, unlocking
from gcm_desktop.domain.merge import Change, ChangeKind
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import Value
from gcm_desktop.errors import Issue, UserError
from gcm_desktop.i18n import mark

if TYPE_CHECKING:
    from gcm_desktop.app.desk import Desk
    from gcm_desktop.store import Receipt

_TOGETHER: Final = 50  # files read before the first of them is merged
STATUSES: Final = {
    Status.NEW: mark("new"),
    Status.KNOWN: mark("already known"),
    Status.NOTHING_NEW: mark("nothing new"),
    Status.OLDER: mark("older than what is here"),
    Status.CONFLICTS: mark("with conflicts"),
    Status.REFUSED: mark("not taken"),
}
CHANGES: Final = {
    ChangeKind.NEW: mark("new"),
    ChangeKind.CHANGED: mark("changed"),
    ChangeKind.EMPTIED: mark("emptied"),
    ChangeKind.CONFLICT: mark("conflict"),
    ChangeKind.SETTLED: mark("settled"),
    ChangeKind.UNREAD: mark("unread"),
}


def _issue(speaker: Speaker, name: str, issue: Issue) -> None:
    """Say one finding about a workbook."""
    from gcm_desktop.catalogue import load

    if issue.code.startswith("R"):
        text = rule_sentence(speaker.words, load(), issue, "coordinator")
        text = f"{issue.where.cell}: {text}"
    else:
        text = located(speaker.words, issue)
    speaker.line(f"  {text} [{issue.code}]")
    speaker.item(
        file=name,
        code=issue.code,
        severity=issue.severity.value,
        cell=issue.where.cell,
        sheet=issue.where.sheet,
        ref=issue.where.ref,
    )


@click.command("merge")
@click.argument("file", type=FILE)
@click.argument("returns", metavar="RETURN-or-FOLDER...", nargs=-1, required=True, type=FILE)
@click.option("--dry-run", is_flag=True, help="Show what would happen; nothing is kept.")
@click.option("--by", help="Surname and initials for the record.")
@password_file
@verb
def merge_command(
    speaker: Speaker,
    file: Path,
    returns: tuple[Path, ...],
    dry_run: bool,
    by: str | None,
    password_file: Path | None,
) -> Exit:
    """Merge returns into a data file, each one whole or not at all."""
    keys: set[ReturnKey] = set()
    refused = good = left = 0
    with opened(file, by) as desk, Receiving(desk) as receiving:
        receiving.unlocking = unlocking(speaker, password_file)
        reporting = Reporting(desk, speaker.words)
        before: list[Planned] = []
        for one in _in_order(receiving, found_files(returns)):
            planned = receiving.plan_read([one], before)[0]  # against what the files before it changed
            refused += planned.status is Status.REFUSED
            good += planned.status is not Status.REFUSED
            _tell_plan(speaker, desk, planned)
            if not dry_run:
                reporting.before(planned)
                taken = receiving.take(planned) is not None
                reporting.after(planned, taken=taken)
                keys |= set(planned.keys) if taken and planned.takes else set()
            else:
                before.append(planned)
                kinds = (ChangeKind.CONFLICT, ChangeKind.UNREAD)
                left += sum(change.kind in kinds for change in planned.changes)
        reporting.keep()
        left += merging.remaining(desk, keys)
    if left:
        speaker.say("Conflicts and unread cells left: {count}.", count=left)
    if refused and good:
        speaker.say("Files not taken: {count}. The others are.", count=refused)
    return Exit.REFUSED if refused and not good else Exit.LEFT if refused or left else Exit.DONE


def _tell_plan(speaker: Speaker, desk: Desk, planned: Planned) -> None:
    if planned.error is not None:
        speaker.refuse(planned.error)
        return
    status = speaker.words.say(STATUSES[planned.status])
    whose = f"{planned.unit} {planned.period}" if planned.unit else ""
    if planned.table is not None:
        whose = speaker.words.say("Table of data · returns: {n}", n=len(planned.keys))
    speaker.line(f"{planned.name}: {whose} · {status}" if whose else f"{planned.name}: {status}")
    counts = Counter(change.kind for change in planned.changes)
    speaker.item(
        status=planned.status.value,
        id=planned.digest,
        unit=str(planned.unit or ""),
        period=planned.period,
        changes={kind.value: counts[kind] for kind in ChangeKind if counts[kind]},
    )
    for change in planned.changes:
        _tell_change(speaker, desk, change)
    for issue in planned.issues:
        _issue(speaker, planned.name, issue)


def _in_order(receiving: Receiving, files: Sequence[Path]) -> Iterator[tuple[Path, Found]]:
    """Read files some at a time, so that a thousand take no more memory than these."""
    for at in range(0, len(files), _TOGETHER):
        yield from sorted(receiving.read_each(files[at : at + _TOGETHER]), key=_order)


def _order(found: tuple[Path, Found]) -> tuple[str, str, str]:
    """Put files in an order that depends on what they say, not on how they were named or listed."""
    from gcm_desktop.exchange import ReadReturn

    path, read = found
    if isinstance(read, UserError):
        return ("", "", path.name)
    if isinstance(read, AlreadyHere):
        return ("", "", read.digest)
    if not isinstance(read, ReadReturn):
        return ("~", "", read.digest)  # tables of data come last
    return (str(read.unit), read.period, read.digest)


def _tell_change(speaker: Speaker, desk: Desk, change: Change) -> None:
    def text(value: Value) -> str:
        return display.shown(speaker.words, desk.catalogue, change.cell, value) or "–"

    new = " | ".join(text(candidate.value) for candidate in change.new.candidates) or "–"
    kind = speaker.words.say(CHANGES[change.kind])
    speaker.line(f"  {change.cell}: {text(change.old.value)} → {new} ({kind})")


@click.command("imports")
@click.argument("file", type=FILE)
@click.option("--save", metavar="IMPORT", help="Write the file that arrived, as it came, to --to.")
@click.option("--to", "out", type=FILE, help="Where the file goes.")
@verb
def imports_command(speaker: Speaker, file: Path, save: str | None, out: Path | None) -> Exit:
    """List the files that arrived, or write one out again."""
    if (save is None) is not (out is None):
        raise click.UsageError("--save IMPORT goes with --to FILE.")
    with looked_into(file) as desk:
        if save is not None and out is not None:
            record = merging.find_import(desk, save)
            merging.save_original(desk, record, out)
            speaker.say("{file} is written as it came.", file=out.name)
            speaker.item(status="saved", id=record.id, name=record.name)
            return Exit.DONE
        for record in merging.imports(desk):
            state = mark("withdrawn") if record.withdrawn else mark("counts")
            units = sorted({f"{key.unit} {key.period}".strip() for key in record.keys if not key.is_register})
            moment = display.shown_moment(speaker.words, record.at)
            where = ", ".join(units)
            speaker.line(f"{record.id[:12]}  {moment}  {where}  {record.name}  {speaker.words.say(state)}")
            speaker.item(
                id=record.id,
                name=record.name,
                withdrawn=record.withdrawn,
                revisions=sorted(record.revisions),
                returns=units,
            )
    return Exit.DONE


@click.command("withdraw")
@click.argument("file", type=FILE)
@click.argument("import_", metavar="IMPORT")
@click.option("--reason", default="", help="Why it is taken out.")
@click.option("--by", help="Surname and initials for the record.")
@verb
def withdraw_command(speaker: Speaker, file: Path, import_: str, reason: str, by: str | None) -> Exit:
    """Take an import out as if it had never come."""
    return _again(speaker, file, import_, reason, by, merging.withdraw, "withdrawn")


@click.command("put-back")
@click.argument("file", type=FILE)
@click.argument("import_", metavar="IMPORT")
@click.option("--reason", default="", help="Why it is put back.")
@click.option("--by", help="Surname and initials for the record.")
@verb
def put_back_command(speaker: Speaker, file: Path, import_: str, reason: str, by: str | None) -> Exit:
    """Put a withdrawn import back."""
    return _again(speaker, file, import_, reason, by, merging.put_back, "put_back")


def _again(
    speaker: Speaker,
    file: Path,
    import_: str,
    reason: str,
    by: str | None,
    step: Callable[[Desk, str, str], Receipt],
    status: str,
) -> Exit:
    with opened(file, by) as desk:
        record = merging.find_import(desk, import_)
        receipt = step(desk, record.id, reason)
        speaker.say("{name}: {count} cells changed.", name=record.name, count=len(receipt.changes))
        for change in receipt.changes:
            _tell_change(speaker, desk, change)
        if receipt.suspended:
            speaker.say("Decisions that now sleep: {ids}.", ids=_short(receipt.suspended))
        if receipt.woken:
            speaker.say("Decisions that count again: {ids}.", ids=_short(receipt.woken))
        speaker.item(
            status=status,
            id=record.id,
            changes=len(receipt.changes),
            suspended=sorted(receipt.suspended),
            woken=sorted(receipt.woken),
        )
        left = merging.remaining(desk, record.keys)
    return Exit.LEFT if left else Exit.DONE


def _short(ids: tuple[str, ...]) -> str:
    return ", ".join(sorted(id_[:12] for id_ in ids))
