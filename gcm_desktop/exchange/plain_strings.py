"""Reads plainly written shared strings by one pattern; any others go element by element, as sheets do."""

from __future__ import annotations

import re

from gcm_desktop.exchange.gate import Package
from gcm_desktop.exchange.grid import Strings
from gcm_desktop.exchange.markup import MAX_TEXT, Budget
from gcm_desktop.exchange.parts import Contents, shared_strings, strings_part, unescaped
from gcm_desktop.exchange.plain_rows import LARGEST, is_plain_xml, resolved

_STRING = r'<si><t(?: xml:space="preserve")?>([^<]*+)</t></si>'
_ONE = re.compile(_STRING)
_ALL = re.compile(rf"[^<]*+(?:<\?xml[^<]*+\?>\s*+)?<sst(?: [\w:]++=\"[^\"<]*+\")*+>(?>{_STRING})*+</sst>\s*+")


def read_strings(package: Package, contents: Contents, budget: Budget) -> tuple[list[str], str]:
    """Give the shared strings and the part they stand in, both empty where there is none."""
    part = strings_part(package, contents)
    if not part:
        return [], ""
    data = package.read(part)
    if (count := data.count(b"<si>")) > budget.strings:
        budget.spend("strings", count)  # refuses, and needs no parser to know
    strings = _plain_strings(data, budget)
    return Strings(shared_strings(data, part, budget) if strings is None else strings), part


def _plain_strings(data: bytes, budget: Budget) -> list[str] | None:
    if len(data) > LARGEST or b"\r" in data or not is_plain_xml(data):
        return None
    text = data.decode("utf-8-sig")
    if _ALL.fullmatch(text) is None:
        return None
    strings = [resolved(one) if "&" in one else one for one in _ONE.findall(text)]
    if len(strings) > budget.strings or max(map(len, strings), default=0) > 2 * MAX_TEXT:
        return None  # the pass by element refuses, and says why
    budget.spend("strings", len(strings))
    return [unescaped(one) if "_x" in one else one for one in strings]
