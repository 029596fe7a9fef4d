"""The system calls an answer may make: a filter that refuses all others, made by libseccomp."""

from __future__ import annotations

import errno
import tempfile
from functools import cache

ALLOWED = """
    access brk chdir clock_getres clock_gettime clock_nanosleep close close_range dup dup2 dup3
    epoll_create1 epoll_ctl epoll_pwait epoll_wait eventfd2 exit exit_group faccessat faccessat2
    fchdir fdatasync flock fstat fstatfs fsync ftruncate futex futex_waitv getcwd getdents getdents64
    getegid geteuid getgid getgroups getpgrp getpid getppid getrandom getresgid getresuid getrlimit
    getrusage getsid gettid gettimeofday getuid lseek lstat madvise mincore mkdir mkdirat
    mmap mprotect mremap munmap nanosleep newfstatat open openat pause pipe pipe2 poll ppoll pread64
    preadv pselect6 pwrite64 pwritev read readlink readlinkat readv recvfrom recvmsg rename renameat
    renameat2 restart_syscall rmdir rseq rt_sigaction rt_sigpending rt_sigprocmask rt_sigreturn
    rt_sigsuspend rt_sigtimedwait sched_getaffinity sched_yield select sendto set_robust_list
    set_tid_address setitimer getitimer setrlimit sigaltstack stat statfs statx sysinfo time times
    truncate umask uname unlink unlinkat wait4 waitid write writev alarm arch_prctl
""".split()
"""Reading, writing, remembering, waiting.  No new process or thread, no socket, no signal to anybody,
no change of rights, owners or times, no tracing, no mounting, no memory shared with others."""
FCNTL = (0, 1, 2, 3, 4, 1030)
"""Duplicate, read and set flags.  Not F_SETOWN and F_SETSIG: they send signals."""
IOCTL = (0x5401, 0x5413, 0x5450, 0x5451, 0x541B)
"""Is it a terminal, how wide, close on exec or not, how much is there to read."""


@cache
def program() -> bytes:
    """Return the filter as the kernel loads it.  Raises ImportError where libseccomp is missing."""
    import pyseccomp as sec

    rules = sec.SyscallFilter(defaction=sec.ERRNO(errno.EPERM))
    for name in ALLOWED:
        rules.add_rule(sec.ALLOW, name)
    for name, commands in (("fcntl", FCNTL), ("ioctl", IOCTL)):
        for command in commands:
            rules.add_rule(sec.ALLOW, name, sec.Arg(1, sec.EQ, command))
    rules.add_rule(sec.ALLOW, "prlimit64", sec.Arg(0, sec.EQ, 0))
    with tempfile.TemporaryFile() as file:
        rules.export_bpf(file)
        file.seek(0)
        return file.read()
