"""A return on its last page: written as codes, and read back from pictures of the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from gcm_desktop.app import sending
from gcm_desktop.app.data_arriving import DataPlan, rehearsed
from gcm_desktop.app.desk import Desk
from gcm_desktop.domain.paper_code import PaperReturn, decode, encode, join, on_paper, split, texts_digest
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.questions import cells_of
from gcm_desktop.domain.records import Revision
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.errors import Issue, Severity, UserError, Where

if TYPE_CHECKING:
    from gcm_desktop.domain.catalogue import Catalogue


def pieces(desk: Desk, key: ReturnKey, room: int) -> tuple[tuple[bytes, ...], int]:
    """Give what each code of a return holds, ``room`` bytes at most, and how many answers are in them."""
    values = desk.values_today(key)
    content = PaperReturn(
        key,
        desk.catalogue.digest,
        desk.file.heads(key),
        sending.check_code(desk, key),
        texts_digest(values),
        on_paper(values),
    )
    return split(encode(content, _order(desk.catalogue, key)), room), len(content.values)


def _order(catalogue: Catalogue, key: ReturnKey) -> Sequence[str]:
    """Give the cells of a return in the order of the catalogue, the same on every computer."""
    from gcm_desktop.catalogue import asked

    indicators = asked(catalogue, key.unit, parse_period(key.period))
    return [cell for indicator in indicators for cell in cells_of(indicator, catalogue.codelists)]


def scan(paths: Iterable[Path]) -> bytes:
    """Find the codes on pictures of a page and join them; touches no data file, so any thread may do it.

    Raises UserError E701–E705 in words about the pages.
    """
    from gcm_desktop.exchange.page_codes import codes_on

    return join([code for path in paths for code in codes_on(path)])


def read_codes(desk: Desk, data: bytes) -> PaperReturn:
    """Read the return that the joined codes hold; raises UserError E700, or E706 for an unknown catalogue."""

    def order(key: ReturnKey, digest: str) -> Sequence[str]:
        versions = desk.file.held_versions()
        if digest == desk.catalogue.digest:
            return _order(desk.catalogue, key)
        if digest not in versions:
            raise UserError("E706")
        from gcm_desktop.catalogue import parse

        return _order(parse(versions[digest]), key)

    return decode(data, order)


def plan(desk: Desk, paths: Sequence[Path], data: bytes) -> tuple[DataPlan, PaperReturn]:
    """Rehearse what the codes of a page would change; writes nothing.

    What the codes cannot hold, the narratives, is named when it differs from what is here.
    """
    from gcm_desktop.store import Arrival

    read, digest = read_codes(desk, data), sha256(data).hexdigest()
    name = ", ".join(path.name for path in paths)
    desk.own_unit(read.key.unit)
    revision = Revision(read.key, read.heads, read.catalogue, dict(sorted(read.values.items())))
    issues: list[Issue] = []
    here = desk.values_today(read.key)
    if read.texts != texts_digest(here):
        issues.append(Issue("W700", Severity.INFO, Where(name)))
    links = {revision.id: frozenset(revision.parents)}
    arrival = Arrival(digest, name, "", (revision,) if read.values else (), links, issues=tuple(issues))
    if on_paper(here) == dict(read.values):
        arrival = Arrival(digest, name, "", (), issues=tuple(issues))
    return rehearsed(desk, arrival, paths[0], len(read.values)), read
