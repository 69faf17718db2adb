"""The sentences about removing content for good, in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gcm_desktop.i18n import mark

PURGE: Final[Mapping[str, str]] = {
    "E660": mark("Nothing here is called «{found}». Look at the list of what set the cell."),
    "E661": mark("The content of «{found}» was removed already; nothing was changed."),
    "E662": mark("Nothing was removed. Type {expected} to confirm."),
    "E663": mark(
        "«{file}» removes content for good that is here: {count}. Nothing was changed. Look at what it would "
        "do first, then confirm the removal."
    ),
}
