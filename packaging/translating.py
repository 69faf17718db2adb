"""Collects the texts of the program, brings the translations up to date and compiles them.

`python packaging/translating.py update` rewrites the template and every .po;
`python packaging/translating.py compile` writes the .mo files the program reads.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
WORDS = ROOT / "resources" / "i18n"
TEMPLATE = WORDS / "gcm.pot"
# Which arguments of which call are texts; ``translate`` stands in the compiled Designer forms.
KEYWORDS = {"say": (0,), "say_as": (1,), "count": (1, 2), "mark": (0,), "translate": (1,)}
CONTEXT = {"say_as": 0}
PLURALS = {
    "tk": "nplurals=1; plural=0;",  # the noun stays singular after a number
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 :"
    " n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
}
_HEADER = 'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Plural-Forms: {plurals}\\n"\n'
_HEADER += '"Content-Type: text/plain; charset=utf-8\\n"\n'
_CLOCKS = (
    '"POT-Creation-Date',
    '"PO-Revision-Date',
    '"Generated-By',
    '"Last-Translator',
    '"Language-Team',
    '"Project-Id',
    '"Report-Msgid',
)


def collected() -> Catalog:
    """Give every text of the program that is meant for people."""
    template = Catalog(project="gcm-desktop", version="1", fuzzy=False)
    template.header_comment = "# Texts of GCM Desktop, in the languages of its users."
    package = ROOT / "gcm_desktop"
    for path in sorted(package.rglob("*.py")):
        # Files without line numbers: moving a line must not change the template.
        place = [(f"gcm_desktop/{path.relative_to(package).as_posix()}", 0)]
        for text, context in texts_in(path.read_text(encoding="utf-8")):
            template.add(text, None, place, context=context)
    return template


def texts_in(source: str) -> Iterator[tuple[str | tuple[str, str], str | None]]:
    """Give every text of one module, also those said inside f-strings, in the order they stand."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        places = KEYWORDS.get(name, ())
        said = [_text(node.args[place]) for place in places if place < len(node.args)]
        if not places or len(said) < len(places) or not all(said):
            continue
        context = _text(node.args[CONTEXT[name]]) if name in CONTEXT else None
        yield (said[0] or "") if len(said) == 1 else (said[0] or "", said[1] or ""), context


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def written(catalog: Catalog) -> bytes:
    """Give the file of a catalogue without clocks, so that the same texts give the same bytes."""
    content = BytesIO()
    write_po(content, catalog, width=100, sort_output=True, include_lineno=False, ignore_obsolete=True)
    lines = content.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(_CLOCKS)).encode()


def read(path: Path) -> Catalog:
    """Read a .po or .pot file."""
    with path.open("rb") as file:
        return read_po(file)


def update() -> None:
    """Rewrite the template and bring every translation up to date, keeping what is translated."""
    WORDS.mkdir(parents=True, exist_ok=True)
    template = collected()
    TEMPLATE.write_bytes(written(template))
    for language, plurals in PLURALS.items():
        path = WORDS / language / "LC_MESSAGES" / "gcm.po"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_HEADER.format(language=language, plurals=plurals), encoding="utf-8")
        translation = read(path)
        translation.update(template, no_fuzzy_matching=True)
        path.write_bytes(written(translation))
        left = sum(1 for text in translation if text.id and not done(text.string))
        print(f"{language}: {len(translation)} texts, {left} left to translate")


def done(translated: str | tuple[str, ...] | list[str] | None) -> bool:
    """Say whether a translation is there in all its forms."""
    return bool(translated) and all(translated or ())


def compile_words(folder: Path = WORDS) -> None:
    """Write a fresh .mo beside every .po that is newer."""
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime > source.stat().st_mtime:
            continue
        content = BytesIO()
        write_mo(content, read(source))
        target.write_bytes(content.getvalue())


if __name__ == "__main__":
    if sys.argv[1:] == ["update"]:
        update()
    compile_words()
