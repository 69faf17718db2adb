"""Puts a finished document in its place: whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from gcm_desktop.errors import UserError


def put(document: bytes, path: Path) -> None:
    """Write beside the target and change the name, so that a reader never sees half a document."""
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            file.write(document)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        code = "E502" if isinstance(error, PermissionError) and path.exists() else "E501"
        raise UserError(code, file=str(path), reason=error.strerror or str(error)) from error
