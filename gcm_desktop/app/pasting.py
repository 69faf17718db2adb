"""Pasting: plan where a block lands on a goal page, then write all of it as one step."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from gcm_desktop.app import block_frame, entering
from gcm_desktop.app.block_doubts import doubts
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.landing import AS_IT_IS, Ground, PastePlan, Placing, Target
from gcm_desktop.domain.blocks import Block
from gcm_desktop.domain.units import ReturnKey

if TYPE_CHECKING:
    from gcm_desktop.store import Commit

LABEL: Final = "paste"  # of the step in the journal


def plan(desk: Desk, key: ReturnKey, target: Target, block: Block, placing: Placing = AS_IT_IS) -> PastePlan:
    """Lay a block on a page and say what would happen; nothing is written."""
    seen = block if placing.hidden_too else block.visible()
    conflicts = frozenset(cell for _, cell, _ in desk.file.conflicts(key))
    ground = Ground(desk.catalogue, desk.file.cells(key), conflicts, target)
    frame = block_frame.find(seen, target.rows)
    laid = ground.lay(seen, frame, placing)
    return replace(laid, block=block, doubts=doubts(ground, laid, desk.previous(key), block.hidden))


def paste(desk: Desk, key: ReturnKey, planned: PastePlan) -> Commit:
    """Write what was planned as one step that one undo takes back."""
    return entering.enter_many(desk, key, planned.changes, LABEL)
