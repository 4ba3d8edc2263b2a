"""Runs a command for a parent process; ends it and removes its folder once the parent is gone.

    python watched.py FOLDER MOST_BYTES COMMAND…

The parent holds the other end of standard input and never writes: when it closes, however the parent came to
its end, everything that the command started is killed. This file is a program of its own and imports nothing
of the project, so that it starts at once.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading


def main(folder: str, most_bytes: str, *command: str) -> int:
    """The exit code of the command, which may use no more memory than that."""
    _limit_memory(int(most_bytes))
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    is_left = threading.Event()
    watch = threading.Thread(target=_end_with_input, args=(process.pid, folder, is_left), daemon=True)
    watch.start()
    code = process.wait()
    if is_left.is_set():
        watch.join()
    return code


def _limit_memory(most_bytes: int) -> None:
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))


def _end_with_input(group: int, folder: str, is_left: threading.Event) -> None:
    sys.stdin.buffer.read()
    is_left.set()
    with contextlib.suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(group, signal.SIGKILL)
        else:  # Windows has no groups of processes, and ends this one whatever the signal
            os.kill(group, signal.SIGTERM)
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
