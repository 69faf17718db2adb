"""Revisions and their links as they were, rebuilt from the columns they are kept in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

from gcm_desktop.domain.records import Revision, canonical_revision
from gcm_desktop.store import answers


def revision_of(header: str, sets: Mapping[str, str], id_: str) -> Revision:
    """Rebuild a revision; its id shows whether it is itself."""
    record = json.loads(header)
    revision = Revision.of({**record, "sets": {}})
    values = {code: answers.answer(value) for code, value in sets.items()}
    read = Revision(
        revision.key,
        revision.parents,
        revision.catalogue,
        values,
        revision.kind,
        revision.reason,
        revision.made_by,
    )
    return known_as(read, id_) if digest_of(header, sets.items()) == id_ else read


def digest_of(header: str, sets: Iterable[tuple[str, str]]) -> str:
    """Give the digest of a revision as it stands in the file."""
    return hashlib.sha256(canonical_revision(header.encode(), sets)).hexdigest()


def known_as(revision: Revision, id_: str) -> Revision:
    """Let a revision be known by an id: the one it had before content was removed from it."""
    revision.__dict__["id"] = id_
    return revision


def linked(rows: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Give the parents by revision."""
    found: dict[str, set[str]] = {}
    for revision, parent in rows:
        found.setdefault(revision, set()).update({parent} if parent else ())
    return {revision: frozenset(parents) for revision, parents in found.items()}
