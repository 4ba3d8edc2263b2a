"""Files to documents: tables and paragraphs with their coordinates; knows Word, not the domain.

open         any supported file, by what it is rather than what it is called
source       a file's bytes and digest
word         .docx and its kin: package (parts and relations), body (what is shown, in order, by its
             table_parts; what is left over is unread), margins (headers and footers of pages), looks (what
             is hidden or struck by style), numbering (numbers that Word shows and does not store), signs,
             wordml
text_dump    plain text that kept its table
delimited    text whose cells a sign divides
office       .doc, .odt, .rtf … by LibreOffice, which is `watched`; legacy_word without it
archive      what a .docx may unpack to, within limits
"""
