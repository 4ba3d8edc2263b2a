"""Debian's libraries for Java, and programs that are run with them."""

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

JARS = Path("/usr/share/java")
"""Where Debian keeps Java's libraries."""
AWAY = ("slf4j", "log4j", "jetty")
MESSAGES = "org/apache/jena/ext/"


def java(jars: list[Path], *arguments: str | Path) -> str:
    """What a program says: a file of source, or a class of the libraries, and what it is given."""
    command = ["java", "-cp", ":".join(map(str, jars)), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=280, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def needs_java(jar: str) -> pytest.MarkDecorator:
    """Skips where there is no compiler of Java, or the library is not installed."""
    there = shutil.which("javac") is not None and (JARS / jar).exists()
    return pytest.mark.skipif(not there, reason=f"no Java, or no {jar}")


def rdf4j_jars() -> list[Path]:
    """What RDF4J needs."""
    jars = [one for one in JARS.glob("*.jar") if not one.name.startswith(AWAY)]
    return [*jars, JARS / "slf4j-api.jar", JARS / "slf4j-nop.jar"]


def jena_jars(scratch: Path) -> list[Path]:
    """What Jena needs; Debian moved its classes and left the messages that they read behind."""
    with zipfile.ZipFile(JARS / "jena-core.jar") as archive:
        for name in archive.namelist():
            if name.startswith(MESSAGES) and name.endswith(".properties"):
                to = scratch / name.removeprefix(MESSAGES)
                to.parent.mkdir(parents=True, exist_ok=True)
                to.write_bytes(archive.read(name))
    plain = [one for one in JARS.glob("*.jar") if not one.is_symlink() or "jena" in one.name]
    there = [one for one in plain if not one.name.startswith(AWAY)]
    return [scratch, *sorted(there), JARS / "slf4j-api.jar", JARS / "slf4j-nop.jar"]
