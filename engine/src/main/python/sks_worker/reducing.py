"""A reduce task: merges groups, on disk where memory is short, and calls the reducer."""

import os

from .emitting import FrameWriter, GroupPickler, partitioned, pickles, slices
from .keys import portable_hash, shown
from .usercode import UserError

_BUCKETS = 32
_MOST_LEVELS = 6
_KEYS_A_CALL = 1_000_000


class Reduction:
    """Calls the user's functions and checks what they return."""

    def __init__(self, reducer, combiner, part):
        self._reducer = reducer
        self.combiner = combiner
        self._part = part
        self.groups = 0
        self.spilled = 0

    def reduce(self, groups):
        for some in slices(groups, _KEYS_A_CALL):
            self.groups += len(some)
            results = self._reducer(some)
            if not isinstance(results, dict):
                raise UserError(
                    f"reducer returned {shown(results)} of type {type(results).__name__};"
                    " it must return a dict of key to value"
                )
            self._part.write(results)


class Merge:
    """Groups of one reducer, or of one bucket of it: kept in memory until they don't fit, from
    then on in files by their keys' hash, so that a key's list always comes together again."""

    def __init__(self, reduction, memory, folder, level=0):
        self._reduction = reduction
        self._memory = memory
        self._folder = folder
        self._level = level
        self._groups = {}
        self._files = None
        self._writers = None
        self._picklers = None

    def run(self, file):
        try:
            self._load(file)
            if self._files is None:
                self._reduction.reduce(self._groups)
            else:
                self._spill()
        except MemoryError as problem:
            named = self._too_large()
            if named is None:
                raise
            raise named from problem
        finally:
            self._groups.clear()
        if self._files is not None:
            self._reduce_buckets()

    def _load(self, file):
        groups = self._groups
        for keys, lists in pickles(file):
            for key, values in zip(keys, lists):
                if key in groups:
                    groups[key] += values
                else:
                    groups[key] = values
            del keys, lists
            if self._memory.over():
                self._relieve()

    def _relieve(self):
        groups = self._groups
        if self._reduction.combiner is not None:
            combined = checked_combine(self._reduction.combiner, groups)
            groups.clear()
            groups.update((key, [value]) for key, value in combined.items())
            del combined
            self._memory.released()
            if not self._memory.over():
                return
        if len(groups) > 1 and self._level < _MOST_LEVELS:
            self._spill()

    def _spill(self):
        if self._files is None:
            os.makedirs(self._folder, exist_ok=True)
            self._files = [open(self._bucket(n), "wb") for n in range(_BUCKETS)]
            writers = [FrameWriter(file.write) for file in self._files]
            self._writers = writers
            self._picklers = [GroupPickler(writer) for writer in writers]
        before = sum(writer.total for writer in self._writers)
        for number, items in enumerate(partitioned(self._groups, _BUCKETS, self._hash)):
            self._picklers[number].dump(items)
            self._writers[number].flush()
            items.clear()
        self._groups.clear()
        self._memory.released()
        self._reduction.spilled += sum(writer.total for writer in self._writers) - before

    def _hash(self, key):
        # Other bits at every level; mixed, because a reducer's keys share their hash's remainder.
        mixed = portable_hash(key) * 0x9E3779B1 & 0xFFFFFFFF
        return mixed >> (27 - 5 * self._level) & 31

    def _reduce_buckets(self):
        for file in self._files:
            file.close()
        for number in range(_BUCKETS):
            path = self._bucket(number)
            if os.path.getsize(path):
                with open(path, "rb", 1024 * 1024) as file:
                    inner = os.path.join(self._folder, str(number))
                    Merge(self._reduction, self._memory, inner, self._level + 1).run(file)
            os.unlink(path)
        os.rmdir(self._folder)

    def _bucket(self, number):
        return os.path.join(self._folder, f"{number}.groups")

    def _too_large(self):
        """The failure of a key that has most of the values, if there is one."""
        groups = self._groups
        if not groups:
            return None
        key = max(groups, key=lambda key: len(groups[key]))
        count = len(groups[key])
        if count * 2 < sum(map(len, groups.values())):
            return None
        groups.clear()
        return UserError(
            f"the list of key {shown(key)} ({count} values and more) does not fit in a worker's"
            f" memory of {self._memory.text()}; give a combiner, or more memory per worker",
            failure="OutOfMemory",
        )


def checked_combine(combiner, groups):
    combined = combiner(groups)
    if not isinstance(combined, dict):
        raise UserError(
            f"combiner returned {shown(combined)} of type {type(combined).__name__};"
            " it must return a dict of key to value"
        )
    return combined
