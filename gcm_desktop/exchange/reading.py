"""Reads a return workbook: the gate, then the codes, then the values, in stages that each refuse in words."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Container, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from gcm_desktop.catalogue import load
from gcm_desktop.catalogue.crosswalk import order
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.merge import standing
from gcm_desktop.domain.records import Act, ActKind, Revision
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import Value
from gcm_desktop.errors import Issue, Severity, UserError, Where
from gcm_desktop.exchange.answers import Answer, read_words
from gcm_desktop.exchange.cover import RETURN
from gcm_desktop.exchange.finding import Line, complete, forms, unknown
from gcm_desktop.exchange.gate import MAX_FILE, Kind, Package, enter, is_protected, look_over_rest
from gcm_desktop.exchange.grid import Sheet
from gcm_desktop.exchange.hidden import Manifest, find, unpacked
from gcm_desktop.exchange.interpreting import Interpreter
from gcm_desktop.exchange.lineage import rebuilt
from gcm_desktop.exchange.markup import Budget
from gcm_desktop.exchange.model import ANSWER, NIL, REASON, ReadReturn
from gcm_desktop.exchange.parts import contents, looks
from gcm_desktop.exchange.plain_rows import read_sheet
from gcm_desktop.exchange.plain_strings import read_strings
from gcm_desktop.exchange.remarks_reading import ROW, replies
from gcm_desktop.exchange.traces import check_words, told
from gcm_desktop.i18n import words


def read_return(path: Path) -> ReadReturn:
    """Read one workbook in this process; raises UserError E401–E431 when it is refused."""
    catalogue = load()
    return read_bytes(load_file(path), path.name, {catalogue.digest: catalogue})


def load_file(path: Path) -> bytes:
    """Give the bytes of a file that may be a workbook; raises E401, E413 or E430."""
    try:
        if path.is_dir():
            raise UserError("E430", file=path.name)
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except OSError as error:
        raise UserError("E401", file=path.name, reason=error.strerror or str(error)) from error
    return data


def read_bytes(data: bytes, name: str, known: Mapping[str, Catalogue], password: str = "") -> ReadReturn:
    """Read the bytes of a workbook; ``known`` are the catalogue versions it may have been issued with."""
    collecting = gc.isenabled()
    gc.disable()  # a workbook is many small objects and no cycles: looking for some costs a third of the time
    try:
        return _read(data, name, known, password)
    except UserError as error:
        raise UserError(error.code, **{"file": name, **error.facts}) from None
    finally:
        if collecting:
            gc.enable()


def _read(data: bytes, name: str, known: Mapping[str, Catalogue], password: str) -> ReadReturn:
    package = admitted(data, name, password)
    sheets, since_1904 = read_sheets(package)
    manifest = unpacked(find(sheets))
    catalogue = known.get(manifest.catalogue)
    if catalogue is not None:
        return _Reading(data, name, manifest, catalogue, sheets, since_1904=since_1904).result(package)
    catalogue = _put_together(manifest, known)
    read = _Reading(data, name, manifest, catalogue, sheets, since_1904=since_1904).result(package)
    return replace(read, lineage=manifest.lineage)


def _put_together(manifest: Manifest, known: Mapping[str, Catalogue]) -> Catalogue:
    """Give a version nobody here ever held, from what the return tells of it; E422, or E443 when newer."""
    own = load()
    version = rebuilt(manifest.lineage, manifest.catalogue, {own.digest: own, **known})
    found, newest = manifest.catalogue_number, max(known.values(), key=lambda one: order(one.number)).number
    if order(found) > order(newest):
        raise UserError("E443", found=found, known=newest)
    if version is None or version.number != found:
        numbers = ", ".join(sorted(one.number for one in known.values()))
        raise UserError("E422", found=found, known=numbers)
    return version


def admitted(data: bytes, name: str, password: str = "") -> Package:
    """Let a workbook through the gate, unlocked first where a password protects it."""
    if is_protected(data):
        from gcm_desktop.exchange.locked import unlocked

        data = unlocked(data, password)
    package = enter(data, name)
    if package.kind is Kind.ODS:
        from gcm_desktop.exchange.locked import unlocked_document

        return unlocked_document(package, password)
    return package


def read_sheets(package: Package) -> tuple[tuple[Sheet, ...], bool]:
    """Parse every part once and give the worksheets, and whether days count from 1904."""
    budget = Budget()
    if package.kind is Kind.ODS:
        from gcm_desktop.exchange.ods import CONTENT, read_document

        tables = read_document(package.read(CONTENT), CONTENT, budget)
        look_over_rest(package, {CONTENT}, budget)
        return tables, False
    about = contents(package, budget)
    strings, strings_part = read_strings(package, about, budget)
    styles, styles_part = looks(package, about, budget)
    sheets = tuple(
        read_sheet(package.read(sheet.part), sheet.name, sheet.state, strings, styles, budget)
        for sheet in about.sheets
    )
    read = {part.lower() for part in (*about.parts, strings_part, styles_part)}
    look_over_rest(package, read, budget)
    return sheets, about.since_1904


class _Reading:
    """One workbook on its way from cells to revisions and acts."""

    def __init__(
        self,
        data: bytes,
        name: str,
        manifest: Manifest,
        catalogue: Catalogue,
        sheets: tuple[Sheet, ...],
        *,
        since_1904: bool,
    ) -> None:
        self.data, self.name, self.manifest, self.catalogue = data, name, manifest, catalogue
        self.sheets, self.since_1904 = sheets, since_1904
        self.issues: list[Issue] = []

    def result(self, package: Package) -> ReadReturn:
        """Go through the stages."""
        manifest = self.manifest
        self._check_unit()
        found = forms(self.sheets)
        lines = complete(manifest.sheets, found)
        check_words(self.catalogue, manifest.language, found)
        interpreter = Interpreter(manifest, self.catalogue, lines, found, since_1904=self.since_1904)
        interpreter.read()
        self._note(interpreter, package)
        for line in unknown(manifest.sheets, found):
            if line.code == "" or not line.code.startswith(("R.", ROW)):
                self._issue("W418", line, "", found=line.code)
        edits = [
            edit
            for key, seen in (
                (manifest.key, interpreter.values),
                (manifest.registers_key, interpreter.entries),
            )
            if (edit := self._edit(key, seen)) is not None
        ]
        said = replies(manifest, found, edited=bool(edits), since_1904=self.since_1904)
        read = self._read_return(interpreter, edits, (*self._nil_acts(lines), *said))
        return replace(read, blanks=_blanks(lines, interpreter.places))

    def _check_unit(self) -> None:
        unit = self.manifest.unit
        if unit.office not in self.catalogue.offices or unit.area not in self.catalogue.areas:
            raise UserError("E427", unit=str(unit))

    def _note(self, interpreter: Interpreter, package: Package) -> None:
        self.issues.extend((*interpreter.issues, *told(interpreter.found)))
        if package.tail:
            self.issues.append(Issue("W425", Severity.INFO, Where(self.name), {"found": package.tail}))
        if package.kind is Kind.XLSM:
            self.issues.append(Issue("W427", Severity.INFO, Where(self.name)))
        for sheet in self.sheets:
            places = interpreter.places.values() if sheet.hidden_rows and sheet.state == "visible" else ()
            answered = sum(name == sheet.name and _row(ref) in sheet.hidden_rows for name, ref in places)
            if answered:
                where = Where(self.name, sheet.name)
                self.issues.append(Issue("W421", Severity.INFO, where, {"found": answered}))
        known = {form.sheet.name for form in interpreter.found}
        for sheet in self.sheets:
            if sheet.rows and sheet.name not in known and not sheet.name.startswith("_"):
                self.issues.append(Issue("W426", Severity.INFO, Where(self.name, sheet.name)))

    def _issue(self, code: str, line: Line, column: str, **facts: Any) -> None:
        where = Where(self.name, line.sheet, line.ref(column) if column else str(line.number), "")
        self.issues.append(Issue(code, Severity.WARNING, where, facts))

    def _edit(self, key: ReturnKey, seen: Mapping[str, Value]) -> Revision | None:
        if not seen:
            return None
        parents = tuple(sorted(self.manifest.heads.get(key.id, ())))
        return Revision(key, parents, self.catalogue.digest, dict(sorted(seen.items())))

    def _nil_acts(self, lines: Mapping[str, Line]) -> tuple[Act, ...]:
        """Give the acts that the nothing-to-report cells add to those the workbook was issued with."""
        acts: list[Act] = []
        for code, line in lines.items():
            if NIL in line.letters:
                id_ = self.manifest.key.id
                subject = f"return:{id_}" if code == RETURN else f"goal:{id_}:{code}"
                acts.extend(self._nil_act(line, subject))
        return tuple(acts)

    def _nil_act(self, line: Line, subject: str) -> tuple[Act, ...]:
        answer = Answer()
        said = read_words(line.cells.get(NIL), answer, since_1904=self.since_1904).lower()
        reason = read_words(line.cells.get(REASON), answer, since_1904=self.since_1904)
        for finding in answer.findings:
            self._issue(finding.code, line, NIL, **finding.facts)
        wanted = self._is_nil(said, line)
        now = standing(self.manifest.acts, subject)
        was = now.kind is ActKind.NIL
        parents = tuple(sorted(act.id for act in now.acts))
        if wanted and (not was or (reason and reason != now.acts[0].reason)):
            return (Act(subject, ActKind.NIL, parents, None, reason),)
        if was and wanted is False:
            return (Act(subject, ActKind.NOT_NIL, parents, None, reason),)
        return ()

    def _is_nil(self, said: str, line: Line) -> bool | None:
        """Say whether nothing is to be reported; nothing when the cell is not understood."""
        if not said or said in ("0", "false", *_each("no")):
            return False
        if said in ("1", "true", "x", "×", "+", "✓", *_each("yes")):
            return True
        self._issue("W410", line, NIL, found=said, expected="yes_no")
        return None

    def _read_return(
        self, interpreter: Interpreter, edits: list[Revision], nil_acts: tuple[Act, ...]
    ) -> ReadReturn:
        manifest = self.manifest
        known = {act.id: act for act in (*manifest.acts, *nil_acts)}
        issues = (
            Issue(i.code, i.severity, Where(self.name, i.where.sheet, i.where.ref, i.where.cell), i.facts)
            for i in self.issues
        )
        held = {revision.id: revision for revision in (*manifest.revisions, *edits)}
        return ReadReturn(
            digest=hashlib.sha256(self.data).hexdigest(),
            name=self.name,
            language=manifest.language,
            catalogue=manifest.catalogue,
            unit=manifest.unit,
            period=manifest.period,
            status=manifest.status,
            issue=manifest.issue,
            revisions=tuple(held.values()),
            edited=tuple(edit.id for edit in edits),
            links={**manifest.known_links(), **{edit.id: frozenset(edit.parents) for edit in edits}},
            acts=tuple(known.values()),
            issues=tuple(issues),
            places=interpreter.places,
            answers=interpreter.answers,
        )


def _blanks(lines: Mapping[str, Line], answered: Container[str]) -> dict[str, tuple[str, str]]:
    """Give the places of totals and texts that nobody answered."""
    return {
        code: (line.sheet, line.ref(ANSWER))
        for code, line in lines.items()
        if ANSWER in line.letters and "=" not in code and code not in answered
    }


def _row(ref: str) -> int:
    return int(ref.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or 0)


def _each(text: str) -> tuple[str, ...]:
    return tuple(words(language).say(text).lower() for language in ("tk", "ru", "en"))
