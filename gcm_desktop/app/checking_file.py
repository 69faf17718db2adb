"""Checking a workbook before it is sent: read as the coordinator reads it, with the same sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

from gcm_desktop.app import checking, display
from gcm_desktop.app.desk import Desk, unit_name
from gcm_desktop.app.receiving import found_files, values_of
from gcm_desktop.app.unlocking import Unlocking
from gcm_desktop.app.wording import SEVERITIES, rule_sentence, sentence, shown_fact
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.cells import parse_cell
from gcm_desktop.domain.merge import standing
from gcm_desktop.domain.records import ActKind
from gcm_desktop.domain.remarks import RemarkState, asked_in
from gcm_desktop.domain.units import return_of
from gcm_desktop.domain.values import BLANK, State, Value
from gcm_desktop.errors import Issue, Severity, UserError, Where
from gcm_desktop.i18n import Words, mark

if TYPE_CHECKING:
    from gcm_desktop.exchange import Reader, ReadReturn

UNANSWERED: Final = "W461"
BLANK_CELL: Final = "R109"
_ORDER: Final = (Severity.ERROR, Severity.WARNING, Severity.COMMENT, Severity.INFO)
_NUMBER: Final = mark("a number")
#: What a cell should hold, by the number of the finding.
EXPECTED: Final[Mapping[str, str]] = {
    **dict.fromkeys(("W400", "W402", "W403", "W404", "W405", "W406", "W408", "W424"), _NUMBER),
    **dict.fromkeys(("W401", "W409"), mark("a whole number")),
    "W407": mark("0 or more"),
    "W410": mark("one of the list"),
    "W411": mark("a date"),
    "W412": mark("a mark of the list"),
    "W413": mark("a country of the list"),
    BLANK_CELL: mark("an answer or a mark"),
    UNANSWERED: mark("an answer"),
}


def version_of(path: Path) -> Catalogue:
    """Read the version of the catalogue to check against; E506 for anything but a packed file."""
    from gcm_desktop.exchange.catalogue_file import is_packed, load_packed

    if not is_packed(path):
        raise UserError("E506", file=path.name)
    return load_packed(path)


@dataclass(frozen=True, slots=True)
class Found:
    """One finding in a workbook, with the place a person looks at."""

    issue: Issue
    sheet: str
    ref: str
    cell: str
    found: Value | None  # what stands in the cell; nothing for a finding about the whole file

    @property
    def severity(self) -> Severity:
        """Give how much it asks of a person."""
        return self.issue.severity


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in one workbook; a refused one has an error and nothing else."""

    path: Path
    read: ReadReturn | None = None
    error: UserError | None = None
    findings: tuple[Found, ...] = ()
    unread: int = 0

    @property
    def wrong(self) -> bool:
        """Say whether something in it has to be put right; what is only blank has not."""
        errors = (one for one in self.findings if one.severity is Severity.ERROR)
        return bool(self.unread) or any(one.issue.code != BLANK_CELL for one in errors)


class Checking:
    """The reader process and what the rules look at; ``read`` alone may be called from another thread."""

    def __init__(self, desk: Desk | None = None, catalogue: Catalogue | None = None) -> None:
        """Check against an open data file, a catalogue named, or the program's own catalogue."""
        self._desk = desk
        self._named = catalogue
        self._versions = desk.file.held_versions() if desk is not None else None
        self._reader: Reader | None = None
        self.unlocking = Unlocking()

    @property
    def catalogue(self) -> Catalogue:
        """Give the catalogue whose rules are applied."""
        from gcm_desktop.catalogue import load

        if self._named is not None:
            return self._named
        return self._desk.catalogue if self._desk is not None else load()

    def read(self, path: Path) -> ReadReturn | UserError:
        """Read one workbook through the gate, as it is read when it is received."""
        from gcm_desktop.catalogue import dump
        from gcm_desktop.exchange import Reader

        if not path.is_file():
            return UserError("E491" if path.is_dir() else "E490", file=path.name)
        if self._reader is None:
            versions = self._versions
            if self._named is not None:
                versions = {**(versions or {}), self._named.digest: dump(self._named)}
            self._reader = Reader(versions)
            self._reader.__enter__()
        try:
            return self.unlocking.read(self._reader, path)
        except UserError as refusal:
            refusal.facts.setdefault("file", path.name)
            return refusal

    def judge(self, path: Path, read: ReadReturn | UserError) -> Checked:
        """Hold what was read against the rules, with the unit's own past where a data file knows it."""
        if isinstance(read, UserError):
            return Checked(path, error=read)
        values = values_of(read)
        issues = [*read.issues]
        known = {issue.where.cell for issue in issues if issue.severity is Severity.ERROR}
        past = self._past(read)
        rules = checking.findings_in(values, read.unit, read.period, self.catalogue, past, complete=True)
        nothing = _nil_goals(read)
        for issue in rules:
            # what the reader said about an unread cell says more than that it is unread
            told_already = issue.code == "R100" and issue.where.cell in known
            nil = issue.code == BLANK_CELL and not nothing.isdisjoint({0, parse_cell(issue.where.cell).goal})
            if not told_already and not nil:
                issues.append(issue)
        issues += _unanswered(read, values)
        found = [_placed(read, values, issue) for issue in issues]
        found.sort(key=lambda one: (one.issue.code == BLANK_CELL, _ORDER.index(one.severity), one.cell))
        unread = sum(value.state is State.UNREAD for value in values.values())
        return Checked(path, read, None, tuple(found), unread)

    def _past(self, read: ReadReturn) -> Desk | None:
        desk = self._desk
        if desk is None or not (desk.national or desk.unit == read.unit):
            return None
        return desk

    def check(self, paths: Iterable[Path], told: Callable[[str], None] | None = None) -> tuple[Checked, ...]:
        """Check files and the workbooks of folders one after the other."""
        done = []
        for path in found_files(paths):
            if told:
                told(path.name)
            done.append(self.judge(path, self.read(path)))
        return tuple(done)

    def close(self) -> None:
        """End the child process."""
        if self._reader is not None:
            self._reader.__exit__(None, None, None)
            self._reader = None

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the child process."""
        self.close()


def _nil_goals(read: ReadReturn) -> set[int]:
    """Give the goals a workbook says have nothing to report; 0 stands for the whole return."""
    key = return_of(read.unit, read.period).id
    subjects = {f"return:{key}": 0, **{f"goal:{key}:G{goal:02d}": goal for goal in range(1, 24)}}
    return {goal for about, goal in subjects.items() if standing(read.acts, about).kind is ActKind.NIL}


def _unanswered(read: ReadReturn, values: Mapping[str, Value]) -> list[Issue]:
    """Give the remarks of the coordinator that the workbook leaves open."""
    about = f"return:{return_of(read.unit, read.period).id}"
    return [
        Issue(
            UNANSWERED,
            Severity.WARNING,
            Where(cell=one.remark.cell),
            {"number": one.remark.number, "text": one.remark.text},
        )
        for one in asked_in(read.acts, about, values)
        if one.state is RemarkState.OPEN
    ]


def _placed(read: ReadReturn, values: Mapping[str, Value], issue: Issue) -> Found:
    """Give a finding its sheet and place; one about a cell that has none stands at the sheet of its goal."""
    where, cell = issue.where, issue.where.cell
    known = (read.places, read.blanks)
    at = next((places[cell] for places in known if cell in places), ("", ""))
    sheet, ref = (where.sheet, where.ref) if where.sheet else at
    if cell and not sheet:
        goal = cell[:3]
        every = (one for places in known for one in places.items())
        sheet = next((name for code, (name, _) in every if code.startswith(goal)), "")
    return Found(issue, sheet, ref, cell, values.get(cell, BLANK) if cell else None)


def told(spoken: Words, catalogue: Catalogue, one: Found) -> str:
    """Say what was found, as the coordinator reads it."""
    if one.issue.code.startswith("R"):
        return rule_sentence(spoken, catalogue, one.issue, "coordinator")
    return sentence(spoken, one.issue)


def shown_found(spoken: Words, catalogue: Catalogue, one: Found) -> str:
    """Write what stands in the cell."""
    if one.found is not None and one.cell:
        return display.shown(spoken, catalogue, one.cell, one.found)
    return shown_fact(spoken, one.issue.facts.get("found"))


def shown_expected(spoken: Words, one: Found) -> str:
    """Write what should stand in the cell, where one thing can be named."""
    if text := EXPECTED.get(one.issue.code):
        return spoken.say(text)
    facts: Mapping[str, Any] = one.issue.facts
    return shown_fact(spoken, facts.get("limit", facts.get("expected")))


def head(spoken: Words, catalogue: Catalogue, checked: Checked) -> str:
    """Say in a line whose return it is and how much is in it."""
    read = checked.read
    if read is None:
        return checked.path.name
    return spoken.say(
        "{file}: {unit}, {period}, answers: {count}.",
        file=checked.path.name,
        unit=unit_name(catalogue, read.unit, spoken.code),
        period=spoken.period(read.period),
        count=spoken.number(read.answers),
    )


def listed(spoken: Words, catalogue: Catalogue, done: Iterable[Checked]) -> str:
    """Write everything that was found as plain text, to be kept or printed."""
    lines: list[str] = []
    for checked in done:
        lines += [head(spoken, catalogue, checked), ""]
        if checked.error is not None:
            lines += [f"  {sentence(spoken, checked.error)} [{checked.error.code}]"]
        elif not checked.findings:
            lines += [f"  {spoken.say('Nothing was found.')}"]
        for number, one in enumerate(checked.findings, start=1):
            lines += _entry(spoken, catalogue, number, one)
        lines.append("")
    return "\r\n".join(lines)


def _entry(spoken: Words, catalogue: Catalogue, number: int, one: Found) -> list[str]:
    place = " ".join(part for part in (one.sheet, one.ref) if part)
    name = display.shown_cell(spoken, catalogue, one.cell) if one.cell else ""
    lines = [f"  ☐ {number}. {place or name} · {spoken.say(SEVERITIES[one.severity])} [{one.issue.code}]"]
    lines += [f"     {name}"] if name and place else []
    lines.append(f"     {told(spoken, catalogue, one)}")
    found, expected = shown_found(spoken, catalogue, one), shown_expected(spoken, one)
    if found:
        lines.append(f"     {spoken.say('What is there')}: {found}")
    if expected:
        lines.append(f"     {spoken.say('Expected')}: {expected}")
    return lines


def save_list(spoken: Words, catalogue: Catalogue, done: Iterable[Checked], out: Path) -> None:
    """Write the list as a text file every program on an office PC opens in the right letters; E501."""
    from gcm_desktop.exchange import replace_file

    replace_file(out, listed(spoken, catalogue, done).encode("utf-8-sig"))
