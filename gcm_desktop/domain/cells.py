"""Cell codes: the name under which one answer is kept, sent and printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from gcm_desktop.errors import UserError

NARRATIVES: Final = ("situation", "progress", "challenges", "practice", "next")
UNKNOWN: Final = "_U"

_INDICATOR = re.compile(
    r"(?P<code>G(?P<goal>\d\d)\.\d\d)"
    r"(?:\|(?P<dims>[A-Z][A-Z0-9_]*=[A-Za-z0-9_]+(?:,[A-Z][A-Z0-9_]*=[A-Za-z0-9_]+)*))?"
    r"(?:\|(?P<part>[NDR]))?",
    re.ASCII,
)
_NARRATIVE = re.compile(r"N(?P<goal>\d\d)\.(?P<section>[a-z]+)", re.ASCII)
_REGISTER = re.compile(
    r"R\.(?P<register>[A-Z]{2})\.(?P<row>[A-Za-z0-9][A-Za-z0-9-]{0,63})\.(?P<field>[a-z_]+)", re.ASCII
)


class Part(StrEnum):
    """Which part of a ratio a cell holds; a plain answer has none."""

    WHOLE = ""
    NUMERATOR = "N"
    DENOMINATOR = "D"
    RESULT = "R"  # only the result of a ratio is known


class CellKind(StrEnum):
    """The three kinds of cell."""

    INDICATOR = "indicator"
    NARRATIVE = "narrative"
    REGISTER = "register"


@dataclass(frozen=True, slots=True)
class CellCode:
    """A cell code taken apart; ``str()`` puts it together again."""

    kind: CellKind
    goal: int = 0  # 0 for register cells
    indicator: str = ""
    breakdown: tuple[tuple[str, str], ...] = ()
    part: Part = Part.WHOLE
    section: str = ""
    register: str = ""
    row: str = ""
    field: str = ""

    def __str__(self) -> str:
        """Give the canonical code."""
        if self.kind is CellKind.NARRATIVE:
            return f"N{self.goal:02d}.{self.section}"
        if self.kind is CellKind.REGISTER:
            return f"R.{self.register}.{self.row}.{self.field}"
        return indicator_cell(self.indicator, self.breakdown, self.part)


def indicator_cell(
    indicator: str, breakdown: tuple[tuple[str, str], ...] = (), part: Part | str = Part.WHOLE
) -> str:
    """Build ``G05.02|SEX=F|N``; several dimensions are put in the order of their names."""
    text = indicator
    if breakdown:
        text += "|" + ",".join(f"{dim}={code}" for dim, code in sorted(breakdown))
    return f"{text}|{part}" if part else text


@lru_cache(maxsize=65536)
def parse_cell(text: str) -> CellCode:
    """Take a cell code apart; raises UserError E201 when it is not one or not in canonical order."""
    if match := _INDICATOR.fullmatch(text):
        dims = match["dims"]
        pairs = tuple(tuple(item.split("=")) for item in dims.split(",")) if dims else ()
        breakdown = tuple((dim, code) for dim, code in pairs)
        names = [dim for dim, _ in breakdown]
        if names == sorted(set(names)) and 1 <= int(match["goal"]) <= 23:
            return CellCode(
                CellKind.INDICATOR,
                goal=int(match["goal"]),
                indicator=match["code"],
                breakdown=breakdown,
                part=Part(match["part"] or ""),
            )
    elif match := _NARRATIVE.fullmatch(text):
        if match["section"] in NARRATIVES and 1 <= int(match["goal"]) <= 23:
            return CellCode(CellKind.NARRATIVE, goal=int(match["goal"]), section=match["section"])
    elif match := _REGISTER.fullmatch(text):
        return CellCode(CellKind.REGISTER, register=match["register"], row=match["row"], field=match["field"])
    raise UserError("E201", cell=text)
