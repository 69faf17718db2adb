"""Comparing: what a person looks at before deciding: the base, earlier periods, history, notes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gcm_desktop.app import tracing
from gcm_desktop.app.desk import Desk
from gcm_desktop.domain.merge import ancestors
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import Value

if TYPE_CHECKING:
    from gcm_desktop.store import Setter


@dataclass(frozen=True, slots=True)
class Context:
    """What is known around one cell that has to be decided."""

    base: Value | None  # what the return was issued with, before its copies parted
    previous: Value | None
    last_year: Value | None
    history: tuple[Setter, ...]  # what counts now comes first


def context(desk: Desk, key: ReturnKey, cell: str, candidates: Iterable[str]) -> Context:
    """Gather what is known around a cell; ``candidates`` are the revisions that disagree."""
    history = tracing.why(desk, key, cell)
    return Context(
        _base(desk, key, history, tuple(candidates)),
        desk.previous(key).get(cell),
        desk.last_year(key).get(cell),
        history,
    )


def _base(
    desk: Desk, key: ReturnKey, history: tuple[Setter, ...], candidates: tuple[str, ...]
) -> Value | None:
    """Give what everybody who disagrees had before: the last value they all descend from."""
    links = desk.file.links(key)
    above = [ancestors(links, id_) for id_ in candidates]
    shared = frozenset.intersection(*above) if above else frozenset()
    common = {setter.revision: setter for setter in history if setter.revision in shared}
    older = {id_ for one in common for id_ in ancestors(links, one)}
    last = [setter for id_, setter in sorted(common.items()) if id_ not in older]
    return last[0].value if len(last) == 1 else None
