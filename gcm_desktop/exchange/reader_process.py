"""The reader's own process: no window in it, bounded memory; whatever happens here costs one file."""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from gcm_desktop.errors import UserError
from gcm_desktop.exchange.framing import packed_of, receive, record_of, send

if TYPE_CHECKING:
    from gcm_desktop.domain.catalogue import Catalogue

MEMORY: Final = 768 * 1024 * 1024


def main() -> int:
    """Answer questions on standard input until it closes."""
    _bound_memory()
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a stray print must not break the frames
    serve(questions, answers)
    return 0


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:  # not on Windows; there the gate's limits alone hold
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def serve(questions: IO[bytes], answers: IO[bytes]) -> None:
    """Read one workbook for each question."""
    while (question := receive(questions)) is not None:
        send(answers, answer(question))


def answer(question: dict[str, Any]) -> dict[str, Any]:
    """Read the workbook a question names and give what was read, or why not."""
    from gcm_desktop.exchange.reading import load_file, read_bytes

    password = question.get("password", "")
    try:
        if question.get("tables"):
            from gcm_desktop.exchange.word_tables import word_tables

            return {"tables": word_tables(load_file(Path(question["path"])), question["name"], password)}
        known = _known(question.get("versions", {}))
        data = load_file(Path(question["path"]))
        if question.get("as") == "table":
            from gcm_desktop.exchange.foreign import sheets_record

            return sheets_record(data, question["name"], password)
        read = read_bytes(data, question["name"], known, password)
        return {"read": record_of(read), "packed": packed_of(read)}
    except UserError as error:
        return {"refused": error.code, "facts": error.facts}
    except MemoryError:
        return {"refused": "E429", "facts": {"file": question["name"]}}
    except Exception as error:
        # The officer is told that this one file could not be read; the trace goes to the log.
        logging.getLogger(__name__).exception("reading failed")
        return {"refused": "E432", "facts": {"file": question["name"], "reference": type(error).__name__}}


def _known(places: Mapping[str, str]) -> dict[str, Catalogue]:
    """Give the versions handed over by digest; the program's own when there are none."""
    from gcm_desktop.catalogue import load

    own = load()
    if not places:
        return {own.digest: own}
    return {digest: own if digest == own.digest else _version(place) for digest, place in places.items()}


@lru_cache(maxsize=32)
def _version(place: str) -> Catalogue:
    from gcm_desktop.catalogue import parse

    return parse(Path(place).read_bytes())


if __name__ == "__main__":
    sys.exit(main())
