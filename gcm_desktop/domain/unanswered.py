"""Which questions of an indicator nobody answered yet; ``questions.filled`` counts the others."""

from __future__ import annotations

from collections.abc import Mapping

from gcm_desktop.domain.catalogue import Indicator
from gcm_desktop.domain.cells import indicator_cell, parse_cell
from gcm_desktop.domain.questions import Question, questions
from gcm_desktop.domain.values import BLANK, State, Value


def unanswered(indicator: Indicator, values: Mapping[str, Value]) -> tuple[Question, ...]:
    """Give the questions without an answer, in page order."""
    tables: set[Question] = set()
    for code, value in values.items():
        if value.answers and code.startswith(indicator.code):
            cell = parse_cell(code)
            total = indicator_cell(indicator.code, (), cell.part)
            tables.update(Question(total, dim) for dim, _ in cell.breakdown)
    return tuple(one for one in questions(indicator) if one not in tables and not _settled(one, values))


def _settled(question: Question, values: Mapping[str, Value]) -> bool:
    """Say whether the total answers it: its tables need nothing where it is zero or has a reason."""
    total = values.get(question.total, BLANK)
    if not question.dimension or total.state is not State.VALUE:
        return total.answers
    return total.text == "0"
