"""A map task: reads lines, calls the mapper, groups, and hands groups over by reducer."""

import codecs
import time
from collections import defaultdict

from .emitting import FrameWriter, GroupPickler, partitioned
from .keys import shown
from .reducing import checked_combine
from .usercode import UserError, in_user_code

_MOST_BLOCK = 2 * 1024 * 1024
_LEAST_BLOCK = 4 * 1024
_FIRST_LINES = 100
_SLICE = 1024


class InputChanged(UserError):
    def __init__(self, message):
        super().__init__(message, failure="Input")


class Lines:
    """Blocks of whole lines; a line ends at byte 0x0A and nowhere else."""

    def __init__(self, file, length):
        self._file = file
        self._left = length
        self._rest = []
        self._ended = False
        self._size = 64 * 1024
        self._taken = time.monotonic()
        self.bytes = 0
        self.replaced = 0
        codecs.register_error("sks", self._replace)

    def block(self):
        """The next lines, decoded, or None at the end."""
        while not self._ended:
            data = self._read()
            end = data.rfind(b"\n") + 1
            if end:
                whole = b"".join((*self._rest, data[:end])) if self._rest else data[:end]
                self._rest = [data[end:]] if end < len(data) else []
                return self._lines(whole, True)
            if data:
                self._rest.append(data)
        if self._rest:
            whole = b"".join(self._rest)
            self._rest = []
            return self._lines(whole, False)
        return None

    def _read(self):
        self._pace()
        size = self._size if self._left is None else min(self._size, self._left)
        data = self._file.read(size) if size else b""
        if self._left is not None:
            if size and not data:
                raise InputChanged(f"the input ended {self._left} bytes early: it changed while the job read it")
            self._left -= len(data)
            self._ended = self._left == 0
        else:
            self._ended = not data
        self.bytes += len(data)
        return data

    def _pace(self):
        """Blocks stay small while the mapper is slow, so that progress is told and memory checked."""
        now = time.monotonic()
        if now - self._taken < 0.1:
            self._size = min(_MOST_BLOCK, self._size * 2)
        elif now - self._taken > 0.5:
            self._size = max(_LEAST_BLOCK, self._size // 2)
        self._taken = now

    def _lines(self, data, ends_with_newline):
        try:
            text = data.decode()
        except UnicodeDecodeError:
            text = data.decode("utf-8", "sks")
        del data
        lines = text.split("\n")
        if ends_with_newline:
            lines.pop()
        return lines

    def _replace(self, problem):
        self.replaced += problem.end - problem.start
        return "\ufffd", problem.end


class MapTask:
    def __init__(self, mapper, combiner, reducers, channel, memory):
        self._mapper = mapper
        self._combiner = combiner
        self._channel = channel
        self._memory = memory
        self._groups = defaultdict(list)
        self._records = 0
        self._outputs = 0
        self._flushes = 0
        self._writers = [FrameWriter(self._sender(r)) for r in range(reducers)]
        self._picklers = [GroupPickler(writer) for writer in self._writers]

    def run(self, file, length):
        try:
            lines = Lines(file, length)
            self._map(lines)
            self._combine()
            self._flush()
        finally:
            # Room to tell what happened, should memory be what ran out.
            self._groups.clear()
        return {
            "mapInputRecords": self._records,
            "mapInputBytes": lines.bytes,
            "mapOutputRecords": self._outputs,
            "replacedBytes": lines.replaced,
            "shuffledBytes": sum(writer.total for writer in self._writers),
            "mapFlushes": self._flushes,
        }

    def _map(self, lines):
        while True:
            block = lines.block()
            if block is None:
                return
            self._lines(block)
            del block
            self._channel.progress(self._records, lines.bytes)

    def _lines(self, block):
        """In slices, for a few lines may give many pairs."""
        start = 0
        while start < len(block):
            if self._records < _FIRST_LINES:
                end = start + 1
                self._check(block[start])
            else:
                end = start + _SLICE
                self._block(block if start == 0 and end >= len(block) else block[start:end])
            end = min(end, len(block))
            self._records += end - start
            start = end
            if self._memory.over():
                self._relieve()

    def _block(self, block):
        mapper = self._mapper
        groups = self._groups
        pairs = key = None
        lines = iter(block)
        try:
            for line in lines:
                pairs = mapper(line.strip().split(" "))
                for key, value in pairs:
                    groups[key].append(value)
        except (TypeError, ValueError) as problem:
            if in_user_code(problem):
                raise
            number = len(block) - lines.__length_hint__() + self._records
            raise _not_pairs(pairs, key, number, problem) from problem

    def _check(self, line):
        """The same as above with a closer look: a two-letter word would pass for a pair."""
        number = self._records + 1
        pairs = self._mapper(line.strip().split(" "))
        if isinstance(pairs, (str, bytes, dict)):
            raise _not_pairs(pairs, None, number, "")
        item = None
        try:
            for item in pairs:
                if isinstance(item, (str, bytes)):
                    raise _not_pairs(pairs, None, number, f"{shown(item)} is not a pair")
                key, value = item
                self._groups[key].append(value)
        except (TypeError, ValueError) as problem:
            if in_user_code(problem):
                raise
            raise _not_pairs(pairs, item[0] if _is_pair(item) else None, number, problem) from problem

    def _relieve(self):
        if self._combiner is not None:
            self._combine()
            if not self._memory.over():
                return
        self._flush()

    def _combine(self):
        if self._combiner is None or not self._groups:
            return
        self._count()
        combined = checked_combine(self._combiner, self._groups)
        self._groups.clear()
        for key, value in combined.items():
            self._groups[key] = [value]
        self._outputs -= len(combined)
        del combined
        self._memory.released()

    def _count(self):
        self._outputs += sum(map(len, self._groups.values()))

    def _flush(self):
        if not self._groups:
            return
        self._count()
        self._flushes += 1
        for reducer, items in enumerate(partitioned(self._groups, len(self._writers))):
            self._picklers[reducer].dump(items)
            self._writers[reducer].flush()
        del items
        self._groups.clear()
        self._memory.released()

    def _sender(self, reducer):
        return lambda data: self._channel.frame(reducer, data)


def _is_pair(item):
    return isinstance(item, (tuple, list)) and len(item) == 2


def _not_pairs(pairs, key, number, problem):
    where = f"for line {number} of its task"
    if "unhashable" in str(problem):
        bad = key
        if isinstance(pairs, (list, tuple)):
            bad = next((item[0] for item in pairs if _is_pair(item) and not _hashable(item[0])), key)
        return UserError(
            f"mapper returned the key {shown(bad)} of type {type(bad).__name__} {where};"
            " a key must be str, bytes, int, float, bool, None or a tuple of them"
        )
    bad = pairs
    if isinstance(pairs, (list, tuple)):
        bad = next((item for item in pairs if not _is_pair(item)), pairs)
    if bad is pairs:
        what = f"{shown(pairs)} of type {type(pairs).__name__}"
    else:
        what = f"a {type(pairs).__name__} with {shown(bad)} of type {type(bad).__name__} in it"
    return UserError(f"mapper returned {what} {where}; it must return (key, value) pairs")


def _hashable(value):
    try:
        hash(value)
    except TypeError:
        return False
    return True
