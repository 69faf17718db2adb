"""Everything a national file holds, for another coordinator: ``.gcmx``, a zip of JSON lines with digests."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import uuid
import zipfile
import zlib
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from gcm_desktop.domain.cells import parse_cell
from gcm_desktop.domain.records import Act, Maker, Revision, canonical_json
from gcm_desktop.domain.sharing import SharedImport, SharedPurge, SharedReturn, left_of
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.errors import UserError

SUFFIX: Final = ".gcmx"
FORMAT: Final = 2  # 1 told nothing of what was removed for good
_SIGN: Final = "gcm-nation"
_MANIFEST: Final = "manifest.json"
_NAMES: Final = re.compile(
    r"(manifest|acts|links|purged)\.json|imports\.jsonl|returns/[0-9a-f-]{36}\.jsonl|catalogues/[0-9a-f]{64}\.json"
)
_DATE: Final = (1980, 1, 1, 0, 0, 0)
_PART: Final = 512 * 2**20  # no part may be larger than this, unpacked
_WHOLE: Final = 8 * 2**30
_RATIO: Final = 200  # of unpacked to packed: more is no file of ours


@dataclass(frozen=True)
class Contents:
    """What goes into a parcel; returns are asked for one after the other."""

    file: str  # id of the data file it comes from
    catalogue: str  # digest of the version it counts by
    number: str
    language: str
    catalogues: Mapping[str, bytes]
    imports: Iterable[SharedImport]
    acts: Iterable[Act]
    links: Mapping[str, frozenset[str]]
    returns: Iterable[SharedReturn]
    purged: tuple[SharedPurge, ...] = ()


def write_parcel(contents: Contents, out: Path) -> Generator[None, None, int]:
    """Write a parcel return by return, whole or not at all; gives how many revisions are in it. E501."""
    building = out.with_name(f".{out.name}.{uuid.uuid4().hex[:8]}.part")
    try:
        count = yield from _written(contents, building)
        with building.open("r+b") as file:
            os.fsync(file.fileno())
        building.replace(out)
    except OSError as error:
        raise UserError("E501", file=out.name, reason=error.strerror or str(error)) from error
    finally:
        with contextlib.suppress(OSError):
            building.unlink(missing_ok=True)
    return count


def _written(contents: Contents, out: Path) -> Generator[None, None, int]:
    digests: dict[str, str] = {}
    count = 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:

        def put(name: str, data: bytes) -> None:
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, data)
            digests[name] = hashlib.sha256(data).hexdigest()

        for digest, dump in sorted(contents.catalogues.items()):
            put(f"catalogues/{digest}.json", dump)
        put(
            "imports.jsonl", b"".join(canonical_json(_import_record(one)) + b"\n" for one in contents.imports)
        )
        put("acts.json", canonical_json(sorted((act.record() for act in contents.acts), key=canonical_json)))
        put("links.json", canonical_json({id_: sorted(above) for id_, above in contents.links.items()}))
        put("purged.json", canonical_json([_purge_record(one) for one in _in_order(contents.purged)]))
        less = {one.revision for one in contents.purged}
        for one in contents.returns:
            yield
            lines = [canonical_json(_key_record(one.key))]
            for revision in sorted(one.revisions, key=lambda each: each.id):
                record, sources = revision.record(), sorted(one.sources[revision.id])
                name = [revision.id] if revision.id in less else []  # no longer what its digest says
                lines.append(canonical_json([record, sources, *name]))
                count += 1
            put(f"returns/{one.key.id}.jsonl", b"\n".join(lines) + b"\n")
        head = {
            "sign": _SIGN, "format": FORMAT, "file": contents.file, "catalogue": contents.catalogue,
            "number": contents.number, "language": contents.language, "parts": dict(digests),
        }  # fmt: skip
        put(_MANIFEST, canonical_json(head))
    return count


class Parcel:
    """A parcel that arrived: looked over as a whole when it is opened, its returns read one by one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.name = path.name
        try:
            with path.open("rb") as file:
                self.digest = hashlib.file_digest(file, "sha256").hexdigest()
            self._archive = zipfile.ZipFile(path)
        except OSError as error:
            raise UserError("E401", file=path.name, reason=error.strerror or str(error)) from error
        except zipfile.BadZipFile as error:
            raise UserError("E640", file=path.name) from error
        try:
            self._enter()
        except BaseException:
            self._archive.close()
            raise

    def _enter(self) -> None:
        infos = self._archive.infolist()
        names = [info.filename for info in infos]
        fits = len(set(names)) == len(names) and all(map(_NAMES.fullmatch, names))
        sizes = all(i.file_size <= min(_PART, _RATIO * (i.compress_size + 1_000)) for i in infos)
        if not fits or not sizes or sum(info.file_size for info in infos) > _WHOLE or _MANIFEST not in names:
            raise UserError("E640", file=self.name)
        head = self._json(self._bytes(_MANIFEST))
        with self._reading():
            if head["sign"] != _SIGN:
                raise ValueError("not a parcel")
            if int(head["format"]) > FORMAT:
                raise UserError("E431", file=self.name, found=head["format"])
            self.file, self.catalogue = str(head["file"]), str(head["catalogue"])
            self.number, self.language = str(head["number"]), str(head["language"])
            self._digests: dict[str, str] = dict(head["parts"])
            if self._digests.keys() != set(names) - {_MANIFEST}:
                raise ValueError("parts")

    def close(self) -> None:
        """Let go of the file."""
        self._archive.close()

    @property
    def count(self) -> int:
        """Give how many returns it holds."""
        return sum(name.startswith("returns/") for name in self._digests)

    def catalogues(self) -> dict[str, bytes]:
        """Give the dumps of the catalogue versions it uses."""
        names = [name for name in self._digests if name.startswith("catalogues/")]
        return {name[11:-5]: self._part(name) for name in sorted(names)}

    def imports(self) -> tuple[SharedImport, ...]:
        """Give the files that arrived there."""
        with self._reading():
            return tuple(_import_of(json.loads(line)) for line in self._part("imports.jsonl").splitlines())

    def acts(self) -> tuple[Act, ...]:
        """Give what was said there."""
        with self._reading():
            return tuple(Act.of(record) for record in json.loads(self._part("acts.json")))

    def purged(self) -> tuple[SharedPurge, ...]:
        """Give what was removed for good there."""
        if "purged.json" not in self._digests:
            return ()
        with self._reading():
            return tuple(_purge_of(record) for record in json.loads(self._part("purged.json")))

    def links(self) -> dict[str, frozenset[str]]:
        """Give the parents of every revision heard of there."""
        with self._reading():
            told = json.loads(self._part("links.json"))
            return {str(id_): frozenset(str(one) for one in above if one) for id_, above in told.items()}

    def returns(self) -> Iterator[SharedReturn]:
        """Give the returns one after the other."""
        gone: dict[str, set[str]] = {}
        for one in self.purged():
            gone.setdefault(one.revision, set()).add(one.cell)
        for name in sorted(self._digests):
            if name.startswith("returns/"):
                with self._reading():
                    yield self._return(name, gone)

    def _return(self, name: str, gone: Mapping[str, set[str]]) -> SharedReturn:
        first, *lines = self._part(name).splitlines()
        record = json.loads(first)
        key = ReturnKey(record["office"], record["area"], record["period"], record["form"])
        revisions, sources = [], {}
        for line in lines:
            told, brought_by, *less = json.loads(line)
            revision = left_of(str(less[0]), told) if less else Revision.of(told)
            if revision.key != key:
                raise ValueError("a revision of another return")
            if bool(less) is not (revision.id in gone) or gone.get(revision.id, set()) & revision.sets.keys():
                raise ValueError("a revision that is not what it is called")
            revisions.append(revision)
            sources[revision.id] = frozenset(str(one) for one in brought_by)
        if name != f"returns/{key.id}.jsonl":
            raise ValueError("misplaced")
        return SharedReturn(key, tuple(revisions), sources)

    def _part(self, name: str) -> bytes:
        data = self._bytes(name)
        if hashlib.sha256(data).hexdigest() != self._digests.get(name):
            raise UserError("E640", file=self.name)
        return data

    def _bytes(self, name: str) -> bytes:
        try:
            with self._archive.open(name) as part:
                data = part.read(_PART + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            KeyError,
            NotImplementedError,
            RuntimeError,
        ):
            raise UserError("E640", file=self.name) from None
        if len(data) > _PART:
            raise UserError("E640", file=self.name)
        return data

    def _json(self, data: bytes) -> Any:
        with self._reading():
            return json.loads(data)

    def _reading(self) -> _Reading:
        return _Reading(self.name)


class _Reading:
    """Turns whatever a damaged part makes of itself into one sentence."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        """Say that the file is no parcel."""
        if isinstance(error, (KeyError, TypeError, ValueError, AttributeError, RecursionError, IndexError)):
            raise UserError("E640", file=self._name) from error


def _key_record(key: ReturnKey) -> dict[str, str]:
    return {"office": key.office, "area": key.area, "period": key.period, "form": key.form}


def _in_order(purged: Iterable[SharedPurge]) -> list[SharedPurge]:
    return sorted(purged, key=lambda one: (one.revision, one.cell))


def _purge_record(one: SharedPurge) -> dict[str, Any]:
    maker = one.maker.record() if one.maker else None
    return {
        "revision": one.revision, "cell": one.cell, "maker": maker, "reason": one.reason, "at": one.at,
    }  # fmt: skip


def _purge_of(record: dict[str, Any]) -> SharedPurge:
    id_, cell, reason = (str(record[part]) for part in ("revision", "cell", "reason"))
    parse_cell(cell)
    return SharedPurge(id_, cell, Maker.of(record["maker"]), reason, int(record["at"]))


def _import_record(one: SharedImport) -> dict[str, Any]:
    return {
        "id": one.id, "name": one.name, "language": one.language, "at": one.at, "issues": one.issues,
        "places": one.places, "maker": one.maker.record() if one.maker else None,
    }  # fmt: skip


def _import_of(record: dict[str, Any]) -> SharedImport:
    issues, places = str(record["issues"]), str(record["places"])
    if not isinstance(json.loads(issues), list) or not isinstance(json.loads(places), dict):
        raise ValueError("import")
    id_, name, language = (str(record[part]) for part in ("id", "name", "language"))
    return SharedImport(id_, name, language, Maker.of(record["maker"]), int(record["at"]), issues, places)
