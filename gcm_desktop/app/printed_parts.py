"""Parts of a paper: what of a summary or a review is printed, and the words that say so on its front."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from gcm_desktop.app.reviewing import PART_NAMES, ReviewPart
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Pair, Words, mark

if TYPE_CHECKING:
    from gcm_desktop.reports import Summary, SummaryGoal
    from gcm_desktop.reports.review_model import Chapter, Part, Review

LAST_GOAL: Final = 23
_GOALS: Final = re.compile(r"(\d{1,2})(?:\s*[-–]\s*(\d{1,2}))?", re.ASCII)
_CODE: Final = re.compile(r"G(\d\d)\b", re.ASCII)


class SummaryPart(StrEnum):
    """What of a summary is printed."""

    FRONT = "front"
    GOALS = "goals"
    CHARTS = "charts"
    NARRATIVES = "narratives"
    NOTES = "notes"
    REGISTERS = "registers"
    CODES = "codes"
    SIGNATURES = "signatures"


#: The parts of a summary as a person chooses them.
SUMMARY_NAMES: Final = {
    SummaryPart.FRONT: mark("First page"),
    SummaryPart.GOALS: mark("Tables of the goals"),
    SummaryPart.CHARTS: mark("Charts"),
    SummaryPart.NARRATIVES: mark("Narratives"),
    SummaryPart.NOTES: mark("Notes"),
    SummaryPart.REGISTERS: mark("Registers"),
    SummaryPart.CODES: mark("Codes of the return"),
    SummaryPart.SIGNATURES: mark("Signatures"),
}
REVIEW_NAMES: Final = PART_NAMES


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts printed, by their words on the command line, and the goals; what is empty means all."""

    names: frozenset[str] = frozenset()
    goals: frozenset[int] = frozenset()

    def takes(self, name: str) -> bool:
        """Say whether a part is printed."""
        return not self.names or name in self.names

    def takes_goal(self, number: int) -> bool:
        """Say whether a goal is printed."""
        return not self.goals or number in self.goals

    def whole(self, known: Collection[str]) -> bool:
        """Say whether nothing of the known parts is left out."""
        return not self.goals and all(self.takes(name) for name in known)


def parse_parts(text: str, known: Mapping[SummaryPart, str] | Mapping[ReviewPart, str]) -> Parts:
    """Read parts and goals such as ``front,1-5,9,signatures``; E511 for what is neither."""
    names: set[str] = set()
    goals: set[int] = set()
    for word in filter(None, (word.strip() for word in text.split(","))):
        if word in {name.value for name in known}:
            names.add(word)
        elif (found := _GOALS.fullmatch(word)) and (numbers := _range(found)):
            goals.update(numbers)
        else:
            raise _strange(word, known)
    if not names and not goals:
        raise _strange(text, known)
    if names and goals and SummaryPart.GOALS in known:
        names.add(SummaryPart.GOALS.value)
    return Parts(frozenset(names), frozenset(goals) if len(goals) < LAST_GOAL else frozenset())


def parse_goals(text: str) -> frozenset[int]:
    """Read goals such as ``1-5, 9``; nothing, or all of them, means all. E512 for what names no goal."""
    goals: set[int] = set()
    joined = re.sub(r"\s*([-–])\s*", r"\1", text)
    for word in filter(None, re.split(r"[,;\s]+", joined)):
        found = _GOALS.fullmatch(word)
        numbers = _range(found) if found else ()
        if not numbers:
            raise UserError("E512", goals=word)
        goals.update(numbers)
    return frozenset(goals) if len(goals) < LAST_GOAL else frozenset()


def shown_goals(goals: Iterable[int]) -> str:
    """Write goals as ranges: 1–3, 7."""
    runs: list[list[int]] = []
    for number in sorted(goals):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def part_of_summary(made: Summary, parts: Parts) -> Summary:
    """Give what is wished of a summary; the codes go where anything they hold is left out."""
    if parts.whole(tuple(SummaryPart)):
        return made
    all_held = parts.takes(SummaryPart.GOALS) and parts.takes(SummaryPart.NOTES) and not parts.goals
    coded = made.codes if parts.takes(SummaryPart.CODES) and all_held else ()
    told = [
        name
        for part, name in SUMMARY_NAMES.items()
        if parts.takes(part) and (part is not SummaryPart.CODES or bool(made.codes) == bool(coded))
    ]
    front = parts.takes(SummaryPart.FRONT)
    return replace(
        made,
        part=_told(made.words, told if len(told) < len(SUMMARY_NAMES) else [], parts.goals),
        headed=front,
        key_figures=made.key_figures if front else (),
        country=made.country if front else None,
        goals=tuple(_goals(made.goals, parts)),
        registers=made.registers if parts.takes(SummaryPart.REGISTERS) else (),
        notes=made.notes if parts.takes(SummaryPart.NOTES) else (),
        codes=coded,
        coded=made.coded if coded else 0,
        signed=parts.takes(SummaryPart.SIGNATURES),
    )


def part_of_review(made: Review, parts: Parts, words: Words) -> Review:
    """Give what is wished of a review whose parts were chosen as it was gathered: the goals."""
    if parts.whole(tuple(ReviewPart)):
        return made
    chapters = tuple(kept for chapter in made.chapters if (kept := _of_goals(chapter, parts)).parts)
    told = [name for part, name in REVIEW_NAMES.items() if parts.takes(part)]
    told = told if len(told) < len(REVIEW_NAMES) else []
    return replace(made, chapters=chapters, part=_told(words, told, parts.goals))


def _range(found: re.Match[str]) -> tuple[int, ...]:
    first, last = int(found[1]), int(found[2] or found[1])
    return tuple(range(first, last + 1)) if 1 <= first <= last <= LAST_GOAL else ()


def _strange(text: str, known: Iterable[SummaryPart | ReviewPart]) -> UserError:
    return UserError("E511", parts=text, known=", ".join(part.value for part in known))


def _told(words: Words, names: Sequence[str], goals: frozenset[int]) -> str:
    """Name the parts in one language, or in both with a stroke between."""
    if isinstance(words, Pair):
        return " / ".join(_told(own, names, goals) for own in (words.first, words.second))
    told = [words.say(name) for name in names]
    if goals:
        told.append(words.say("goals {numbers}", numbers=shown_goals(goals)))
    return "; ".join(told)


def _goals(goals: Iterable[SummaryGoal], parts: Parts) -> Iterator[SummaryGoal]:
    notes = parts.takes(SummaryPart.NOTES)
    for goal in goals:
        if not parts.takes_goal(goal.number):
            continue
        rows = goal.rows if parts.takes(SummaryPart.GOALS) else ()
        if not notes:
            rows = tuple(replace(row, note="", note_number="") for row in rows)
        kept = replace(
            goal,
            rows=rows,
            pictures=goal.pictures if parts.takes(SummaryPart.CHARTS) else (),
            narrative=goal.narrative if parts.takes(SummaryPart.NARRATIVES) else (),
        )
        if kept.rows or kept.pictures or kept.narrative:
            yield kept


def _of_goals(chapter: Chapter, parts: Parts) -> Chapter:
    """Leave out the goals that are not wished for, and what is missing in them."""
    from gcm_desktop.reports.review_model import Heading, Table

    kept: list[Part] = []
    wanted = True
    for part in chapter.parts:
        if isinstance(part, Heading) and (found := re.fullmatch(r"goal(\d+).*", part.key)):
            wanted = parts.takes_goal(int(found[1]))
        if not wanted:
            continue
        if isinstance(part, Table) and chapter.heading.key == "missing":
            lines = [
                line
                for line in part.lines
                if not (code := _CODE.match(line.cells[0])) or parts.takes_goal(int(code[1]))
            ]
            part = replace(part, lines=tuple(lines))
        kept.append(part)
    return replace(chapter, parts=tuple(kept))
