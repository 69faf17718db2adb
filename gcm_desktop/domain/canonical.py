"""The written forms that digests are computed over: canonical JSON, and the short form of one answer."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from json.encoder import encode_basestring as quoted
from typing import Any, Final

from gcm_desktop.domain.values import Value, plain

_PLAIN: Final = ({"s"}, {"s", "v"})


def canonical_json(thing: Any) -> bytes:
    """Give sorted, compact UTF-8 JSON; numbers must already be texts."""
    return json.dumps(thing, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def digest(thing: Any) -> str:
    """Give the SHA-256 of the canonical JSON, 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(thing)).hexdigest()


def brief(value: Value) -> str:
    """Give the short form of an answer: state letter and text, or canonical JSON for anything more."""
    if value.text.isascii() and value.is_plain:
        return value.state._value_ + value.text
    record = value.record()
    if record.keys() in _PLAIN:
        return record["s"] + record.get("v", "")
    return canonical_json(record).decode()


@lru_cache(maxsize=65536)
def of_brief(text: str) -> Value:
    """Read the short form; equal plain answers are one object."""
    if text[0] == "{":
        return Value.of(json.loads(text))
    return plain(text[0], text[1:])


@lru_cache(maxsize=65536)
def canonical_of_brief(text: str) -> str:
    """Give the canonical JSON of an answer from its short form."""
    if text[0] == "{":
        return text
    return f'{{"s":"{text[0]}","v":{quoted(text[1:])}}}' if text[1:] else f'{{"s":"{text[0]}"}}'
