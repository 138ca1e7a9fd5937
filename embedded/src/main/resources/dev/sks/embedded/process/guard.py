"""Runs one command in a session of its own and ends it when standard input closes.

The launcher holds the other end of standard input and does nothing with it: when the launcher
ends, however it ends, the kernel closes the pipe. Prints the command's pid, then nothing.

    guard.py <stop signal> <grace in seconds> <log file> <command> [argument...]
"""

import os
import select
import signal
import subprocess
import sys
import time


def main(stop_signal, grace, log, command):
    if os.getpid() != os.getpgrp():
        os.setsid()
    wake, waker = os.pipe()
    os.set_blocking(wake, False)
    os.set_blocking(waker, False)
    signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
    asked = []
    # Handlers, not SIG_IGN: an ignored signal would stay ignored in the command.
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.signal(signal.SIGTERM, lambda *_: asked.append(True))
    signal.signal(signal.SIGINT, lambda *_: None)
    signal.signal(signal.SIGHUP, lambda *_: None)
    with open(log, "ab", 0) as out:
        child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True
        )
    os.write(1, b"%d\n" % child.pid)
    os.close(1)

    def wait(descriptors, seconds):
        ready = select.select(descriptors, [], [], seconds)[0]
        if wake in ready:
            os.read(wake, 4096)
        return 0 in ready and not os.read(0, 4096)

    closed = False
    while child.poll() is None and not closed and not asked:
        closed = wait([0, wake], None)
    if child.returncode is None:
        tell(child.pid, stop_signal)
        deadline = time.monotonic() + grace
        while child.poll() is None and time.monotonic() < deadline:
            wait([wake], deadline - time.monotonic())
    tell(child.pid, signal.SIGKILL)
    code = child.wait()
    return code if code >= 0 else 128 - code


def tell(group, number):
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):
        # Nobody is left in the group; macOS says so with EPERM.
        return


if __name__ == "__main__":
    sys.exit(
        main(
            getattr(signal, "SIG" + sys.argv[1]), float(sys.argv[2]), sys.argv[3], sys.argv[4:]
        )
    )
