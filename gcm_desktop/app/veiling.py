"""What a publication looks like: hidden figures have a sign, proofs and explanations of exact figures go."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from gcm_desktop.app.display import NOT_PUBLISHED
from gcm_desktop.app.page import COLUMNS, SEX, PageRow, RowKind
from gcm_desktop.domain.aggregate import ratio_cells
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.cells import Part, indicator_cell
from gcm_desktop.domain.charts import Chart
from gcm_desktop.domain.curtain import any_hidden
from gcm_desktop.domain.values import Value
from gcm_desktop.i18n import Words, mark

if TYPE_CHECKING:
    from gcm_desktop.reports import Summary
    from gcm_desktop.reports.review_model import Review

RULE: Final = mark(
    "Counts from 1 to {most} of sensitive indicators are not published, and neither are other figures from "
    "which they could be computed (•). Zeros are shown."
)
STAMP: Final = mark("For internal use")


def is_veiled(catalogue: Catalogue, row: PageRow, values: Mapping[str, Value], column: int = 0) -> bool:
    """Say whether a row's figure is hidden, or computed from one that is."""
    if row.kind is RowKind.TABLE:
        return False
    if not row.computed:
        return any_hidden(values, filter(None, (row.cells[column],)))
    indicator = catalogue.indicators[row.indicator]
    breakdown = ((SEX, COLUMNS[column]),) if column else ()
    side = {RowKind.NUMERATOR: indicator.numerator, RowKind.DENOMINATOR: indicator.denominator}.get(row.kind)
    if side is not None:
        return any_hidden(values, (indicator_cell(ref, breakdown) for ref in side.refs))
    cells = (*ratio_cells(indicator, breakdown), indicator_cell(indicator.code, breakdown, Part.RESULT))
    return any_hidden(values, cells)


def signed(chart: Chart, areas: Collection[str]) -> Chart:
    """Put the sign at the areas whose number a publication hides."""
    marks = tuple(
        replace(one, text=NOT_PUBLISHED, hidden=True) if one.area in areas else one for one in chart.marks
    )
    return replace(chart, marks=marks)


def rule(words: Words, most: int) -> str:
    """Say what a publication hides."""
    return words.say(RULE, most=most)


def veiled_summary(made: Summary, *, hides: int) -> Summary:
    """Mark a paper as internal; or take from a publication whatever exact figures could be proved with.

    ``hides`` is the largest count a publication hides, 0 of an internal paper.
    """
    if not hides:
        return replace(made, stamp=made.words.say(STAMP))
    goals = tuple(replace(goal, control_total="", check="") for goal in made.goals)
    return replace(
        made,
        published=True,
        rule=rule(made.words, hides),
        check_code="",
        revision="",
        codes=(),
        coded=0,
        goals=goals,
    )


def veiled_review(made: Review, *, hides: int) -> Review:
    """Do the same with a review."""
    if not hides:
        return replace(made, stamp=made.words.say(STAMP))
    return replace(made, published=True, rule=rule(made.words, hides), check_code="")
