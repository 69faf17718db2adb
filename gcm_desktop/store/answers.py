"""How an answer, a moment and an issue are written into a column."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from gcm_desktop.domain.canonical import brief, of_brief
from gcm_desktop.domain.places import Places
from gcm_desktop.domain.records import Maker
from gcm_desktop.domain.values import State
from gcm_desktop.errors import Issue, Severity, Where

written = brief  # the column form of an answer is its short form
answer = of_brief


def is_unread(column: str) -> bool:
    """Say whether the column form is of an unread value."""
    return answer(column).state is State.UNREAD


def now() -> int:
    """Give the clock in milliseconds; only ever shown, never decided by."""
    return int(datetime.now(UTC).timestamp() * 1000)


def moment(milliseconds: int) -> datetime:
    """Read a time column."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def maker_of(column: str | None) -> Maker | None:
    """Read a maker column."""
    return Maker.of(json.loads(column)) if column else None


def issues_written(issues: tuple[Issue, ...]) -> str:
    """Give issues as JSON; facts that JSON does not know become text."""
    return json.dumps(
        [
            {
                "code": issue.code,
                "severity": issue.severity.value,
                "where": [issue.where.file, issue.where.sheet, issue.where.ref, issue.where.cell],
                "facts": issue.facts,
            }
            for issue in issues
        ],
        ensure_ascii=False,
        sort_keys=True,
        default=str,
    )


def issues_of(column: str) -> tuple[Issue, ...]:
    """Read issues."""
    records: list[dict[str, Any]] = json.loads(column)
    return tuple(Issue(r["code"], Severity(r["severity"]), Where(*r["where"]), r["facts"]) for r in records)


def places_written(places: Mapping[str, tuple[str, str]]) -> bytes:
    """Give sheet and place of the cells of a file, packed."""
    return Places.of(places).packed


def place_in(packed: bytes, cell: str) -> tuple[str, str]:
    """Find sheet and place of one cell, without reading those of the thousands beside it."""
    text = zlib.decompress(packed).decode()
    name = f'"{cell}":'  # a code begins with a letter and holds no quote; inside a text quotes are escaped
    at = text.find(name)
    found = json.JSONDecoder().raw_decode(text, at + len(name))[0] if at >= 0 else ()
    match found:
        case [str(sheet), str(ref)]:
            return sheet, ref
    return "", ""
