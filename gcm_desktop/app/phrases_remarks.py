"""The sentences about remarks and the files they concern, in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gcm_desktop.i18n import mark

REMARKS: Final[Mapping[str, str]] = {
    "E620": mark("There is no remark to send. Choose one from the list, or write one at a cell."),
    "E621": mark("There is no remark «{remark}» here. List the remarks to see what they are called."),
    "E622": mark("Remark {number} is closed: the coordinator went on. Nothing was changed."),
    "E623": mark(
        "«{file}» was changed or taken away since it was read. Nothing of it was taken; put it back and "
        "choose it again."
    ),
    "E624": mark("The file «{file}» itself is not kept here: it was received by an earlier version."),
    "R900": mark("Remark {number}: {text}"),
    "W461": mark("Remark {number} is not answered yet: {text}"),
    "W460": mark("Two answers were received: {found}. Type the one that holds."),
}
