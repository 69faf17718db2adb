"""Turns a record of the catalogue into the rows of flat tables, and rows into a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

Row = dict[str, Any]
_PART_NAMES: Final = ("numerator", "denominator")


def rows_of(record: Mapping[str, Any], number: str, digest: str) -> dict[str, list[Row]]:
    """Give the rows of every table, by table; texts lie flat under ``name.tk``."""
    indicators = record["indicators"]
    found: dict[str, Iterable[Row]] = {
        "version": [{"number": record["number"], "base_number": number, "base_digest": digest}],
        "crosswalk": record.get("crosswalk", ()),
        "indicators": [_without(i, *_PART_NAMES, "rules", "official") for i in indicators],
        "parts": [
            {"indicator": i["code"], "part": part, **i[part]}
            for i in indicators
            for part in _PART_NAMES
            if part in i
        ],
        "rules": _children(indicators, "code", "indicator", "rules"),
        "official": _children(indicators, "code", "indicator", "official"),
        "codelists": [_without(codes, "codes") for codes in record["codelists"]],
        "codes": _children(record["codelists"], "code", "list", "codes"),
        "registers": [_without(register, "fields") for register in record["registers"]],
        "fields": _children(record["registers"], "code", "register", "fields"),
        "narratives": [{"code": code, "name": name} for code, name in record["narratives"].items()],
        "countries": [{"code": code, "name": name} for code, name in record["countries"].items()],
        "rule_texts": record["rules"],
        **{part: record[part] for part in ("units", "areas", "offices", "asked", "goals", "blocks")},
        "principles": record["principles"],
    }
    return {table: [_flat(row) for row in rows] for table, rows in found.items()}


def record_of(rows: Mapping[str, list[Row]]) -> Row:
    """Put the rows of all tables together to the record of a version."""
    deep = {table: [_deep(row) for row in found] for table, found in rows.items()}
    rules = _by(deep["rules"], "indicator")
    official = _by(deep["official"], "indicator")
    parts = _by(deep["parts"], "indicator")
    indicators = []
    for row in deep["indicators"]:
        code = row["code"]
        own = {part.pop("part"): part for part in parts.get(code, ())}
        indicators.append(
            {"providers": [], **row, **own, "rules": rules.get(code, []), "official": official.get(code, [])}
        )
    entries, fields = _by(deep["codes"], "list"), _by(deep["fields"], "register")
    names = {part: {row["code"]: row["name"] for row in deep[part]} for part in ("narratives", "countries")}
    return {
        "number": deep["version"][0]["number"],
        "crosswalk": [{"since": "", **line} for line in deep["crosswalk"]],
        "indicators": indicators,
        "codelists": [{**row, "codes": entries.get(row["code"], [])} for row in deep["codelists"]],
        "registers": [{**row, "fields": fields.get(row["code"], [])} for row in deep["registers"]],
        "areas": [{"parent": "", **row} for row in deep["areas"]],
        "goals": [{"sdg_targets": [], **row} for row in deep["goals"]],
        "asked": [{"national": False, **row} for row in deep["asked"]],
        "rules": deep["rule_texts"],
        **{part: deep[part] for part in ("units", "offices", "blocks", "principles")},
        **names,
    }


def _children(parents: Iterable[Row], key: str, name: str, part: str) -> Iterator[Row]:
    for parent in parents:
        for child in parent.get(part, ()):
            yield {name: parent[key], **child}


def _without(row: Row, *keys: str) -> Row:
    return {key: thing for key, thing in row.items() if key not in keys}


def _flat(row: Mapping[str, Any]) -> Row:
    flat: Row = {}
    for key, thing in row.items():
        if isinstance(thing, Mapping):
            flat |= {f"{key}.{inner}": text for inner, text in thing.items()}
        else:
            flat[key] = thing
    return flat


def _deep(row: Mapping[str, Any]) -> Row:
    deep: Row = {}
    for key, thing in row.items():
        outer, dot, inner = key.partition(".")
        if dot:
            deep.setdefault(outer, {})[inner] = thing
        else:
            deep[key] = thing
    return deep


def _by(rows: Iterable[Row], key: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.pop(key), []).append(row)
    return found
