"""Practising: a made-up velayat with planted mistakes, in a file that never meets real returns."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from gcm_desktop import assets
from gcm_desktop.app import display, entering
from gcm_desktop.app.desk import Desk, unit_name
from gcm_desktop.catalogue import load
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.records import Act, ActKind, Maker, Revision, digest
from gcm_desktop.domain.text import Text3
from gcm_desktop.domain.units import PRACTICE, SERVICE, ReportingUnit, return_of
from gcm_desktop.domain.values import BLANK, Value
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words, words

if TYPE_CHECKING:
    from gcm_desktop.store import Arrival

UNIT: Final = ReportingUnit(SERVICE, PRACTICE)
_LETTERS = "utf-8-sig"  # Notepad on an old Windows knows the letters by the mark at the beginning


@dataclass(frozen=True, slots=True)
class Mistake:
    """One planted mistake: where a check shows it, what happened, and what the paper says."""

    number: int
    rule: str
    cell: str
    what: Text3
    right: Mapping[str, tuple[str, str]]  # cell → answer as typed, note


def start(folder: Path, language: str, maker: Maker | None = None) -> Desk:
    """Make a fresh practice file with its exercise beside it; earlier attempts stay as they are."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError("E501", file=str(folder), reason=error.strerror or str(error)) from error
    name = load().areas[PRACTICE].name.of(language)
    path, attempt = folder / f"{name}.gcm", 1
    while path.exists():
        attempt += 1
        path = folder / f"{name} {attempt}.gcm"
    return create(path, language, maker)


def create(path: Path, language: str, maker: Maker | None = None, *, listed: bool = True) -> Desk:
    """Make a practice file at ``path``: earlier periods as they were sent, and one full of mistakes."""
    desk = Desk.create(path, str(UNIT), period(), language=language, maker=maker, listed=listed)
    try:
        desk.file.receive(_arrival(desk, language), desk.maker)
        speech = words(language)
        _write(path, speech.say("exercise"), exercise(desk.catalogue, speech))
        _write(path, speech.say("solutions"), solutions(desk.catalogue, speech))
    except BaseException:
        desk.close()
        raise
    return desk


def _arrival(desk: Desk, language: str) -> Arrival:
    """Give the returns as if they had arrived, so that no undo leads back behind the beginning."""
    from gcm_desktop.store import Arrival

    returns = [_return(desk, table) for table in sorted(assets.resource("practice").glob("*.csv"))]
    sent = (revision for revision in returns if revision.key.period != period())
    name = unit_name(desk.catalogue, UNIT, language)
    return Arrival(
        digest([revision.id for revision in returns]),
        name,
        language,
        tuple(returns),
        acts=tuple(Act(f"revision:{one.id}", ActKind.SENT, date=_day_sent(one.key.period)) for one in sent),
    )


def _return(desk: Desk, table: Path) -> Revision:
    """Read a table of answers as typed."""
    key = return_of(UNIT, parse_period(table.stem).text)
    with table.open(encoding="utf-8", newline="") as file:
        sets = {
            row["cell"]: replace(
                entering.typed(desk, key, row["cell"], row["value"], BLANK), note=row["note"]
            )
            for row in csv.DictReader(file)
        }
    return Revision(key, (), desk.catalogue.digest, sets)


def _day_sent(text: str) -> str:
    return (parse_period(text).last_day + timedelta(days=9)).isoformat()


def period() -> str:
    """Give the period in which the mistakes are."""
    return str(_record()["period"])


def mistakes() -> tuple[Mistake, ...]:
    """Give what is planted, in the order of the pages."""
    return tuple(
        Mistake(
            number=one["number"],
            rule=one["rule"],
            cell=one["cell"],
            what=Text3(**one["what"]),
            right={cell: (said["value"], said.get("note", "")) for cell, said in one["right"].items()},
        )
        for one in _record()["mistakes"]
    )


def right_values(desk: Desk, mistake: Mistake) -> dict[str, Value]:
    """Give the answers that put one mistake right."""
    key = return_of(UNIT, period())
    return {
        cell: replace(entering.typed(desk, key, cell, text, BLANK), note=note)
        for cell, (text, note) in mistake.right.items()
    }


def exercise(catalogue: Catalogue, speech: Words) -> str:
    """Write what there is to do, and what the paper says where the file is wrong."""
    say, planted = speech.say, mistakes()
    lines = [
        unit_name(catalogue, UNIT, speech.code).upper(),
        say("Exercise: {period}", period=speech.period(period())),
        "",
        say("{count} mistakes are hidden in this return. Find them and put them right.", count=len(planted)),
        say("F4 leads to the next problem. Below stands what the paper says."),
        say("Change whatever you like: this file never meets real returns."),
        "",
        *_paper(catalogue, speech, planted),
    ]
    return "\n".join(lines) + "\n"


def solutions(catalogue: Catalogue, speech: Words) -> str:
    """Write what was wrong, and where it shows."""
    say = speech.say
    lines = [unit_name(catalogue, UNIT, speech.code).upper(), say("Solutions"), ""]
    for mistake in mistakes():
        name = display.shown_cell(speech, catalogue, mistake.cell)
        lines += [f"{mistake.number}. {name}", f"   {mistake.what.of(speech.code)} [{mistake.rule}]", ""]
    return "\n".join(lines)


def _paper(catalogue: Catalogue, speech: Words, planted: tuple[Mistake, ...]) -> Iterator[str]:
    for mistake in planted:
        for cell, (text, note) in mistake.right.items():
            line = f"{display.shown_cell(speech, catalogue, cell)}:  {text}"
            yield f"{line}  ({note})" if note else line
        yield ""


def _record() -> dict[str, Any]:
    record: dict[str, Any] = json.loads(assets.resource("practice", "exercise.json").read_bytes())
    return record


def _write(beside: Path, name: str, text: str) -> None:
    target = beside.with_name(f"{beside.stem} – {name}.txt")
    try:
        target.write_text(text, encoding=_LETTERS, newline="\r\n")
    except OSError as error:
        raise UserError("E501", file=target.name, reason=error.strerror or str(error)) from error
