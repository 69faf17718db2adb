"""The reader's own process: no window in it, bounded memory; whatever happens here costs one file."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import IO, Any, Final

from gcm_desktop.errors import UserError
from gcm_desktop.exchange.framing import receive, record_of, send

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
    from gcm_desktop.catalogue import load
    from gcm_desktop.exchange.reading import load_file, read_bytes

    try:
        catalogue = load()
        data = load_file(Path(question["path"]))
        read = read_bytes(data, question["name"], {catalogue.digest: catalogue})
        return {"read": record_of(read)}
    except UserError as error:
        return {"refused": error.code, "facts": error.facts}
    except MemoryError:
        return {"refused": "E429", "facts": {"file": question["name"]}}
    except Exception as error:
        # The officer is told that this one file could not be read; the trace goes to the log.
        logging.getLogger(__name__).exception("reading failed")
        return {"refused": "E432", "facts": {"file": question["name"], "reference": type(error).__name__}}


if __name__ == "__main__":
    sys.exit(main())
