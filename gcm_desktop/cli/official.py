"""official: what stands on official pages and is not an answer."""

from __future__ import annotations

from pathlib import Path

import click

from gcm_desktop.app.official import NAMES, keep_official, setting_of, stored, with_setting
from gcm_desktop.cli.speaking import Exit, Speaker, looked_into, opened, verb
from gcm_desktop.cli.starting import FILE


@click.command("official")
@click.argument("file", type=FILE)
@click.argument("settings", metavar="[NAME=TEXT]...", nargs=-1)
@click.option("--by", help="Surname and initials for the record.")
@verb
def official_command(speaker: Speaker, file: Path, settings: tuple[str, ...], by: str | None) -> Exit:
    """Show or set form number, approving order, who approves and signs, and names on official pages.

    Names: form-number, form-code, order, order-number, order-date, approver, approver-name, signatory,
    signatory-name, review-signatory, review-signatory-name, executor, phone, department, office.tk,
    office.ru, office.en, compact.tk, compact.ru, compact.en. An empty text leaves a line to fill in.
    """
    given = [setting.partition("=") for setting in settings]
    if strange := [name for name, sign, _ in given if not sign]:
        raise click.UsageError(f"Write NAME=TEXT, not {strange[0]}.")
    with opened(file, by) if given else looked_into(file) as desk:
        now = stored(desk)
        for name, _, text in given:
            now = with_setting(now, name.strip(), text)
        if given:
            keep_official(desk, now)
    for name in NAMES:
        text = setting_of(now, name)
        speaker.line(f"{name}: {text or '–'}")
        speaker.item(name=name, text=text)
    return Exit.DONE
