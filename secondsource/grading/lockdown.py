"""Closes a process in, for good: resource limits, landlock, seccomp.  Runs where answers run.

Small on purpose: what the kernel's headers call these things, and nothing of the course.
The seccomp filter itself was made by libseccomp, outside (see `syscalls.py`).  `no cover`: a process that closed itself in can write no coverage.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import struct

MEMORY = 1 << 30
PROCESSOR_SECONDS = 20
"""More than one file may use in all its calls: this ends an answer that works while nobody asks it."""
FILE_SIZE = 8 << 20
OPEN_FILES = 64

SCRATCH_SIZE = 16 << 20
"""Bytes that the files of one answer may hold together."""
SCRATCH_FILES = 1000
"""Files and folders that one answer may make."""

PARENT_DEATH_SIGNAL, ADOPT_ORPHANS, AMBIENT, CLEAR_ALL = 1, 36, 47, 4
NEW_MOUNTS, PRIVATE = 0x20000, 0x4C000  # MS_PRIVATE and all below
NO_SUID_DEVICE_PROGRAM = 2 | 4 | 8
CAPABILITY_VERSION = 0x20080522
NO_NEW_PRIVILEGES = 38
SET_SECCOMP, FILTER = 22, 2
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # the same on every architecture
READ = 1 << 2 | 1 << 3  # read a file, list a folder
RIGHTS_OF_ABI = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
"""Everything landlock can forbid about files, by the version that brought it."""
SCOPES_ABI, SCOPES = 6, 0b11  # abstract sockets and signals, from version 6 on
NETWORK_ABI, NETWORK = 4, 0b11  # binding and connecting TCP, from version 4 on

libc = ctypes.CDLL(None, use_errno=True)


def limit_resources() -> None:  # pragma: no cover
    """Set the limits that every Unix has.  Cannot be undone: hard limits are lowered too."""
    limits = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: PROCESSOR_SECONDS,
        resource.RLIMIT_FSIZE: FILE_SIZE,
        resource.RLIMIT_NOFILE: OPEN_FILES,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NPROC: 0,  # no process and no thread more; root is not bound by it
    }
    for kind, most in limits.items():
        hard = most + 2 if kind == resource.RLIMIT_CPU else most  # first the signal that says why
        _, top = resource.getrlimit(kind)
        if top != resource.RLIM_INFINITY:  # whoever grades may have less than that, and can give no more
            most, hard = min(most, top), min(hard, top)
        try:
            resource.setrlimit(kind, (most, hard))
        except (ValueError, OSError):  # macOS refuses a limit on memory
            if kind != resource.RLIMIT_AS or os.uname().sysname == "Linux":
                raise


def end_with_parent() -> None:  # pragma: no cover
    """Have the kernel end this process when the one that started it is gone; only Linux can."""
    if os.uname().sysname == "Linux":
        libc.prctl(PARENT_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)


def adopt_orphans() -> None:  # pragma: no cover
    """Have the kernel make what our children started ours, once they are gone; only Linux can."""
    if os.uname().sysname == "Linux":
        libc.prctl(ADOPT_ORPHANS, 1, 0, 0, 0)


def own_scratch(place: str) -> bool:  # pragma: no cover
    """Put an empty file system over this folder, for this process alone: it ends with the process, whole.

    Returns False where the kernel refuses (some systems give a sandbox no rights at all): then no file
    can be written.
    """
    options = f"size={SCRATCH_SIZE},nr_inodes={SCRATCH_FILES},mode=700".encode()
    try:
        _checked(libc.unshare(NEW_MOUNTS))
        _checked(libc.mount(None, b"/", None, ctypes.c_ulong(PRIVATE), None))
        flags = ctypes.c_ulong(NO_SUID_DEVICE_PROGRAM)
        _checked(libc.mount(b"scratch", place.encode(), b"tmpfs", flags, options))
    except OSError:
        return False
    return True


def drop_privileges_for_good() -> None:  # pragma: no cover
    """Give up the right to mount, and see to it that nothing can gain rights again.  Raises OSError."""
    _checked(libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0))
    _checked(libc.prctl(AMBIENT, CLEAR_ALL, 0, 0, 0))
    _checked(libc.capset(struct.pack("II", CAPABILITY_VERSION, 0), struct.pack("6I", *[0] * 6)))


def landlock_version() -> int:  # pragma: no cover
    """Return the version of landlock this kernel has, 0 where it has none."""
    return max(0, int(libc.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), 1)))


def allow_only(readable: list[str], writable: list[str]) -> None:  # pragma: no cover
    """Forbid every file but these, by landlock.  Raises OSError where the kernel has none."""
    version = landlock_version()
    every = RIGHTS_OF_ABI[max((abi for abi in RIGHTS_OF_ABI if abi <= version), default=1)]
    attributes = struct.pack(
        "QQQ", every, NETWORK if version >= NETWORK_ABI else 0, SCOPES if version >= SCOPES_ABI else 0
    )
    size = 24 if version >= SCOPES_ABI else 16 if version >= NETWORK_ABI else 8
    ruleset = _checked(libc.syscall(CREATE_RULESET, attributes, ctypes.c_size_t(size), 0))
    for path in readable:
        _allow(ruleset, path, every & READ)
    for path in writable:
        _allow(ruleset, path, every & ~1)  # all but running programs
    _checked(libc.syscall(RESTRICT_SELF, ruleset, 0))
    os.close(ruleset)


def _allow(ruleset: int, path: str, rights: int) -> None:  # pragma: no cover
    handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        of_a_file = rights if os.path.isdir(path) else rights & ~(1 << 3)  # noqa: PTH112 - no pathlib here
        _checked(libc.syscall(ADD_RULE, ruleset, 1, struct.pack("=Qi", of_a_file, handle), 0))
    finally:
        os.close(handle)


def filter_syscalls(program: bytes) -> None:  # pragma: no cover
    """Let the kernel refuse every call that this filter does not allow.  Raises OSError."""
    code = ctypes.create_string_buffer(program, len(program))
    head = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(code))
    _checked(libc.prctl(SET_SECCOMP, FILTER, head, 0, 0))


def _checked(result: int) -> int:  # pragma: no cover
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
