"""Reads the reply to remarks: what stands in the answer column, and that something was changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from gcm_desktop.domain.merge import standing
from gcm_desktop.domain.records import Act, ActKind
from gcm_desktop.domain.remarks import answers_in, key_of, remarks_of
from gcm_desktop.exchange.answers import Answer, read_words
from gcm_desktop.exchange.finding import Form
from gcm_desktop.exchange.hidden import Manifest
from gcm_desktop.exchange.model import REPLY

ROW: Final = "Q."  # begins the code of a remark's row


def replies(manifest: Manifest, found: Iterable[Form], *, edited: bool, since_1904: bool) -> tuple[Act, ...]:
    """Give the act by which a workbook answers its remarks; none when nobody answered or changed anything.

    It names nobody and no day, so every computer that reads the workbook makes the same one.
    """
    subject = f"return:{manifest.key.id}"
    asked = {key_of(act, remark) for act in manifest.acts for remark in remarks_of(act)}
    if not asked:
        return ()
    known = answers_in(act for act in manifest.acts if act.subject == subject)
    given: dict[str, str] = {}
    for line in (line for form in found for line in form.lines if line.code.startswith(ROW)):
        key = line.code.removeprefix(ROW)
        text = read_words(line.cells.get(REPLY), Answer(), since_1904=since_1904)
        if key in asked and text and text != known.get(key):
            given[key] = text
    if not given and not edited:
        return ()
    parents = tuple(sorted(act.id for act in standing(manifest.acts, subject).acts))
    return (Act(subject, ActKind.ANSWERED, parents, None, facts=given),)
