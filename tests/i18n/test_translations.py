"""The three languages are equal: nothing may be missing, stale or misspelt in any of them."""

import re
from string import Formatter

import pytest
import translating

from gcm_desktop.i18n import Words

TRANSLATED = ("tk", "ru")
TURKMEN = set("abçdeäfghijžklmnňoöprsştuüwyýz")
# Names and codes that keep their own spelling inside a Turkmen sentence.
NAMES = re.compile(
    r"\{\w*\}|\$\w+|\b(?:Excel|LibreOffice|Calc|CSV|PNG|JPEG|TIFF|SDMX|XLSX|PDF|USB|GCM|UTF-8|SQLite|Qt|Ctrl|Alt|Shift|Esc|Enter"
    r"|Tab|Home|End|Delete|Backspace|F\d+|Word|Numbers|Export|Windows|Linux|Microsoft|Compact|Global|Migration|Desktop|ISO|HTML"
    r"|[IVX]+|\d{4}-Q\d|OpenDocument|E\d+|W\d+|R\d+|N/D|A4|OK|Roboto|Liberation|Serif|Lucide|PySide\d?|Python|Ctrl\+\w+)\b"
    r"|[\w./-]*\.(?:gcm|gcmcat|xlsx|xlsb|ods|docx|pdf|csv|json)\b|--\w[\w-]*|\b[A-Z]{2}-[A-Z]\b"
)


@pytest.fixture(scope="module")
def collected():
    return translating.collected()


@pytest.fixture(scope="module", params=TRANSLATED)
def translation(request):
    return translating.read(translating.WORDS / request.param / "LC_MESSAGES" / "gcm.po")


def _key(text):
    return text.context, text.id


def _forms(text):
    return [text.string] if isinstance(text.string, str) else list(text.string or ())


def _facts(sentence):
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_template_holds_exactly_the_texts_of_the_program(collected):
    template = translating.read(translating.TEMPLATE)

    assert {_key(text) for text in template if text.id} == {_key(text) for text in collected if text.id}


def test_every_text_is_translated(translation, collected):
    there = {_key(text): text for text in translation if text.id}

    missing = [
        text.id
        for text in collected
        if text.id and (_key(text) not in there or not translating.done(there[_key(text)].string))
    ]
    assert not missing, f"{len(missing)} texts left to translate into {translation.locale}"
    assert not [text.id for text in translation if text.id and text.fuzzy]


def test_facts_are_the_same_in_every_language(translation):
    for text in translation:
        if not text.id or not translating.done(text.string):
            continue
        one, many = (text.id, text.id) if isinstance(text.id, str) else text.id
        for form in _forms(text):
            assert _facts(form) in (_facts(one), _facts(many)), text.id


def test_every_text_takes_its_facts(translation, collected):
    for text in [*collected, *translation]:
        for form in [*(text.id if isinstance(text.id, tuple) else [text.id]), *_forms(text)]:
            assert all(not name or name.isidentifier() for name in _facts(form)), form
            assert "" not in _facts(form), f"a fact without a name: {form}"


def test_turkmen_uses_only_turkmen_letters():
    catalog = translating.read(translating.WORDS / "tk" / "LC_MESSAGES" / "gcm.po")
    for text in catalog:
        for form in _forms(text) if text.id else []:
            strange = {c for c in NAMES.sub("", form).lower() if c.isalpha() and c not in TURKMEN}
            assert not strange, f"{strange} in {form!r}"


def test_russian_uses_only_cyrillic_letters():
    catalog = translating.read(translating.WORDS / "ru" / "LC_MESSAGES" / "gcm.po")
    for text in catalog:
        for form in _forms(text) if text.id else []:
            mixed = re.findall(r"\b\w*(?:[а-яё][a-z]|[a-z][а-яё])\w*\b", NAMES.sub("", form), re.IGNORECASE)
            assert not mixed, f"mixed alphabets in {form!r}"


def test_compiled_and_uncompiled_translations_say_the_same(tmp_path):
    from gcm_desktop.i18n import _translations
    from gcm_desktop.locales import LOCALES

    folder = tmp_path / "ru" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source, compiled = folder / "gcm.po", folder / "gcm.mo"
    source.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Save"\nmsgstr "Сохранить"\n'
    )
    from_source = Words("ru", _translations(source, compiled), LOCALES["ru"]).say("Save")
    translating.compile_words(tmp_path)

    assert compiled.exists()
    assert (
        Words("ru", _translations(source, compiled), LOCALES["ru"]).say("Save") == from_source == "Сохранить"
    )
