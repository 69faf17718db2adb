"""A workbook with a password is read with it, and refused in words without it or when tampered with."""

from __future__ import annotations

import io

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from gcm_desktop.app.unlocking import Unlocking
from gcm_desktop.errors import UserError
from gcm_desktop.exchange import Reader
from gcm_desktop.exchange.reading import read_bytes

PASSWORD = "Ýaňy 2026 пароль"


@pytest.fixture(scope="module")
def locked(sent):
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(sent)).encrypt(PASSWORD, out)
    return out.getvalue()


@pytest.fixture(scope="module")
def opens(catalogue):
    return lambda data, password="": read_bytes(data, "return.xlsx", {catalogue.digest: catalogue}, password)


def refusal(opens, data, password=""):
    with pytest.raises(UserError) as refused:
        opens(data, password)
    return refused.value


def test_the_password_opens_it_and_every_value_is_there(locked, opens, sent):
    read = opens(locked, PASSWORD)
    assert read.edited == ()
    assert read.answers == opens(sent).answers


def test_no_password_a_wrong_one_and_damage_are_told_apart(locked, opens):
    assert refusal(opens, locked).code == "E412"
    assert refusal(opens, locked, "2026").code == "E435"
    for at in (len(locked) // 2, len(locked) - 3000):
        changed = locked[:at] + bytes([locked[at] ^ 1]) + locked[at + 1 :]
        assert refusal(opens, changed, PASSWORD).code in ("E404", "E435")
    assert refusal(opens, locked[: len(locked) // 3], PASSWORD).code in ("E404", "E436")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b'spinCount="100000"', b'spinCount="999999"', "E436"),
        (b"<encryption ", b"<!DOCTYPE a>", "E415"),
        (b"<encryption ", b"<encr\xff\xff\xff\xff\xff\xff ", "E404"),
    ],
)
def test_a_hostile_description_of_the_encryption_is_refused_before_it_is_used(locked, opens, old, new, code):
    assert old in locked
    changed = locked.replace(old, new, 1)
    assert len(changed) == len(locked)
    assert refusal(opens, changed, PASSWORD).code == code


def test_the_child_reads_it_too_and_asks_until_the_person_gives_up(locked, tmp_path):
    path = tmp_path / "return.xlsx"
    path.write_bytes(locked)
    answers = iter(["wrong", PASSWORD])
    asked = []

    def ask(name, wrong):
        asked.append((name, wrong))
        return next(answers, None)

    with Reader() as reader:
        assert Unlocking(ask=ask).read(reader, path).edited == ()
        assert asked == [("return.xlsx", False), ("return.xlsx", True)]
        assert Unlocking(PASSWORD).read(reader, path).edited == ()
        with pytest.raises(UserError) as refused:
            Unlocking(ask=lambda _name, _wrong: None).read(reader, path)
        assert refused.value.code == "E412"
