"""Files to documents: tables and paragraphs with their coordinates; knows Word, not the domain.

open         any supported file, by what it is rather than what it is called
source       a file's bytes and digest
word         .docx, with wordml (its XML) and numbering (list numbers that Word shows but does not store)
text_dump    the plain-text export
office       .doc, .odt, .rtf by LibreOffice; legacy_word and compound without it
archive      what a .docx may unpack to, within limits
"""
