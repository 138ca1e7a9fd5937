"""Writes groups as pickles, back to back, so that each can be read alone in bounded memory."""

import itertools
import pickle

from .keys import portable_hash, shown
from .usercode import UserError, in_user_code

_PICKLE_BYTES = 1024 * 1024
_BUFFER_BYTES = 4 * 1024 * 1024
_MOST_WEIGHT = 1 << 20


class FrameWriter:
    """A file that hands what is written to `send` in large pieces."""

    def __init__(self, send):
        self._send = send
        self._pieces = []
        self._size = 0
        self.total = 0

    def write(self, data):
        size = len(data)
        self.total += size
        if size >= _BUFFER_BYTES:
            self.flush()
            self._send(data)
        else:
            self._pieces.append(bytes(data))
            self._size += size
            if self._size >= _BUFFER_BYTES:
                self.flush()
        return size

    def flush(self):
        if self._pieces:
            self._send(b"".join(self._pieces))
            self._pieces = []
            self._size = 0


class GroupPickler:
    """Pickles (keys, lists) pairs of about a MiB each, whatever the size of the values is."""

    def __init__(self, out):
        self._out = out
        self._weight = 8192

    def dump(self, items):
        keys, lists, weight = [], [], 0
        for key, values in items:
            keys.append(key)
            lists.append(values)
            weight += 8 + len(values)
            if weight >= self._weight:
                self._write(keys, lists, weight)
                keys, lists, weight = [], [], 0
        if keys:
            self._write(keys, lists, weight)

    def _write(self, keys, lists, weight):
        before = self._out.total
        try:
            pickle.Pickler(self._out, 5).dump((keys, lists))
        except (OSError, MemoryError):
            raise
        except Exception as problem:
            if in_user_code(problem):
                raise
            raise UserError(
                f"a value of the mapper can't be pickled ({type(problem).__name__}: {problem});"
                f" the first key near it is {shown(keys[0])}"
            ) from problem
        size = max(1, self._out.total - before)
        self._weight = min(_MOST_WEIGHT, max(1, weight * _PICKLE_BYTES // size))


def partitioned(groups, count, hashed=portable_hash):
    """The items of groups, in `count` lists by their key's hash."""
    parts = [[] for _ in range(count)]
    for item in groups.items():
        parts[hashed(item[0]) % count].append(item)
    return parts


def pickles(file):
    """The (keys, lists) pairs in a file with `peek`."""
    while file.peek(1):
        yield pickle.load(file)


def slices(groups, size):
    """Takes groups apart into dicts of at most `size` keys; one dict if they are that few."""
    if len(groups) <= size:
        yield groups
        return
    while groups:
        some = {key: groups[key] for key in itertools.islice(groups, size)}
        for key in some:
            del groups[key]
        yield some
