"""catalogue: what is asked is checked, written out, changed, packed and loaded."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import click

from gcm_desktop.app import cataloguing
from gcm_desktop.app.cataloguing import FATES, Checked
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.wording import located, sentence
from gcm_desktop.cli.speaking import Exit, Speaker, chosen_language, looked_into, opened, verb
from gcm_desktop.cli.starting import FILE

_OF = click.option("--file", "file", type=FILE, help="Data file whose catalogue is meant.")


@click.group("catalogue")
def catalogue_command() -> None:
    """What is asked."""


@catalogue_command.command("check")
@click.argument("version", metavar="[BOOK.xlsx|FILE.gcmcat]", type=FILE, required=False)
@_OF
@verb
def check_catalogue_command(speaker: Speaker, version: Path | None, file: Path | None) -> Exit:
    """Prove the catalogue whole, or a changed one, and say how much it asks."""
    if version is None:
        return _own(speaker)
    with ExitStack() as stack:
        checked = cataloguing.check_version(version, _desk(stack, file))
    return _told(speaker, checked)


def _own(speaker: Speaker) -> Exit:
    from gcm_desktop.catalogue import check

    issues, counts = check()
    for issue in issues:
        click.echo(f"{sentence(speaker.words, issue)} [{issue.code}]", err=True)
        speaker.item(
            code=issue.code, place=issue.where.ref, facts={k: str(v) for k, v in issue.facts.items()}
        )
    for what, count in counts.items():
        speaker.line(f"{count} {what}")
    speaker.item(counts=counts)
    return Exit.REFUSED if issues else Exit.DONE


@catalogue_command.command("export")
@click.argument("out", metavar="OUT.xlsx", type=FILE)
@_OF
@verb
def export_catalogue_command(speaker: Speaker, out: Path, file: Path | None) -> Exit:
    """Write the whole catalogue as a workbook that may be changed."""
    with ExitStack() as stack:
        catalogue = cataloguing.export_book(out, chosen_language() or "tk", _desk(stack, file))
    speaker.say("{file}: catalogue, version {number}.", file=out.name, number=catalogue.number)
    speaker.item(status="written", number=catalogue.number, digest=catalogue.digest)
    return Exit.DONE


@catalogue_command.command("pack")
@click.argument("book", metavar="BOOK.xlsx", type=FILE)
@click.argument("out", metavar="OUT.gcmcat", type=FILE)
@_OF
@verb
def pack_catalogue_command(speaker: Speaker, book: Path, out: Path, file: Path | None) -> Exit:
    """Check a changed catalogue and pack it for the offices."""
    with ExitStack() as stack:
        checked = cataloguing.pack(book, out, _desk(stack, file))
    code = _told(speaker, checked)
    if code is Exit.DONE:
        speaker.say("{file} may go to the offices.", file=out.name)
    return code


@catalogue_command.command("load")
@click.argument("file", metavar="FILE.gcm", type=FILE)
@click.argument("version", metavar="BOOK.xlsx|NEW.gcmcat", type=FILE)
@click.option("--by", help="Surname and initials for the record.")
@verb
def load_catalogue_command(speaker: Speaker, file: Path, version: Path, by: str | None) -> Exit:
    """Make a checked version the one a data file asks by; what was entered stays."""
    with opened(file, by) as desk:
        checked = cataloguing.load_version(desk, version)
        code = _told(speaker, checked)
        if code is Exit.DONE and checked.older and checked.catalogue is not None:
            speaker.say(
                "Returns made with version {number} are read from now on. What is asked stays as it is.",
                number=checked.catalogue.number,
            )
        elif code is Exit.DONE:
            number = desk.catalogue.number
            speaker.say("{file} asks by catalogue version {number}.", file=file.name, number=number)
            _tell_kept(speaker, desk)
    return code


@catalogue_command.command("retired")
@click.argument("file", metavar="FILE.gcm", type=FILE)
@verb
def retired_catalogue_command(speaker: Speaker, file: Path) -> Exit:
    """List the codes no longer asked under which a data file keeps values, and where."""
    with looked_into(file) as desk:
        _tell_kept(speaker, desk)
    return Exit.DONE


def _desk(stack: ExitStack, file: Path | None) -> Desk | None:
    return None if file is None else stack.enter_context(looked_into(file))


def _told(speaker: Speaker, checked: Checked) -> Exit:
    """Say every finding, then what would change."""
    for issue in checked.issues:
        click.echo(f"{located(speaker.words, issue)} [{issue.code}]", err=True)
        speaker.item(
            code=issue.code, severity=issue.severity.value, sheet=issue.where.sheet, ref=issue.where.ref
        )
    if not checked.sound or checked.catalogue is None:
        speaker.say("Nothing was changed. Correct what is named and try again.")
        return Exit.REFUSED
    catalogue = checked.catalogue
    if checked.same:
        speaker.say("This is version {number} as it stands; nothing is new.", number=catalogue.number)
    for line in checked.lines:
        codes = " → ".join(filter(None, (", ".join(line.old), ", ".join(line.new))))
        speaker.line(f"{speaker.words.say(FATES[line.fate])}: {codes}")
        speaker.item(fate=line.fate.value, old=list(line.old), new=list(line.new), since=line.since)
    speaker.line(f"{catalogue.number} {catalogue.digest}")
    speaker.item(number=catalogue.number, digest=catalogue.digest, counts=dict(checked.counts or {}))
    return Exit.DONE


def _tell_kept(speaker: Speaker, desk: Desk) -> None:
    for one in cataloguing.kept(desk):
        places = [f"{key.unit} {key.period}".strip() for key in one.returns]
        speaker.say(
            "{code} {name} ({fate}): answers kept: {count}, in {places}.",
            code=one.code,
            name=one.name.of(speaker.words.code) if one.name else "",
            fate=speaker.words.say(FATES[one.fate]),
            count=one.cells,
            places=", ".join(places),
        )
        speaker.item(
            code=one.code, fate=one.fate.value, became=list(one.became), cells=one.cells, places=places
        )
