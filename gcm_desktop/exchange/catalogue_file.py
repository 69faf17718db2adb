"""A version of the catalogue as one small file that travels to the offices: ``.gcmcat``."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from pathlib import Path
from typing import Final

from gcm_desktop.catalogue.loading import sealed
from gcm_desktop.catalogue.reading import catalogue_of
from gcm_desktop.catalogue.writing import record_of
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.records import canonical_json
from gcm_desktop.errors import UserError
from gcm_desktop.exchange.writing import replace_file

SUFFIX: Final = ".gcmcat"
FORMAT: Final = 1
_MEMBER: Final = "catalogue.json"
_DATE: Final = (1980, 1, 1, 0, 0, 0)
_MAX: Final = 40 * 1024 * 1024


def write_packed(catalogue: Catalogue, path: Path) -> None:
    """Write a version, whole or not at all; equal versions give equal bytes. E501 where it cannot be."""
    data = packed(catalogue)
    if unpacked(data, path.name) != catalogue:
        raise AssertionError("the catalogue does not read as it was packed")
    replace_file(path, data)


def packed(catalogue: Catalogue) -> bytes:
    """Give the bytes of the file: a zip with one JSON part that names its own digest."""
    content = {"format": FORMAT, "digest": catalogue.digest, "catalogue": record_of(catalogue)}
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        entry = zipfile.ZipInfo(_MEMBER, _DATE)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr, entry.create_system = 0o600 << 16, 3
        archive.writestr(entry, canonical_json(content))
    return raw.getvalue()


def unpacked(data: bytes, name: str) -> Catalogue:
    """Read the bytes of such a file; E441 when it is something else or damaged, E431 when it is newer."""
    try:
        content = json.loads(_member(data))
        newer = int(content["format"]) > FORMAT
        catalogue = None if newer else sealed(catalogue_of(content["catalogue"]))
        stated = content["digest"]
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise UserError("E441", file=name) from error
    if catalogue is None:
        raise UserError("E431", file=name, found=content["format"])
    if catalogue.digest != stated:
        raise UserError("E441", file=name)
    return catalogue


def load_packed(path: Path) -> Catalogue:
    """Read a file; E401 when it cannot be opened, E441 when it is no catalogue."""
    try:
        with path.open("rb") as file:
            data = file.read(_MAX)
    except OSError as error:
        raise UserError("E401", file=path.name, reason=error.strerror or str(error)) from error
    return unpacked(data, path.name)


def _member(data: bytes) -> bytes:
    """Unpack the one part; raises ValueError for anything unexpected."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if [info.filename for info in infos] != [_MEMBER] or infos[0].file_size > _MAX:
                raise ValueError("not one part")
            return archive.read(infos[0])
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise ValueError("damaged") from error


def is_packed(path: Path) -> bool:
    """Say whether a name is that of a packed catalogue."""
    return path.suffix.lower() == SUFFIX
