"""Digests that stand on paper and in files: content digest, check code, goal checks, control totals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from gcm_desktop.domain.cells import CellKind, parse_cell
from gcm_desktop.domain.records import digest
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import State, Value

# Damm's quasigroup: finds every wrong digit and every pair of neighbours exchanged.
_DAMM: Final = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
_GROUPS: Final = 5


def content_digest(key: ReturnKey, catalogue: str, values: Mapping[str, Value]) -> str:
    """Give the SHA-256 over a return's full current values; what was written does not count."""
    return digest({"return": key.id, "catalogue": catalogue, "cells": _records(values.items())})


def _records(values: Iterable[tuple[str, Value]]) -> dict[str, dict[str, str]]:
    cells = {}
    for cell, value in values:
        if not value.is_blank:
            record = value.record()
            record.pop("w", None)
            cells[cell] = record
    return cells


def _check_digit(digits: str, position: int) -> str:
    interim = position % 10
    for digit in digits:
        interim = int(_DAMM[interim][int(digit)])
    return str(interim)


def check_code(content: str) -> str:
    """Give the 20 digits of a content digest, ``1234 5678 …``: groups of three and a check digit."""
    payload = f"{int(content, 16) % 10 ** (3 * _GROUPS):0{3 * _GROUPS}d}"
    parts = (payload[3 * n : 3 * n + 3] for n in range(_GROUPS))
    return " ".join(part + _check_digit(part, n) for n, part in enumerate(parts, start=1))


def mistyped_groups(typed: str) -> tuple[int, ...]:
    """Give the numbers (1–5) of the groups whose check digit does not fit; ValueError if not 20 digits."""
    digits = re.sub(r"[\s-]", "", typed)
    if not re.fullmatch(r"\d{20}", digits, re.ASCII):
        raise ValueError(typed)
    groups = (digits[4 * n : 4 * n + 4] for n in range(_GROUPS))
    return tuple(n for n, group in enumerate(groups, start=1) if _check_digit(group[:3], n) != group[3])


def place_of(group: str) -> int | None:
    """Say which group (1–5) of a check code four digits can be; their check digit tells."""
    if not re.fullmatch(r"\d{4}", group, re.ASCII):
        return None
    return next((n for n in range(1, _GROUPS + 1) if _check_digit(group[:3], n) == group[3]), None)


def is_goal_check(goal: int, typed: str) -> bool:
    """Say whether four digits can be the check of a goal."""
    return bool(re.fullmatch(r"\d{4}", typed, re.ASCII)) and _check_digit(typed[:3], goal) == typed[3]


def goal_check(goal: int, values: Mapping[str, Value]) -> str:
    """Give the four digits printed beside one goal of a return; ``values`` may hold other goals."""
    own = _records((cell, v) for cell, v in values.items() if goal_of(cell) == goal)
    payload = f"{int(digest({'goal': str(goal), 'cells': own}), 16) % 1000:03d}"
    return payload + _check_digit(payload, goal)


def goal_of(cell: str) -> int:
    """Give the goal of a cell, 0 for register cells."""
    return parse_cell(cell).goal


def control_total(numbers: Iterable[Value]) -> Decimal:
    """Add the values of number cells exactly as written on the page; everything else counts nothing."""
    return sum((Decimal(v.text) for v in numbers if v.state is State.VALUE), Decimal(0))


def goal_control_totals(values: Mapping[str, Value], is_number: Mapping[str, bool]) -> dict[int, Decimal]:
    """Give each goal's control total: every number entered in it, totals and parts alike.

    ``is_number`` says by indicator code whether its answers are numbers (not yes/no, date, text, stage).
    """
    totals: dict[int, list[Value]] = {}
    for cell, value in values.items():
        code = parse_cell(cell)
        if code.kind is CellKind.INDICATOR and is_number.get(code.indicator):
            totals.setdefault(code.goal, []).append(value)
    return {goal: control_total(group) for goal, group in sorted(totals.items())}
