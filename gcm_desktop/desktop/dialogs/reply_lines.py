"""How a reply reads: each remark with its answer, beside what the workbook changes in its cells."""

from __future__ import annotations

from gcm_desktop.app import display
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.receiving import Planned
from gcm_desktop.app.remarking import Reply, replies
from gcm_desktop.desktop.dialogs.remarks import STATES
from gcm_desktop.desktop.dialogs.rows import Line
from gcm_desktop.domain.merge import Current
from gcm_desktop.i18n import Words


def reply_lines(words: Words, desk: Desk, planned: Planned) -> tuple[Line, ...]:
    """Give a line for each remark a workbook answers or leaves open; none for any other workbook."""
    return tuple(_line(words, desk, planned, reply) for reply in replies(desk, planned))


def _line(words: Words, desk: Desk, planned: Planned, reply: Reply) -> Line:
    say, remark = words.say, reply.asked.remark
    word, sign = STATES[reply.asked.state]
    said = say("Remark {number}: {text}", number=remark.number, text=remark.text.of(words.code))
    texts = [display.shown_cell(words, desk.catalogue, remark.cell), said]
    if reply.asked.answer:
        texts.append(say("Answer: {text}", text=reply.asked.answer))
    old, new = "", ""
    if reply.change is not None:
        old, new = _value(words, desk, reply, reply.change.old), _value(words, desk, reply, reply.change.new)
    sheet, ref = planned.read.places.get(remark.cell, ("", "")) if planned.read else ("", "")
    place = f"{sheet} · {ref}" if sheet else ""
    return Line((words.say(word), "\n".join(texts), old, new, place), reply, sign)


def _value(words: Words, desk: Desk, reply: Reply, now: Current) -> str:
    cell = reply.asked.remark.cell
    shown = [display.shown(words, desk.catalogue, cell, one.value) or "—" for one in now.candidates]
    return " ⇄ ".join(shown) or "—"
