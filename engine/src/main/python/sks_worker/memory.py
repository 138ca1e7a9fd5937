"""How much memory this process may use, and when its groups are too large to keep."""

import os
import resource

try:
    import ctypes

    _trim = ctypes.CDLL(None).malloc_trim
except (ImportError, OSError, AttributeError):
    _trim = None

_PAGE = resource.getpagesize()
_GROUPS_SHARE = 0.4


class Memory:
    """Limits the process to `limit` bytes of data above what the bare interpreter uses."""

    def __init__(self, limit):
        self.limit = limit
        self._base = _resident()
        self._budget = int(limit * _GROUPS_SHARE)
        self._floor = 0
        total = limit + _data()
        # Linux counts private data alone; elsewhere the address space is the nearest there is.
        kind = resource.RLIMIT_DATA if os.path.exists("/proc/self/statm") else resource.RLIMIT_AS
        _, hard = resource.getrlimit(kind)
        if hard == resource.RLIM_INFINITY or total <= hard:
            resource.setrlimit(kind, (total, hard))

    def over(self):
        """Whether groups should be written out now.

        Freed memory may stay with the allocator: what was there after the last release counts
        only once more has come on top of it.
        """
        used = _resident() - self._base
        return used > self._budget and used - self._floor > self._budget // 8

    def released(self):
        """To be called after groups were dropped."""
        if _trim is not None:
            _trim(0)
        self._floor = _resident() - self._base

    def text(self):
        for unit, size in (("Gi", 1 << 30), ("Mi", 1 << 20), ("Ki", 1 << 10)):
            if self.limit % size == 0:
                return f"{self.limit // size}{unit}"
        return str(self.limit)


def _resident():
    try:
        with open("/proc/self/statm", "rb") as statm:
            return int(statm.read().split()[1]) * _PAGE
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _data():
    try:
        with open("/proc/self/statm", "rb") as statm:
            return int(statm.read().split()[5]) * _PAGE
    except OSError:
        return _resident()
