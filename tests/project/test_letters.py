"""Every letter the program can show or print is in the fonts it brings along."""

import json
from pathlib import Path

import pytest
import translating
from reportlab.pdfbase.ttfonts import TTFontFile

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "resources" / "fonts"
ALPHABETS = (
    "ABÇDEÄFGHIJŽKLMNŇOÖPRSŞTUÜWYÝZabçdeäfghijžklmnňoöprsştuüwyýzCQVXcqvx"
    "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя0123456789"
    "№«»“”‘’–—…°²³≥≤≠±×÷€−\u00a0\u202f.,:;!?%()[]/+-=<>*&'\""
)


def glyphs(name):
    return set(TTFontFile(str(FONTS / name)).charToGlyph)


def strings(data):
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from strings(value)


def spoken():
    for language in ("tk", "ru"):
        for text in translating.read(translating.WORDS / language / "LC_MESSAGES" / "gcm.po"):
            for form in (text.id, text.string):
                yield from [form] if isinstance(form, str) else form or ()
    for path in sorted((ROOT / "resources").rglob("*.json")):
        yield from strings(json.loads(path.read_text(encoding="utf-8")))
    for path in sorted((ROOT / "resources" / "help").rglob("*.md")):
        yield path.read_text(encoding="utf-8")


@pytest.mark.parametrize("font", sorted(path.name for path in FONTS.glob("*.ttf")))
def test_font_has_the_alphabets_and_signs_of_three_languages(font):
    there = glyphs(font)

    assert not {letter for letter in ALPHABETS if ord(letter) not in there}


@pytest.mark.parametrize("font", sorted(path.name for path in FONTS.glob("LiberationSerif-*.ttf")))
def test_every_letter_of_every_text_can_be_printed(font):
    there = glyphs(font)
    missing = {
        letter: text[:60]
        for text in spoken()
        for letter in text
        if letter >= " " and ord(letter) not in there
    }

    assert not missing
