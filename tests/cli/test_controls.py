"""A report gives the terminal no orders."""

import os
import pty
import subprocess
import sys
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from rich.table import Table

from cli.console import out
from cli.controls import ShownConsole, ShownStream, shown

HOSTILE = "a\x1b]0;title\x07\x1b[2J\x9b31m\r\x7f\u202eb"
CONTROLS = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))} - {"\n", "\t"}


def test_controls_become_symbols_and_all_else_stays() -> None:
    assert shown("Ёлка\t— «☃»\n") == "Ёлка\t— «☃»\n"
    assert shown("\x1b[31m\r\x7f") == "␛[31m␍␡"
    assert shown("\x9b\u202e") == "‹U+009B›‹U+202E›"


def test_a_console_keeps_its_own_colours() -> None:
    screen = StringIO()
    console = ShownConsole(file=screen, force_terminal=True, width=200, color_system="standard")
    table = Table("heading")
    table.add_row(HOSTILE)
    console.print(table)
    console.print("red", style="red")
    told = screen.getvalue()
    assert "\x1b[31mred" in told
    assert "␛]0;title␛[2J" in told
    assert "\x1b]" not in told
    assert out.__class__ is ShownConsole


def test_a_document_on_a_terminal_is_shown_however_it_comes_in_pieces() -> None:
    screen = BytesIO()
    stream = ShownStream(screen)
    for byte in HOSTILE.encode():
        stream.write(bytes([byte]))
    assert screen.getvalue().decode() == shown(HOSTILE)


@pytest.mark.slow
@pytest.mark.parametrize("command", ["check", "build", "explain"])
def test_a_file_s_name_moves_no_terminal(tmp_path: Path, command: str) -> None:
    name = "a\x1b]0;owned\x07\x1b[2J.txt"
    (tmp_path / name).write_text("no report\x1b[2J", encoding="utf-8")
    arguments = [sys.executable, "-m", "cli.main", command, name, *(["1"] if command == "explain" else [])]
    screen, terminal = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "POBRATIM_DATA": "data"}
    with subprocess.Popen(
        arguments, cwd=tmp_path, env=environment, stdout=terminal, stderr=terminal
    ) as process:
        os.close(terminal)
        told = b""
        try:
            while piece := os.read(screen, 4096):
                told += piece
        except OSError:  # the terminal closed
            pass
        process.wait()
    os.close(screen)
    assert b"owned" in told
    assert b"\x1b]0;" not in told
    assert b"\x1b[2J" not in told
