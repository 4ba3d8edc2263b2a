"""How much a document may ask of the machine, and why; past a limit it is refused, not read in part.

Real reports are 60–300 kB with some hundred rows; every limit leaves two orders of magnitude to them.
"""

MEBIBYTE = 2**20

# A report with photographs has been seen at 8 MB; more than this is no report.
MAX_FILE_BYTES = 64 * MEBIBYTE

# A Word file has 15–40 members, one more per picture; a bomb has many thousands.
MAX_MEMBERS = 2_000

# What the archive may unfold to, by its own declaration and in fact (pictures hardly unfold).
MAX_UNPACKED_BYTES = 192 * MEBIBYTE

# A parsed XML tree takes some 15 times its text in memory, so one member's text is kept far below the total.
MAX_XML_BYTES = 24 * MEBIBYTE

# Word itself allows no more columns in a table; a span past it is a broken file.
MAX_COLUMNS = 63

# LibreOffice opens the largest report in some 5 s, 15 s on a cold machine.
OFFICE_SECONDS = 120

# It reserves 2–3 GiB of address space to begin with and uses a tenth of it.
MAX_OFFICE_BYTES = 6 * 1024 * MEBIBYTE
