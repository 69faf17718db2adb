"""The catalogue changed without programming: out as a workbook, checked whole, back as a new version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gcm_desktop.app.desk import Desk
from gcm_desktop.domain.catalogue import Catalogue, CrosswalkLine, Fate
from gcm_desktop.domain.cells import CellCode, CellKind, parse_cell
from gcm_desktop.domain.text import Text3
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import Value
from gcm_desktop.errors import Issue, Severity, UserError
from gcm_desktop.i18n import mark

if TYPE_CHECKING:
    from gcm_desktop.exchange.catalogue_reading import CatalogueBook


#: What may have become of a code, in words.
FATES: Final = {
    Fate.ADDED: mark("added"),
    Fate.RENAMED: mark("renamed"),
    Fate.SPLIT: mark("split"),
    Fate.MERGED: mark("merged"),
    Fate.RETIRED: mark("retired"),
}


@dataclass(frozen=True)
class Checked:
    """A version looked at as a whole: what was found, and what it would change."""

    catalogue: Catalogue | None  # nothing when it cannot even be put together
    base: Catalogue
    issues: tuple[Issue, ...] = ()
    lines: tuple[CrosswalkLine, ...] = ()  # from the base to this version
    counts: Mapping[str, int] | None = None
    older: bool = False  # not to ask by: only to read returns that were made with it

    @property
    def sound(self) -> bool:
        """Say whether it may be loaded; warnings stand in nobody's way."""
        return self.catalogue is not None and not any(i.severity is Severity.ERROR for i in self.issues)

    @property
    def same(self) -> bool:
        """Say whether nothing was changed."""
        return self.catalogue is not None and self.catalogue.digest == self.base.digest


@dataclass(frozen=True)
class Kept:
    """A code no longer asked under which values are kept."""

    code: str
    name: Text3 | None  # as the last version that had it called it
    fate: Fate
    became: tuple[str, ...]
    since: str
    returns: tuple[ReturnKey, ...]
    cells: int


@dataclass(frozen=True)
class KeptAnswer:
    """One answer under a code that is asked no more."""

    kept: Kept
    key: ReturnKey
    cell: str
    value: Value


def export_book(out: Path, language: str, desk: Desk | None = None) -> Catalogue:
    """Write the catalogue of a data file, or the program's own, as a workbook."""
    from gcm_desktop.exchange.catalogue_book import write_catalogue

    if out.suffix.lower() != ".xlsx":
        raise UserError("E503", file=out.name)
    catalogue = _base(desk)
    write_catalogue(catalogue, out, language)
    return catalogue


def check_version(path: Path, desk: Desk | None = None) -> Checked:
    """Check a workbook or packed version as a whole against a data file, or the program's own version."""
    from gcm_desktop.exchange.catalogue_file import is_packed, load_packed

    base = _base(desk)
    if is_packed(path):
        version = load_packed(path)
        return (
            _checked_older(version, base, desk) if _is_older(version, desk) else _checked(version, base, desk)
        )
    return _checked_book(path, base, desk)


def pack(path: Path, out: Path, desk: Desk | None = None) -> Checked:
    """Check a workbook and, when it is sound and new, write it as the file that goes to the offices."""
    from gcm_desktop.exchange.catalogue_file import SUFFIX, write_packed

    if out.suffix.lower() != SUFFIX:
        raise UserError("E506", file=out.name)
    checked = check_version(path, desk)
    if checked.catalogue is not None and checked.sound:
        write_packed(checked.catalogue, out)
    return checked


def save_packed(desk: Desk, out: Path) -> None:
    """Write the version a data file asks by as the file that goes to the offices."""
    from gcm_desktop.exchange.catalogue_file import SUFFIX, write_packed

    if out.suffix.lower() != SUFFIX:
        raise UserError("E506", file=out.name)
    write_packed(desk.catalogue, out)


def load_version(desk: Desk, path: Path) -> Checked:
    """Check a version and, when it is sound and new, make it the one the data file asks by.

    One that was before, packed and never held here, is kept to read returns with and asked by never.
    What is typed is frozen first, under the version it was typed with; revisions keep their codes for ever.
    """
    checked = check_version(path, desk)
    if checked.catalogue is not None and checked.sound and checked.older:
        desk.file.hold_catalogue(checked.catalogue)
    elif checked.catalogue is not None and checked.sound and not checked.same:
        desk.file.backup()
        for key in desk.file.returns():
            desk.file.freeze(key, desk.maker)
        desk.adopt(checked.catalogue)
    return checked


def kept(desk: Desk) -> tuple[Kept, ...]:
    """Give the codes the catalogue has no more under which returns of this file hold values."""
    from gcm_desktop.catalogue import has_cell

    found: dict[str, dict[ReturnKey, int]] = {}
    for key in desk.file.readable():
        for cell, value in _set_in(desk, key).items():
            code = parse_cell(cell)
            if not value.is_blank and not has_cell(desk.catalogue, code):
                counts = found.setdefault(_subject(desk.catalogue, code), {})
                counts[key] = counts.get(key, 0) + 1
    if not found:
        return ()
    older = _older(desk)
    return tuple(_kept(desk.catalogue, older, code, counts) for code, counts in sorted(found.items()))


def kept_answers(desk: Desk) -> tuple[KeptAnswer, ...]:
    """Give every answer that still stands under a code asked no more, by code, unit and period."""
    return tuple(
        KeptAnswer(one, key, cell, value)
        for one in kept(desk)
        for key in one.returns
        for cell, value in desk.file.cells(key).items()
        if _subject(desk.catalogue, parse_cell(cell)) == one.code
    )


def _set_in(desk: Desk, key: ReturnKey) -> Mapping[str, Value]:
    """Give what was set in a return under whatever code, typed over current."""
    held = {cell: now.value for cell, now in desk.file.current(key).items()}
    return held | desk.file.typed(key) | desk.file.past(key)


def _base(desk: Desk | None) -> Catalogue:
    from gcm_desktop.catalogue import load

    return desk.catalogue if desk is not None else load()


def _checked_book(path: Path, base: Catalogue, desk: Desk | None) -> Checked:
    from gcm_desktop.catalogue.crosswalk import completed
    from gcm_desktop.exchange.catalogue_reading import read_catalogue
    from gcm_desktop.exchange.reading import load_file

    book = read_catalogue(load_file(path), path.name)
    made_from = _made_from(book, path, base, desk)
    if not book.record:
        return Checked(None, base, tuple(book.issues))
    issues, counts = _examined(book.record)
    if issues:
        return Checked(None, base, (*book.issues, *map(book.located, issues)))
    version = book.sealed()
    if version.digest != made_from.digest:
        version = completed(made_from, version)
    checked = _checked(version, base, desk)
    issues = [*book.issues, *map(book.located, checked.issues)]
    return Checked(version, base, tuple(issues), checked.lines, counts)


def _made_from(book: CatalogueBook, path: Path, base: Catalogue, desk: Desk | None) -> Catalogue:
    """Find the version a workbook was made from; what came and went is told against it."""
    from gcm_desktop.catalogue import load

    for version in (base, load()):
        if version.digest == book.base_digest:
            return version
    held = desk.file.held_catalogue(book.base_digest) if desk is not None else None
    if held is None:
        raise UserError("E442", file=path.name, found=book.base_number, known=base.number)
    return held


def _examined(record: Mapping[str, object]) -> tuple[list[Issue], dict[str, int]]:
    from gcm_desktop.catalogue.checking import Content, examine

    return examine(Content(record, (), ()))


def _checked(version: Catalogue, base: Catalogue, desk: Desk | None) -> Checked:
    from gcm_desktop.catalogue.crosswalk import follows, since
    from gcm_desktop.catalogue.writing import record_of

    issues, counts = _examined(record_of(version))
    if not issues and version.digest != base.digest:
        issues = follows(base, version, _older(desk) if desk is not None else ())
    lines = since(version.crosswalk, base.number)
    named = (Issue(i.code, i.severity, i.where, {"place": i.where.ref, **i.facts}) for i in issues)
    return Checked(version, base, tuple(named), lines, counts)


def _is_older(version: Catalogue, desk: Desk | None) -> bool:
    """Say whether a version was before the one in use and was never held here."""
    from gcm_desktop.catalogue.crosswalk import order

    if desk is None or desk.file.held_catalogue(version.digest) is not None:
        return False
    return order(version.number) < order(desk.catalogue.number)


def _checked_older(version: Catalogue, base: Catalogue, desk: Desk | None) -> Checked:
    """Check that a version leads to the one in use, whose crosswalk then reads what was made with it."""
    from gcm_desktop.catalogue.crosswalk import follows, since
    from gcm_desktop.catalogue.writing import record_of

    issues, counts = _examined(record_of(version))
    issues = issues or follows(version, base)
    named = (Issue(i.code, i.severity, i.where, {"place": i.where.ref, **i.facts}) for i in issues)
    return Checked(version, base, tuple(named), since(base.crosswalk, version.number), counts, older=True)


def _older(desk: Desk) -> list[Catalogue]:
    """Give the other versions the file holds, newest first."""
    from gcm_desktop.catalogue import parse
    from gcm_desktop.catalogue.crosswalk import order

    dumps = desk.file.held_versions()
    found = [parse(dump) for digest, dump in dumps.items() if digest != desk.catalogue.digest]
    return sorted(found, key=lambda version: order(version.number), reverse=True)


def _subject(catalogue: Catalogue, code: CellCode) -> str:
    if code.kind is CellKind.REGISTER:
        return f"{code.register}.{code.field}"
    if code.kind is CellKind.INDICATOR and code.indicator in catalogue.indicators:
        for dim, entry in code.breakdown:
            codes = catalogue.codelists.get(dim)
            if codes is None or all(known.code != entry for known in codes.codes):
                return f"{dim}={entry}"
    return code.indicator or str(code)


def _kept(catalogue: Catalogue, older: list[Catalogue], code: str, counts: Mapping[ReturnKey, int]) -> Kept:
    line = next((line for line in reversed(catalogue.crosswalk) if code in line.old), None)
    name = next((found for version in older if (found := name_of(version, code)) is not None), None)
    return Kept(
        code,
        name,
        line.fate if line else Fate.RETIRED,
        line.new if line else (),
        line.since if line else "",
        tuple(sorted(counts)),
        sum(counts.values()),
    )


def name_of(version: Catalogue, code: str) -> Text3 | None:
    """Give what a version calls a code: an indicator, an entry of a list or a field of a register."""
    if code in version.indicators:
        return version.indicators[code].name
    codelist, equals, entry = code.partition("=")
    if equals and codelist in version.codelists:
        return next((known.name for known in version.codelists[codelist].codes if known.code == entry), None)
    register, _, field = code.partition(".")
    fields = version.registers[register].fields if register in version.registers else ()
    return next((known.name for known in fields if known.code == field), None)
