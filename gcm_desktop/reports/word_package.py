"""The fixed parts of a Word document: styles, lists, head and foot, what belongs to what."""

from __future__ import annotations

from typing import Final
from xml.sax.saxutils import escape

from gcm_desktop.reports.word_marks import field, paragraph, plain, run

#: The languages as Word names them.
LOCALES: Final = {"tk": "tk-TM", "ru": "ru-RU", "en": "en-GB"}
HEADER: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS: Final = {"styles": "styles", "settings": "settings", "numbering": "numbering"}
DASHES: Final = 1  # number of the list with dashes; numbered lists follow


def content_types() -> str:
    """Say of every part what it is."""
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in {
            **_PARTS, "document": "document.main", "header": "header", "footer": "footer",
        }.items()
    )  # fmt: skip
    return (
        f'{HEADER}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="png" ContentType="image/png"/>{parts}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def package_relations() -> str:
    """Say which part is the document."""
    return (
        f'{HEADER}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/></Relationships>'
    )


def document_relations(pictures: int) -> str:
    """Name what the document needs: styles, head and foot, pictures."""
    kinds = [*((name, name) for name in _PARTS), ("header", "header"), ("footer", "footer")]
    needed = [
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{name}.xml"/>' for name, kind in kinds
    ]
    needed += [
        f'<Relationship Id="picture{n}" Type="{_OFFICE}/image" Target="media/picture{n}.png"/>'
        for n in range(1, pictures + 1)
    ]
    return f'{HEADER}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(needed)}</Relationships>'


def core(title: str, author: str, subject: str, language: str) -> str:
    """Give title, author and language of the document."""
    spaces = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return (
        f'{HEADER}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" {spaces}>'
        f"<dc:title>{escape(plain(title))}</dc:title><dc:subject>{escape(plain(subject))}</dc:subject>"
        f"<dc:creator>{escape(plain(author))}</dc:creator>"
        f"<dc:language>{LOCALES[language]}</dc:language></cp:coreProperties>"
    )


def settings(language: str) -> str:
    """Give the settings of the document."""
    return (
        f'{HEADER}<w:settings {SPACES}><w:defaultTabStop w:val="709"/><w:compat><w:compatSetting '
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{LOCALES[language]}"/></w:settings>'
    )


def numbering(numbered: int) -> str:
    """Give the list with dashes and as many numbered lists, each beginning at one."""
    indent = '<w:pPr><w:ind w:left="425" w:hanging="425"/></w:pPr>'
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
        f'<w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f"{indent}</w:lvl></w:abstractNum>"
        for n, (kind, text) in enumerate((("bullet", "–"), ("decimal", "%1.")))
    )
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = [f'<w:num w:numId="{DASHES}"><w:abstractNumId w:val="0"/></w:num>']
    lists += [
        f'<w:num w:numId="{DASHES + n}"><w:abstractNumId w:val="1"/>{again}</w:num>'
        for n in range(1, numbered + 1)
    ]
    return f"{HEADER}<w:numbering {SPACES}>{kinds}{''.join(lists)}</w:numbering>"


def header(running: str) -> str:
    """Give the running head."""
    return f"{HEADER}<w:hdr {SPACES}>{paragraph(run(running), 'Header')}</w:hdr>"


def footer(page: str) -> str:
    """Give the footer with the page number; ``page`` has {page} and {pages} where the numbers go."""
    fields = {"{page}": field("PAGE", "1"), "{pages}": field("NUMPAGES", "1")}
    text, content = page, ""
    while found := min((mark for mark in fields if mark in text), key=text.index, default=""):
        before, _, text = text.partition(found)
        content += (run(before) if before else "") + fields[found]
    content += run(text) if text else ""
    return f"{HEADER}<w:ftr {SPACES}>{paragraph(content, 'Footer')}</w:ftr>"


def styles(language: str) -> str:
    """Give the styles: real headings, so that the list of headings and the contents are the program's own."""
    defaults = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" '
        'w:cs="Times New Roman" w:eastAsia="Times New Roman"/><w:sz w:val="24"/><w:szCs w:val="24"/>'
        f'<w:lang w:val="{LOCALES[language]}"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:spacing w:after="80"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    return f"{HEADER}<w:styles {SPACES}>{defaults}{''.join(_looks())}{_TABLE}</w:styles>"


_TABLE: Final = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>'
    '<w:style w:type="table" w:styleId="Figures"><w:name w:val="Figures"/><w:basedOn w:val="TableNormal"/>'
    '<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="6" w:color="1A1A1A"/>'
    '<w:left w:val="single" w:sz="6" w:color="1A1A1A"/><w:bottom w:val="single" w:sz="6" w:color="1A1A1A"/>'
    '<w:right w:val="single" w:sz="6" w:color="1A1A1A"/><w:insideH w:val="single" w:sz="2" w:color="8C8C8C"/>'
    '<w:insideV w:val="single" w:sz="2" w:color="8C8C8C"/></w:tblBorders><w:tblCellMar>'
    '<w:left w:w="45" w:type="dxa"/><w:right w:w="45" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)


def _looks() -> list[str]:
    centred, right = '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'
    tight = '<w:spacing w:after="20"/>'
    number = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9520"/></w:tabs>'
    return [
        _look("Normal", "Normal", first=True),
        _look("Heading1", "heading 1", _kept(0, 360, 160), _sized(32, bold=True)),
        _look("Heading2", "heading 2", _kept(1, 320, 120), _sized(26, bold=True)),
        _look("Heading3", "heading 3", _kept(2, 200, 80), _sized(24, bold=True)),
        _look("Title", "Title", f'<w:spacing w:before="240" w:after="480"/>{centred}', _sized(44, bold=True)),
        _look("Subtitle", "Subtitle", centred, _sized(26)),
        _look("Office", "Office", f'<w:spacing w:after="2800"/>{centred}', _sized(24, bold=True)),
        _look("TOCHeading", "TOC Heading", centred, _sized(30, bold=True)),
        _look("TOC1", "toc 1", f'{number}<w:spacing w:before="100" w:after="20"/>', "<w:b/>"),
        _look("TOC2", "toc 2", f'{number}{tight}<w:ind w:left="284" w:right="567"/>', _sized(22)),
        _look("BodyText", "Body Text", '<w:jc w:val="both"/>'),
        _look("Lead", "Lead", '<w:keepNext/><w:spacing w:before="80" w:after="20"/>', "<w:i/>"),
        _look("Aside", "Aside", tight, _sized(18)),
        _look("Caption", "caption", '<w:keepNext/><w:spacing w:before="120" w:after="40"/>', "<w:i/>"),
        _look("ListParagraph", "List Paragraph", tight),
        _look("Cell", "Cell", '<w:spacing w:after="0"/>', _sized(16)),
        _look("Figure", "Figure", f'<w:spacing w:after="0"/>{right}', _sized(16)),
        _look("CellHead", "Cell Head", f'<w:spacing w:after="0"/>{centred}', _sized(15)),
        _look("Header", "header", "", f"<w:i/>{_sized(16)}"),
        _look("Footer", "footer", right, _sized(16)),
    ]  # fmt: skip


def _look(code: str, name: str, lines: str = "", letters: str = "", *, first: bool = False) -> str:
    kind = ' w:default="1"' if first else ""
    base = "" if first else '<w:basedOn w:val="Normal"/>'
    quick = "" if first else "<w:qFormat/>"
    return (
        f'<w:style w:type="paragraph"{kind} w:styleId="{code}"><w:name w:val="{name}"/>{base}{quick}'
        f"<w:pPr>{lines}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


def _kept(level: int, before: int, after: int) -> str:
    return (
        f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="{after}"/>'
        f'<w:outlineLvl w:val="{level}"/>'
    )


def _sized(half_points: int, *, bold: bool = False) -> str:
    heavy = "<w:b/>" if bold else ""
    return f'{heavy}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
