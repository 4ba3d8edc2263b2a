"""A brief as a Word document, written with the named styles of a template that an office may replace."""

from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from ontology.speech import Speech
from web.brief.model import Brief, BriefLine

TEMPLATE = "brief.docx"
"""The office's own template in its data folder."""
STYLES = {
    "title": "Title", "subtitle": "Subtitle", "heading": "Heading 2", "line": "List Bullet",
    "note": "Caption",
}  # fmt: skip
"""The style of a template that each part of a brief is written in; one that it lacks is its Normal."""


def write_brief(brief: Brief, speech: Speech, template: Path | None = None) -> bytes:
    """The brief as .docx."""
    document = _opened(template)
    _add(document, brief.title, "title")
    _add(document, subtitle_of(brief, speech), "subtitle")
    for section in brief.sections:
        _add(document, speech.say(f"brief.section.{section.key}"), "heading")
        for line in section.lines:
            _add_line(document, line)
        if section.left:
            _add(document, speech.say("filter.more", n=section.left), "note")
    if brief.grounds:
        _add(document, speech.say("brief.grounds"), "heading")
        _in_two_columns(document)
        for ground in brief.grounds:
            paragraph = document.add_paragraph(style=_style(document, "note"))
            paragraph.add_run(f"[{ground.number}] {ground.row}: ")
            paragraph.add_run(ground.words).italic = True
        document.add_section(WD_SECTION.CONTINUOUS)  # its end makes the columns equally long
    document.core_properties.title = brief.title
    output = BytesIO()
    document.save(output)
    return output.getvalue()


def _in_two_columns(document: WordDocument) -> None:
    """What follows stands in two columns on the same page."""
    section = document.add_section(WD_SECTION.CONTINUOUS)
    columns = OxmlElement("w:cols")
    columns.set(qn("w:num"), "2")
    columns.set(qn("w:space"), "300")
    properties = section._sectPr
    for old in properties.findall(qn("w:cols")):
        properties.remove(old)
    properties.append(columns)


def subtitle_of(brief: Brief, speech: Speech) -> str:
    """The period, the day it was made, and the graph it was made of."""
    made = speech.say("brief.made", made=speech.date(brief.made), built=speech.date(brief.built))
    return " · ".join(part for part in (brief.period, made) if part)


def _opened(template: Path | None) -> WordDocument:
    """An empty document with the styles of the template."""
    document = Document(str(template)) if template is not None and template.is_file() else _own()
    body = document.element.body
    for element in list(body):
        if element.tag.rpartition("}")[2] != "sectPr":
            body.remove(element)
    return document


def _own() -> WordDocument:
    """Our own template: narrow margins, small type, so that a brief takes a page or two."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(1.8)
    sizes = {
        "Normal": 10.5,
        "Title": 20,
        "Subtitle": 10.5,
        "Heading 2": 12,
        "List Bullet": 10,
        "Caption": 7.5,
    }
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.size = Pt(size)
        style.paragraph_format.space_after = Pt(1)
        style.paragraph_format.line_spacing = 1.0
    caption = document.styles["Caption"].font
    caption.bold, caption.italic, caption.color.rgb = False, False, RGBColor(0x33, 0x33, 0x33)
    document.styles["Heading 2"].paragraph_format.space_before = Pt(8)
    return document


def own_template() -> bytes:
    """Our own template as a file, for an office to change: its text goes, its styles stay."""
    document = _own()
    for part in STYLES:
        document.add_paragraph(part, style=_style(document, part))
    output = BytesIO()
    document.save(output)
    return output.getvalue()


def _style(document: WordDocument, part: str) -> str:
    return STYLES[part] if STYLES[part] in (one.name for one in document.styles) else "Normal"


def _add(document: WordDocument, text: str, part: str) -> None:
    document.add_paragraph(text, style=_style(document, part))


def _add_line(document: WordDocument, line: BriefLine) -> None:
    paragraph = document.add_paragraph(style=_style(document, "line"))
    paragraph.add_run(line.name).bold = True
    if line.told:
        paragraph.add_run(f": {line.told}")
    for number in line.grounds:
        paragraph.add_run(f" [{number}]").font.superscript = True
