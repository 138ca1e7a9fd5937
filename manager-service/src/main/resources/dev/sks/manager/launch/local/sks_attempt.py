"""Supervises one attempt: runs its command and leaves nothing behind.

    sks_attempt.py FOLDER -- COMMAND [ARGUMENT...]

Makes a session of its own and becomes the reaper of all that the command starts, however detached.
The command's output is appended to the folder's stdout and stderr. When the command ends, at
SIGTERM, or when the process SKS_LIFELINE_PID is gone, every descendant is ended, and the file exit
is written: {"code": int or null, "signal": int or null}. A file stop in the folder, made before the
command starts, keeps it from starting.
"""

import ctypes
import json
import os
import select
import signal
import subprocess
import sys
import time

GRACE_SECONDS = 5.0
PR_SET_CHILD_SUBREAPER = 36


class Wake:
    """Wakes a wait at every signal and at the end of the lifeline."""

    def __init__(self, lifeline):
        self.stopped = False
        self.lifeline = lifeline
        self.lifeline_start = start_time(lifeline) if lifeline else None
        self.reader, writer = os.pipe()
        os.set_blocking(self.reader, False)
        os.set_blocking(writer, False)
        signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self.stop)
        self.pidfd = None
        if lifeline and hasattr(os, "pidfd_open"):
            try:
                self.pidfd = os.pidfd_open(lifeline)
            except OSError:
                pass  # Gone, or no such call here: lifeline_lost looks again.

    def stop(self, *_):
        self.stopped = True

    def wait(self, seconds):
        descriptors = [self.reader]
        if self.pidfd is not None and not self.stopped:
            descriptors.append(self.pidfd)
        elif self.lifeline and not self.stopped:
            seconds = 1.0 if seconds is None else min(seconds, 1.0)
        ready = select.select(descriptors, [], [], seconds)[0]
        if self.reader in ready:
            os.read(self.reader, 4096)
        if self.lifeline and self.lifeline_lost():
            self.stopped = True

    def lifeline_lost(self):
        start = start_time(self.lifeline)
        return start is None or start != self.lifeline_start


def stat(pid):
    """State, parent and start time of a process, or None."""
    try:
        with open("/proc/%d/stat" % pid, "rb") as file:
            fields = file.read().rpartition(b")")[2].split()
    except OSError:
        return None
    return fields[0], int(fields[1]), int(fields[19])


def start_time(pid):
    """What tells a process from a later one of the same number; None if it is gone."""
    if os.path.isdir("/proc/self"):
        found = stat(pid)
        return None if found is None or found[0] in b"ZX" else found[2]
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return None
    except PermissionError:
        pass
    return 0


def descendants():
    children = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            found = stat(int(name))
            if found is not None and found[0] not in b"ZX":
                children.setdefault(found[1], []).append(int(name))
    tree, todo = [], [os.getpid()]
    while todo:
        for child in children.get(todo.pop(), ()):
            tree.append(child)
            todo.append(child)
    return tree


def send(pids, number):
    for pid in pids:
        try:
            os.kill(pid, number)
        except (ProcessLookupError, PermissionError):
            pass  # Ended since, or another user's by set-uid.


def kill(found):
    """Ends processes that may be making more of themselves: all stand still before any is ended."""
    seen = set()
    while found and not seen.issuperset(found):
        send(set(found) - seen, signal.SIGSTOP)
        seen.update(found)
        found = descendants()
    send(found, signal.SIGKILL)


def reap(command):
    """Collects whoever has ended; only the command's own status is of interest."""
    while hasattr(os, "waitid"):
        try:
            ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            break
        if ended is None:
            break
        if ended.si_pid == command.pid:
            command.poll()
        else:
            os.waitpid(ended.si_pid, 0)
    return command.poll()


def end_all(command, wake):
    if not os.path.isdir("/proc/self"):
        return end_group(command, wake)
    send(descendants(), signal.SIGTERM)
    deadline = time.monotonic() + GRACE_SECONDS
    while True:
        code = reap(command)
        found = descendants()
        if not found and code is not None:
            return
        left = deadline - time.monotonic()
        if left <= 0:
            kill(found)
        wake.wait(0.05 if left <= 0 else min(left, 0.2))


def end_group(command, wake):
    """Where there is no /proc: what left the command's process group is not found."""
    deadline = time.monotonic() + GRACE_SECONDS
    number = signal.SIGTERM
    while True:
        try:
            os.killpg(command.pid, number)
        except (ProcessLookupError, PermissionError):
            if command.poll() is not None:
                return
        command.poll()
        if time.monotonic() > deadline:
            number = signal.SIGKILL
        wake.wait(0.1)


def write(folder, name, value):
    temporary = os.path.join(folder, "..%s-%d" % (name, os.getpid()))
    with open(temporary, "w") as file:
        json.dump(value, file)
        file.flush()
        os.fsync(file.fileno())
    os.rename(temporary, os.path.join(folder, name))
    descriptor = os.open(folder, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


def become_reaper():
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def run(command, folder, wake):
    with open(os.path.join(folder, "stdout"), "ab", 0) as out:
        with open(os.path.join(folder, "stderr"), "ab", 0) as err:
            child = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, preexec_fn=os.setpgrp
            )
    while reap(child) is None and not wake.stopped:
        wake.wait(None)
    end_all(child, wake)
    return child.returncode


def main(folder, command):
    if os.getpid() != os.getpgrp():
        os.setsid()
    become_reaper()
    wake = Wake(int(os.environ.get("SKS_LIFELINE_PID") or 0))
    write(folder, "pid", {"pid": os.getpid(), "start": start_time(os.getpid())})
    ended = {"code": None, "signal": int(signal.SIGTERM)}
    if not os.path.exists(os.path.join(folder, "stop")):
        try:
            code = run(command, folder, wake)
            ended = {"code": code if code >= 0 else None, "signal": -code if code < 0 else None}
        except OSError as error:
            with open(os.path.join(folder, "stderr"), "a") as err:
                err.write("%s\n" % error)
            ended = {"code": 127, "signal": None}
    if not os.path.exists(os.path.join(folder, "exit")):
        write(folder, "exit", ended)


if __name__ == "__main__":
    if len(sys.argv) < 4 or sys.argv[2] != "--":
        sys.exit(__doc__)
    main(os.path.abspath(sys.argv[1]), sys.argv[3:])
