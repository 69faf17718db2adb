"""A blank form as data: what is asked, where the boxes stand, and nothing answered yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from gcm_desktop.reports.model import Summary

FormRowKind = Literal["indicator", "component", "result", "heading", "part", "country"]
Answer = Literal["none", "number", "yes_no", "date", "choice", "text"]
Boxes = tuple[bool, bool, bool, bool]
NO_BOXES: Boxes = (False, False, False, False)


@dataclass(frozen=True, slots=True)
class FormRow:
    """One line of the form; ``boxes`` are those of the total, women, men and unknown."""

    kind: FormRowKind
    text: str
    code: str = ""
    depth: int = 0
    unit: str = ""
    answer: Answer = "none"
    boxes: Boxes = NO_BOXES
    choices: tuple[str, ...] = ()  # what to tick, as «code · name»
    told: str = ""  # where a figure comes from that nobody writes here


@dataclass(frozen=True, slots=True)
class FormGoal:
    """One goal of the form with the headings of its narrative."""

    number: int
    title: str
    block: str
    rows: tuple[FormRow, ...]
    narrative: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BlankForm:
    """Everything that stands on the pages of a form; ``cover`` says whose it is and for which period."""

    cover: Summary
    goals: tuple[FormGoal, ...]
