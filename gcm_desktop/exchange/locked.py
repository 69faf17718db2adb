"""Opens workbooks protected with a password, in memory; the password is never kept."""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final

from gcm_desktop.errors import UserError
from gcm_desktop.exchange.gate import MAX_FILE, MAX_PART, Package, enter
from gcm_desktop.exchange.markup import Budget, local, look_over

MANIFEST: Final = "META-INF/manifest.xml"
_CONTENT: Final = "content.xml"
_MOST_ROUNDS: Final = 500_000  # a hostile file may ask for years of key stretching
_CHECKED: Final = 1024  # bytes a checksum of OpenDocument is made over
_LONGEST_HEAD: Final = 64 * 1024


def unlocked(data: bytes, password: str) -> bytes:
    """Decrypt a workbook that Excel locked; raises E412 without and E435 with a wrong password."""
    from msoffcrypto.exceptions import InvalidKeyError
    from msoffcrypto.format.ooxml import OOXMLFile

    if not password:
        raise UserError("E412")
    try:
        _check_head(data)
        file = OOXMLFile(io.BytesIO(data))
    except UserError:
        raise
    except Exception as error:  # whatever a broken container may raise
        raise UserError("E404", part="", reason=type(error).__name__) from None
    try:
        file.load_key(password=password, verify_password=True)
    except InvalidKeyError:
        raise UserError("E435") from None
    except Exception as error:
        raise UserError("E404", part="", reason=type(error).__name__) from None
    out = io.BytesIO()
    try:
        file.decrypt(out, verify_integrity=file.type == "agile")
    except Exception as error:  # the key was right, so the contents are not
        raise UserError("E404", part="", reason=type(error).__name__) from None
    if len(out.getbuffer()) > MAX_FILE:
        raise UserError("E413", found=len(out.getbuffer()), limit=MAX_FILE)
    return out.getvalue()


def _check_head(data: bytes) -> None:
    """Look over the description of the encryption before anything else parses it."""
    import olefile

    with olefile.OleFileIO(io.BytesIO(data)) as container:
        if not container.exists("EncryptionInfo") or not container.exists("EncryptedPackage"):
            raise UserError("E436")
        if container.get_size("EncryptionInfo") > _LONGEST_HEAD:
            raise UserError("E416", found="text", part="EncryptionInfo")
        head = container.openstream("EncryptionInfo").read()
    if head[:4] != b"\x04\x00\x04\x00":  # not the agile kind, which is described in XML
        if head[2:4] != b"\x02\x00":
            raise UserError("E436")
        return

    def start(_name: str, attrs: dict[str, str]) -> None:
        rounds = attrs.get("spinCount", "0")
        if not rounds.isascii() or not rounds.isdigit() or int(rounds) > _MOST_ROUNDS:
            raise UserError("E436")

    look_over(head[8:], "EncryptionInfo", Budget(), start)


@dataclass(slots=True)
class _Locked:
    """How one part of an OpenDocument package was encrypted."""

    checksum: str = ""
    checksum_type: str = ""
    algorithm: str = ""
    vector: str = ""
    derivation: str = ""
    rounds: str = "0"
    salt: str = ""
    start: str = ""


def unlocked_document(package: Package, password: str) -> Package:
    """Give an OpenDocument package that can be read; raises E412, E435 or E436 where it stays locked."""
    about = _locked_content(package)
    if about is None:
        return package
    if not password:
        raise UserError("E412")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as plain:
        plain.writestr("mimetype", package.read("mimetype"))
        plain.writestr(_CONTENT, _decrypted(package.read(_CONTENT), about, password))
    return enter(out.getvalue())


def _locked_content(package: Package) -> _Locked | None:
    """Find how the contents were encrypted; nothing when they are plain."""
    if not package.has(MANIFEST):
        return None
    path = ""
    found: dict[str, _Locked] = {}

    def start(name: str, attrs: dict[str, str]) -> None:
        nonlocal path
        own = {local(key): value for key, value in attrs.items()}
        if name == "file-entry":
            path = own.get("full-path", "")
        elif name == "encryption-data":
            found[path] = _Locked(own.get("checksum", ""), own.get("checksum-type", ""))
        elif path in found:
            about = found[path]
            if name == "algorithm":
                about.algorithm, about.vector = (
                    own.get("algorithm-name", ""),
                    own.get("initialisation-vector", ""),
                )
            elif name == "key-derivation":
                about.derivation, about.salt = own.get("key-derivation-name", ""), own.get("salt", "")
                about.rounds = own.get("iteration-count", "0")
            elif name == "start-key-generation":
                about.start = own.get("start-key-generation-name", "")

    look_over(package.read(MANIFEST), MANIFEST, Budget(), start)
    if found and _CONTENT not in found:
        raise UserError("E436")  # the later way, where one encrypted part holds the whole document
    return found.get(_CONTENT)


def _decrypted(data: bytes, about: _Locked, password: str) -> bytes:
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    known = about.algorithm.endswith("#aes256-cbc") and about.derivation.endswith("PBKDF2")
    rounds = int(about.rounds) if about.rounds.isascii() and about.rounds.isdigit() else 0
    if not known or not about.start.endswith("#sha256") or not 0 < rounds <= _MOST_ROUNDS:
        raise UserError("E436")
    try:
        salt, vector, checksum = (
            base64.b64decode(text, validate=True) for text in (about.salt, about.vector, about.checksum)
        )
        begun = hashlib.sha256(password.encode()).digest()
        key = hashlib.pbkdf2_hmac("sha1", begun, salt, rounds, 32)
        cipher = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
        padded = cipher.update(data) + cipher.finalize()
    except (binascii.Error, ValueError):
        raise UserError("E404", part=_CONTENT) from None
    packed = padded[: -padded[-1]] if padded and 1 <= padded[-1] <= 16 else padded
    if about.checksum_type.endswith("#sha256-1k") and hashlib.sha256(packed[:_CHECKED]).digest() != checksum:
        raise UserError("E435")
    return _inflated(packed)


def _inflated(packed: bytes) -> bytes:
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        data = inflate.decompress(packed, MAX_PART)
    except zlib.error:
        raise UserError("E435") from None
    if inflate.unconsumed_tail:
        raise UserError("E413", found=MAX_PART, limit=MAX_PART)
    return data
