"""The texts of the review that people write themselves, and the short lines of facts they begin with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from gcm_desktop.app.desk import Desk
from gcm_desktop.i18n import BELOW, Pair, Words, mark, words


class Section(StrEnum):
    """A chapter of the review that is written by hand."""

    MECHANISM = "mechanism"
    OBJECTIVES = "objectives"
    METHODOLOGY = "methodology"
    PRINCIPLES = "principles"
    NEXT_STEPS = "next_steps"


TITLES: Final = {
    Section.MECHANISM: mark("National mechanism"),
    Section.OBJECTIVES: mark("Objectives of the review"),
    Section.METHODOLOGY: mark("Methodology"),
    Section.PRINCIPLES: mark("Guiding principles"),
    Section.NEXT_STEPS: mark("Next steps of the country"),
}
#: What stands in a section until somebody writes; a line that begins with a dash is a point of a list.
STARTING: Final = {
    Section.MECHANISM: (
        mark(
            "The national coordination mechanism is the Interdepartmental Working Group on the "
            "Implementation and Monitoring of the Global Compact, created in May 2020."
        ),
        mark("– Coordinating body: the State Migration Service of Turkmenistan."),
        mark("– Members: representatives of ministries, departments and public organisations."),
        mark(
            "– Tasks: voluntary reports at regional and international level; the goals of the Compact in "
            "development programmes."
        ),
        mark("– Partners: the United Nations Country Team and the United Nations Network on Migration."),
    ),
    Section.OBJECTIVES: (
        mark("– To assess the institutions, how well they work and how their tasks are shared."),
        mark("– To see how far the goals stand in strategies and programmes."),
        mark("– To assess the present state and the progress, the main results and difficulties."),
        mark(
            "– To make the Compact known and to widen the partnership of the state, society, science, the "
            "private sector and international organisations."
        ),
    ),
    Section.METHODOLOGY: (
        mark(
            "The review follows the recommendations of ESCAP and the resolutions of the United Nations "
            "General Assembly on the 2030 Agenda, the New York Declaration and the Global Compact."
        ),
        mark("– Programmes, plans and laws are held against the 23 goals."),
        mark("– The goals are linked to the targets of sustainable development."),
        mark(
            "– Every unit answers the same indicators in its own return; the figure of the nation adds up "
            "what the units answered."
        ),
        mark("– What is missing is said beside each figure and never filled in."),
    ),
    Section.PRINCIPLES: (
        mark("The review is guided by the ten principles of the Global Compact."),
    ),
    Section.NEXT_STEPS: (
        mark(
            "– To improve statistics on migration together with the national indicators of sustainable "
            "development; to collect and use accurate and disaggregated data."
        ),
        mark("– To continue the partnership with the United Nations Network on Migration."),
        mark("– To protect the rights and the dignity of migrants."),
        mark("– To join international efforts."),
    ),
}  # fmt: skip
DASHES: Final = ("– ", "- ", "• ")


@dataclass(frozen=True, slots=True)
class ReviewText:
    """What stands in a section in one language; ``own`` when a person wrote it."""

    section: Section
    language: str
    text: str
    own: bool


def review_text(desk: Desk, section: Section, language: str) -> ReviewText:
    """Give the text of a section: what people wrote, else the lines it begins with."""
    written = desk.file.setting(_name(section, language))
    if written.strip():
        return ReviewText(section, language, written, own=True)
    return ReviewText(section, language, starting_text(section, words(language)), own=False)


def written_lines(desk: Desk, section: Section, spoken: Words) -> tuple[str, ...]:
    """Give the lines of a section; in two languages those that answer each other stand below each other."""
    if not isinstance(spoken, Pair):
        return tuple(review_text(desk, section, spoken.code).text.splitlines())
    first, second = (written_lines(desk, section, own) for own in (spoken.first, spoken.second))
    if first == second:
        return first
    if [_shape(line) for line in first] != [_shape(line) for line in second]:
        return (*first, *second)
    return tuple(
        f"{one}{BELOW}{other[2:].strip() if other.startswith(DASHES) else other}"
        for one, other in zip(first, second, strict=True)
    )


def _shape(line: str) -> str:
    return "point" if line.startswith(DASHES) else "words" if line.strip() else ""


def keep_text(desk: Desk, section: Section, language: str, text: str) -> None:
    """Keep in the file what people wrote; an empty text, or the starting one, is the starting one again."""
    clean = "\n".join(line.rstrip() for line in text.strip().splitlines())
    if clean == starting_text(section, words(language)):
        clean = ""
    if clean != desk.file.setting(_name(section, language)):
        desk.file.set_setting(_name(section, language), clean)


def starting_text(section: Section, language: Words) -> str:
    """Give the lines a section begins with."""
    return "\n".join(language.say(line) for line in STARTING[section])


def _name(section: Section, language: str) -> str:
    return f"review.{section.value}.{language}"
