"""How one version of the catalogue follows another: what each code became, and what may not happen to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from gcm_desktop.catalogue.loading import sealed
from gcm_desktop.domain.catalogue import (
    Catalogue,
    CrosswalkLine,
    Fate,
    Indicator,
    RatioPart,
)
from gcm_desktop.errors import Issue, Severity, Where

CHANGED: Final = "C120"
USED_BEFORE: Final = "C121"
NUMBER: Final = "C122"
NOT_THERE: Final = "C123"
NOT_NEW: Final = "C124"
WRONG_SIDES: Final = "C125"
TWICE: Final = "C126"
MUST_STAY: Final = "C127"
REWORDED: Final = "C128"
LINE_LOST: Final = "C129"
LINE_LACKING: Final = "C132"
WRONG_TIME: Final = "C133"
_NUMBER = re.compile(r"\d{1,4}(\.\d{1,4}){1,2}", re.ASCII)
#: How many codes stand on each side of a line: at least, at most.
_SIDES: Final[Mapping[Fate, tuple[tuple[int, int], tuple[int, int]]]] = {
    Fate.ADDED: ((0, 0), (1, 1)),
    Fate.RENAMED: ((1, 1), (1, 1)),
    Fate.SPLIT: ((1, 1), (2, 99)),
    Fate.MERGED: ((2, 99), (1, 1)),
    Fate.RETIRED: ((1, 99), (0, 0)),
}


def order(number: str) -> tuple[int, ...]:
    """Give a version number as something that can be compared; nothing in it when it is not one."""
    if not _NUMBER.fullmatch(number):
        return ()
    parts = [int(part) for part in number.split(".")]
    return tuple(parts + [0] * (3 - len(parts)))


def subjects(catalogue: Catalogue) -> dict[str, dict[str, Any]]:
    """Give every code whose fate is followed, with what it means; a meaning never changes under a code."""
    found: dict[str, dict[str, Any]] = {i.code: _meaning(i) for i in catalogue.indicators.values()}
    for codelist in catalogue.codelists.values():
        found |= {f"{codelist.code}={entry.code}": {} for entry in codelist.codes}
    for register in catalogue.registers.values():
        for field in register.fields:
            found[f"{register.code}.{field.code}"] = {"kind": field.kind, "codelist": field.codelist}
    return found


def completed(before: Catalogue, after: Catalogue) -> Catalogue:
    """Give the new version with its crosswalk whole: what came and went without a line gets one."""
    own = [replace(line, since=line.since or after.number) for line in after.crosswalk]
    live, now = set(subjects(before)), set(subjects(after))
    for line in since(own, before.number):
        live = (live - set(line.old)) | set(line.new)
    gone = [CrosswalkLine(after.number, Fate.RETIRED, (code,), ()) for code in sorted(live - now)]
    came = [CrosswalkLine(after.number, Fate.ADDED, (), (code,)) for code in sorted(now - live)]
    return sealed(replace(after, crosswalk=(*own, *gone, *came)))


def since(lines: Iterable[CrosswalkLine], number: str) -> tuple[CrosswalkLine, ...]:
    """Give the lines that came after a version, oldest first."""
    later = [line for line in lines if order(line.since) > order(number)]
    return tuple(sorted(later, key=lambda line: order(line.since)))


def follows(before: Catalogue, after: Catalogue, held: Iterable[Catalogue] = ()) -> list[Issue]:
    """Find everything that keeps ``after`` from taking the place of ``before``; warnings keep nothing.

    ``held`` are further versions some file holds: a code that any of them gave up stays given up.
    """
    checks = (_numbers, _lines, _fixed, _meanings, _wording)
    issues = [issue for check in checks for issue in check(before, after)]
    return issues + list(_reused(before, after, held))


def _issue(code: str, place: str, severity: Severity = Severity.ERROR, /, **facts: Any) -> Issue:
    return Issue(code, severity, Where(ref=place), facts)


def _numbers(before: Catalogue, after: Catalogue) -> Iterator[Issue]:
    if not order(after.number) or order(after.number) <= order(before.number):
        yield _issue(NUMBER, "version", found=after.number, base=before.number)


def _lines(before: Catalogue, after: Catalogue) -> Iterator[Issue]:
    for line in before.crosswalk:
        if line not in after.crosswalk:
            yield _issue(LINE_LOST, _place(line), code=_codes(line), version=line.since)
    for line in after.crosswalk:
        late = not order(before.number) < order(line.since) <= order(after.number)
        if late and line not in before.crosswalk:
            yield _issue(WRONG_TIME, _place(line), code=_codes(line), version=line.since)
    live, now = set(subjects(before)), subjects(after)
    for line in since(after.crosswalk, before.number):
        yield from _line(line, live, before, after)
        live = (live - set(line.old)) | set(line.new)
    for code in sorted(live - set(now)):
        yield _issue(NOT_THERE, code, code=code, version=after.number)
    for code in sorted(set(now) - live):
        yield _issue(LINE_LACKING, code, code=code, version=before.number)


def _line(line: CrosswalkLine, live: set[str], before: Catalogue, after: Catalogue) -> Iterator[Issue]:
    place = _place(line)
    for side, (least, most) in zip((line.old, line.new), _SIDES[line.fate], strict=True):
        if not least <= len(side) <= most:
            yield _issue(WRONG_SIDES, place, fate=line.fate.value, code=_codes(line))
    if len({_kind(code) for code in (*line.old, *line.new)}) > 1:
        yield _issue(WRONG_SIDES, place, fate=line.fate.value, code=_codes(line))
    for code in line.old:
        if code not in live:
            known = code in subjects(before)
            yield _issue(TWICE if known else NOT_THERE, place, code=code, version=before.number)
    for code in line.new:
        if code in live:
            yield _issue(NOT_NEW, place, code=code, version=before.number)
    if line.fate is Fate.RENAMED and len(line.old) == len(line.new) == 1:
        yield from _renamed(line, before, after)


def _renamed(line: CrosswalkLine, before: Catalogue, after: Catalogue) -> Iterator[Issue]:
    was, now = subjects(before).get(line.old[0]), subjects(after).get(line.new[0])
    if was is not None and now is not None:
        yield from _differences(line.new[0], _carried(was, after, before.number), now)


def _fixed(before: Catalogue, after: Catalogue) -> Iterator[Issue]:
    """Returns are kept under areas and offices; indicators stay in their goal by their code."""
    for was, now in ((before.areas, after.areas), (before.offices, after.offices)):
        for code in was:
            if code not in now:
                yield _issue(MUST_STAY, code, code=code)


def _meanings(before: Catalogue, after: Catalogue) -> Iterator[Issue]:
    was, now = subjects(before), subjects(after)
    for code in was:
        if code in now:
            yield from _differences(code, _carried(was[code], after, before.number), now[code])


def _differences(code: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Issue]:
    for what in sorted(was.keys() | now.keys()):
        if was.get(what) != now.get(what):
            facts = {"column": what, "old": _said(was.get(what)), "new": _said(now.get(what))}
            yield _issue(CHANGED, code, code=code, **facts)


def _wording(before: Catalogue, after: Catalogue) -> Iterator[Issue]:
    for indicator in before.indicators.values():
        other = after.indicators.get(indicator.code)
        if other is not None and other.name != indicator.name:
            yield _issue(REWORDED, indicator.code, Severity.WARNING, code=indicator.code, column="name")
    for codelist in before.codelists.values():
        known = after.codelists.get(codelist.code)
        names = {entry.code: entry.name for entry in known.codes} if known else {}
        for entry in codelist.codes:
            if names.get(entry.code, entry.name) != entry.name:
                code = f"{codelist.code}={entry.code}"
                yield _issue(REWORDED, code, Severity.WARNING, code=code, column="name")


def _reused(before: Catalogue, after: Catalogue, held: Iterable[Catalogue]) -> Iterator[Issue]:
    given_up = {code: line.since for line in before.crosswalk for code in line.old}
    for version in held:
        if order(version.number) < order(before.number):
            for code in subjects(version).keys() - subjects(before).keys():
                given_up.setdefault(code, version.number)
    given_up |= {code: line.since for line in after.crosswalk for code in line.old}
    for code in sorted(given_up.keys() & subjects(after).keys()):
        yield _issue(USED_BEFORE, code, code=code, version=given_up[code])


def _meaning(indicator: Indicator) -> dict[str, Any]:
    """Give what an indicator counts, apart from its wording and from who is asked."""
    return {
        "goal": indicator.goal,
        "value_type": indicator.value_type.value,
        "measure": indicator.measure.value,
        "unit": indicator.unit,
        "scale": indicator.scale,
        "computed": indicator.computed,
        "numerator": _part(indicator.numerator),
        "denominator": _part(indicator.denominator),
    }


def _part(part: RatioPart | None) -> tuple[str, ...]:
    return () if part is None else (part.source.value, part.take, *part.refs)


def _carried(meaning: Mapping[str, Any], after: Catalogue, number: str) -> dict[str, Any]:
    """Give a meaning with the codes it refers to under their new names."""
    names = {
        line.old[0]: line.new[0]
        for line in since(after.crosswalk, number)
        if line.fate is Fate.RENAMED and line.old and line.new
    }
    return {
        what: tuple(names.get(item, item) for item in said) if isinstance(said, tuple) else said
        for what, said in meaning.items()
    }


def _said(thing: Any) -> str:
    return ", ".join(filter(None, thing)) if isinstance(thing, tuple) else str(thing)


def _kind(code: str) -> str:
    """Tell indicators, entries of one list and fields of one register apart."""
    if "=" in code:
        return code.partition("=")[0]
    return "indicator" if re.fullmatch(r"G\d\d\.\d\d", code) else code.partition(".")[0]


def _codes(line: CrosswalkLine) -> str:
    return ", ".join((*line.old, *line.new))


def _place(line: CrosswalkLine) -> str:
    return f"crosswalk {_codes(line)}"
