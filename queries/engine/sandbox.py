"""A promise kept by the kernel: this process opens no network socket any more.

A seccomp filter, which needs no privilege and cannot be taken off again, answers `socket()` with EACCES for
every family but the local one. Linux on x86-64 and ARM64; elsewhere the answer is False and nothing changes.
"""

import ctypes
import errno
import platform
import socket
import struct
import sys

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _FILTER_MODE = 38, 22, 2
_SOCKET_CALL = {"x86_64": 41, "aarch64": 198}
_LOAD_WORD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_CALL_NUMBER, _FIRST_ARGUMENT = 0, 16
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p)]


def _instruction(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)


def can_forbid_network() -> bool:
    """Whether this system has what `forbid_network` needs."""
    return sys.platform == "linux" and platform.machine() in _SOCKET_CALL


def forbid_network() -> bool:
    """Whether the calling thread, and every thread it starts from now on, can open no network socket."""
    if not can_forbid_network():
        return False
    call = _SOCKET_CALL[platform.machine()]
    instructions = b"".join(
        (
            _instruction(_LOAD_WORD, _CALL_NUMBER),
            _instruction(_JUMP_IF_EQUAL, call, 0, 3),
            _instruction(_LOAD_WORD, _FIRST_ARGUMENT),
            _instruction(_JUMP_IF_EQUAL, socket.AF_UNIX, 1, 0),
            _instruction(_RETURN, _REFUSE),
            _instruction(_RETURN, _ALLOW),
        )
    )
    program = _Program(len(instructions) // 8, instructions)
    libc = ctypes.CDLL(None)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(_PR_SET_SECCOMP, _FILTER_MODE, ctypes.byref(program), 0, 0) == 0)
