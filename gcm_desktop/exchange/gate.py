"""The gate: lets a plain workbook through and refuses everything else in words, before anything reads it."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from gcm_desktop.errors import UserError
from gcm_desktop.exchange.markup import Budget, look_over

MAX_FILE: Final = 20 * 1024 * 1024
MAX_PART: Final = 40 * 1024 * 1024
MAX_UNPACKED: Final = 60 * 1024 * 1024
MAX_MEMBERS: Final = 200
CONTENT_TYPES: Final = "[Content_Types].xml"
_WORKBOOK_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_ZIP: Final = b"PK\x03\x04"
_END_OF_ZIP: Final = b"PK\x05\x06"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_ODS: Final = "application/vnd.oasis.opendocument.spreadsheet"
_ENCRYPTED: Final = ("EncryptedPackage", "EncryptionInfo")
# What a file that is no zip begins with, and how to name it.
_KINDS: Final = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"\x1f\x8b", "gzip"),
    (b"SQLite format 3", "SQLite"),
    (b"{\\rtf", "RTF"),
    (b"MZ", "EXE"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "LNK"),
)


class Kind(StrEnum):
    """The kinds of workbook that are read."""

    XLSX = "xlsx"
    XLSM = "xlsm"  # with macros, which nobody looks at
    ODS = "ods"


@dataclass(frozen=True)
class Package:
    """The parts of a workbook that passed the outer checks; each is unpacked once, when asked for."""

    archive: zipfile.ZipFile
    names: Mapping[str, zipfile.ZipInfo]  # by lower-case name
    tail: int  # bytes after the end of the zip
    kind: Kind = Kind.XLSX

    def has(self, name: str) -> bool:
        """Say whether a part exists, whatever the case of its name."""
        return name.lower() in self.names

    def read(self, name: str) -> bytes:
        """Unpack one part; raises E404 when it is damaged or missing."""
        info = self.names.get(name.lower())
        if info is None:
            raise UserError("E404", part=name)
        try:
            with self.archive.open(info) as member:
                data = member.read(info.file_size + 1)  # a part that states less than it holds is cut off
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
            raise UserError("E404", part=info.filename) from None
        if len(data) > info.file_size:
            raise UserError("E404", part=info.filename)
        return data


def enter(data: bytes, name: str = "") -> Package:
    """Check everything that can be checked before a part is parsed; raises UserError E402–E434."""
    if not data:
        raise UserError("E402")
    if len(data) > MAX_FILE:
        raise UserError("E413", found=len(data), limit=MAX_FILE)
    if not data.startswith(_ZIP):
        raise _not_a_zip(data, name)
    archive = _opened(data)
    infos = archive.infolist()
    _check_members(infos, data)
    package = Package(archive, {info.filename.lower(): info for info in infos}, _tail(archive, data))
    return replace(package, kind=_kind(package))


def _not_a_zip(data: bytes, name: str) -> UserError:
    if name.startswith("~$") or (len(data) == 165 and 0 < data[0] <= 54):
        return UserError("E411")
    if data.startswith(_OLE):
        return UserError("E412") if is_protected(data) else UserError("E405")
    for magic, kind in _KINDS:
        if data.startswith(magic):
            return UserError("E410", kind=kind)
    if _ZIP in data[:4096]:
        return UserError("E414", found="leading")
    if b"Excel.Sheet" in data[:2048] and data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return UserError("E405")
    if data.startswith(_UTF16) or b"\0" not in data[:4096]:
        return UserError("E434") if _is_page(data) else UserError("E409")
    return UserError("E410", kind="")


def _is_page(data: bytes) -> bool:
    """Say whether a text is a web page, as some programs write them under the name of a workbook."""
    head = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").lower()
    return head.startswith((b"<html", b"<!doctype html", b"<table", b"<meta")) or b"<html" in head


def is_protected(data: bytes) -> bool:
    """Say whether these are the bytes of a workbook that Excel has locked with a password."""
    return data.startswith(_OLE) and any(name.encode("utf-16-le") in data for name in _ENCRYPTED)


def _opened(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, OverflowError, EOFError):
        raise UserError("E404" if _END_OF_ZIP in data else "E403", part="") from None
    except Exception as error:
        # struct.error, UnicodeDecodeError and whatever a broken directory may raise
        raise UserError("E404", part="", reason=type(error).__name__) from None


def _check_members(infos: list[zipfile.ZipInfo], data: bytes) -> None:
    if len(infos) > MAX_MEMBERS:
        raise UserError("E414", found="members")
    seen: set[str] = set()
    total = 0
    for info in infos:
        name = info.filename.replace("\\", "/")
        if name.startswith("/") or ":" in name or ".." in name.split("/"):
            raise UserError("E414", found="path")
        if name.lower() in seen:
            raise UserError("E414", found="twice")
        seen.add(name.lower())
        if info.flag_bits & 1:
            raise UserError("E436")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UserError("E414", found="compression")
        total += info.file_size
        if info.file_size > MAX_PART or total > MAX_UNPACKED:
            raise UserError("E413", found=max(total, info.file_size), limit=MAX_UNPACKED)
    _check_overlap(infos, len(data))


def _check_overlap(infos: list[zipfile.ZipInfo], length: int) -> None:
    ordered = sorted(infos, key=lambda info: info.header_offset)
    ends = [info.header_offset for info in ordered[1:]] + [length]
    for info, end in zip(ordered, ends, strict=True):
        if info.header_offset < 0 or info.header_offset + 30 + info.compress_size > end:
            raise UserError("E414", found="overlap")


def _tail(archive: zipfile.ZipFile, data: bytes) -> int:
    end = data.rfind(_END_OF_ZIP)
    return max(0, len(data) - (end + 22 + len(archive.comment)))


def _kind(package: Package) -> Kind:
    """Tell the kind of workbook; raises E407, E410, E412 or E433 for what is none that is read."""
    if package.has("mimetype"):
        return _open_document(package)
    if not package.has(CONTENT_TYPES):
        if any(part.endswith(".iwa") or part == "index.zip" for part in package.names):
            raise UserError("E433")
        raise UserError("E410", kind="ZIP")
    types: list[str] = []

    def start(name: str, attrs: dict[str, str]) -> None:
        types.append(attrs.get("ContentType", ""))

    look_over(package.read(CONTENT_TYPES), CONTENT_TYPES, Budget(), start)
    if any("sheet.binary" in type_ for type_ in types):
        raise UserError("E407")
    if any("macroEnabled" in type_ or "vbaProject" in type_ for type_ in types) or any(
        part.endswith("vbaproject.bin") or "macrosheets/" in part for part in package.names
    ):
        return Kind.XLSM
    if _WORKBOOK_TYPE not in types:
        kind = "Word" if any("wordprocessingml" in type_ for type_ in types) else "ZIP"
        kind = "PowerPoint" if any("presentationml" in type_ for type_ in types) else kind
        raise UserError("E410", kind=kind)
    return Kind.XLSX


def _open_document(package: Package) -> Kind:
    kind = package.read("mimetype")[:80].decode("ascii", "replace").strip()
    if kind.removesuffix("-template") != _ODS:
        raise UserError("E410", kind=kind.rpartition(".")[2])
    return Kind.ODS


def look_over_rest(package: Package, read: set[str], budget: Budget) -> None:
    """Walk once through every part of XML that no reader has walked through."""
    for name, info in package.names.items():
        if name.endswith((".xml", ".rels", ".vml")) and name not in read and name != CONTENT_TYPES.lower():
            look_over(package.read(name), info.filename, budget)
