"""Watches the system calls of a server: ``python -m tests.tools.tracer FOLDER MODULE… serve``.

Linux only, and nothing but Python: ptrace(2) by way of ctypes. It starts the program, and traces
it from when ``FOLDER/watch`` exists. What matters is written to ``FOLDER/calls.jsonl`` in the order
in which it happened: ``in`` (an answer was read from a connection), ``write`` and ``sync`` (the
write-ahead log was written; was brought to the disk), ``out`` (an acknowledgement is about to be
sent). While ``FOLDER/fail`` exists, bringing the log to the disk ends with EIO.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import json
import os
import platform
import re
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path

_CALLS = {
    "x86_64": {0: "read", 1: "send", 18: "pwrite", 44: "send", 45: "read", 74: "sync", 75: "sync"},
    "aarch64": {
        63: "read", 64: "send", 68: "pwrite", 206: "send", 207: "read", 82: "sync", 83: "sync"
    },
}  # fmt: skip
_REGISTERS = {
    "x86_64": (27 * 8, 10 * 8),
    "aarch64": (34 * 8, 0),
}  # size of all, place of the result
_CONT, _DETACH, _SYSCALL, _GETREGSET, _SETREGSET = 7, 17, 24, 0x4204, 0x4205
_SEIZE, _INTERRUPT, _INFO = 0x4206, 0x4207, 0x420E
_SYSGOOD, _CLONE, _EXITKILL = 0x1, 0x8, 0x100000
_ALL = 0x40000000  # __WALL: threads are waited for, too
_ANSWER = re.compile(rb"number=\d+&choice=\d+&ms=[\d.]+&revision=(\d+)")
_TOLD = re.compile(rb'\{"revision":(\d+)')

_libc = ctypes.CDLL(None, use_errno=True)
_libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
_libc.ptrace.restype = ctypes.c_long


def is_possible() -> str:
    """Return why nothing can be traced here, or nothing."""
    if sys.platform != "linux" or platform.machine() not in _CALLS:
        return "system calls are watched on Linux alone, on x86-64 and ARM"
    scope = Path("/proc/sys/kernel/yama/ptrace_scope")
    if scope.exists() and int(scope.read_text()) > 1 and os.geteuid() != 0:
        return "this system lets nobody trace"
    child = os.fork()
    if child == 0:
        time.sleep(60)
        os._exit(0)
    try:
        _ptrace(_SEIZE, child)
    except OSError as error:
        return f"this system lets nobody trace ({error})"
    else:
        return ""
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, _ALL)


def _ptrace(what: int, tid: int, address: object = None, data: object = None) -> int:
    done: int = _libc.ptrace(what, tid, address, data)
    if done < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return done


class Tracer:
    """Traces one process with all its threads."""

    def __init__(self, folder: Path, process: subprocess.Popen[bytes]) -> None:
        self.folder = folder
        self.pid = process.pid
        self.calls = _CALLS[platform.machine()]
        self.size, self.place = _REGISTERS[platform.machine()]
        self.begun: dict[int, tuple[str, int, int, int]] = {}
        self.out = (folder / "calls.jsonl").open("w", encoding="ascii", buffering=1)
        self.memory = (Path("/proc") / str(self.pid) / "mem").open("rb", buffering=0)

    def seize(self) -> None:
        """Take hold of every thread."""
        for task in (Path("/proc") / str(self.pid) / "task").iterdir():
            _ptrace(_SEIZE, int(task.name), None, _SYSGOOD | _CLONE | _EXITKILL)
            _ptrace(_INTERRUPT, int(task.name))

    def run(self) -> None:
        """Follow it until it ends."""
        while True:
            tid, status = os.waitpid(-1, _ALL)
            if not os.WIFSTOPPED(status):
                if tid == self.pid:
                    return
                continue
            sign, passed_on = os.WSTOPSIG(status), 0
            if sign == signal.SIGTRAP | 0x80:
                self._stopped(tid)
            elif not status >> 16:
                passed_on = sign
            with contextlib.suppress(ProcessLookupError):
                _ptrace(_SYSCALL, tid, None, passed_on)

    def _stopped(self, tid: int) -> None:
        info = ctypes.create_string_buffer(88)
        try:
            _ptrace(_INFO, tid, len(info), ctypes.addressof(info))
        except ProcessLookupError:
            return
        if info.raw[0] == 1:
            number, handle, buffer, length = struct.unpack_from("<4Q", info.raw, 24)
            name = self.calls.get(number, "")
            if name:
                self.begun[tid] = (name, handle, buffer, length)
                self._begins(name, handle, buffer, length)
        elif info.raw[0] == 2 and tid in self.begun:
            (result,) = struct.unpack_from("<q", info.raw, 24)
            self._ends(tid, *self.begun.pop(tid), result)

    def _begins(self, name: str, handle: int, buffer: int, length: int) -> None:
        if name == "send":
            for found in _TOLD.finditer(self._read(buffer, length)):
                self._note("out", handle, int(found[1]))
        elif name == "sync" and self._is_log(handle):
            self._note("syncing")

    def _ends(
        self, tid: int, name: str, handle: int, buffer: int, _length: int, result: int
    ) -> None:
        if name == "read" and result > 0:
            for found in _ANSWER.finditer(self._read(buffer, result)):
                self._note("in", handle, int(found[1]))
        elif name == "pwrite" and result > 0 and self._is_log(handle):
            self._note("write")
        elif name == "sync" and self._is_log(handle):
            if (self.folder / "fail").exists():
                self._fail(tid)
                result = -errno.EIO
            self._note("synced" if result == 0 else "failed")

    def _fail(self, tid: int) -> None:
        registers = ctypes.create_string_buffer(self.size)
        vector = struct.pack("<2Q", ctypes.addressof(registers), self.size)
        told = ctypes.create_string_buffer(vector, 16)
        _ptrace(_GETREGSET, tid, 1, ctypes.addressof(told))
        struct.pack_into("<q", registers, self.place, -errno.EIO)
        _ptrace(_SETREGSET, tid, 1, ctypes.addressof(told))

    def _is_log(self, handle: int) -> bool:
        try:
            return str((Path("/proc") / str(self.pid) / "fd" / str(handle)).readlink()).endswith(
                "-wal"
            )
        except OSError:
            return False

    def _read(self, address: int, length: int) -> bytes:
        try:
            return os.pread(self.memory.fileno(), min(length, 16_384), address)
        except OSError:
            return b""

    def _note(self, *what: object) -> None:
        self.out.write(json.dumps(what) + "\n")


def main() -> None:
    """Start the program, wait until it is to be watched, watch it."""
    folder, module, *arguments = Path(sys.argv[1]), *sys.argv[2:]
    process = subprocess.Popen([sys.executable, "-m", module, *arguments])
    (folder / "traced.pid").write_text(str(process.pid))
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    while not (folder / "watch").exists() and process.poll() is None:
        time.sleep(0.02)
    tracer = Tracer(folder, process)
    tracer.seize()
    (folder / "watching").touch()
    tracer.run()


if __name__ == "__main__":
    main()
