"""The worker's life: connect, take commands until the engine closes the connection."""

import gc
import os
import sys

from .channel import Channel, leave
from .memory import Memory
from .usercode import Sources, failure_of


class _Log(type(sys.stdout)):
    """Standard output that stays open: it is the job's log, whatever the user's code closes."""

    def close(self):
        self.flush()


def serve(address, worker, limit):
    sys.stdout = _log_on(1)
    sys.stderr = _log_on(2)
    sys.argv = ["sks"]
    channel = Channel(address, worker)
    memory = Memory(limit)
    tasks = _Tasks(channel, memory)
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    while True:
        command = channel.command()
        if command is None:
            leave(0)
        try:
            result = tasks.run(command)
        except BaseException as problem:
            if channel.abandoned:
                leave(problem.code if isinstance(getattr(problem, "code", None), int) else 1)
            sys.stdout.flush()
            channel.failed(failure_of(problem, memory))
            leave(1)
        if channel.abandoned:
            leave(0)
        sys.stdout.flush()
        channel.done(result)


def _log_on(descriptor):
    copy = os.dup(descriptor)
    return _Log(open(copy, "wb", 8192), encoding="utf-8", errors="backslashreplace", line_buffering=True)


class _Tasks:
    def __init__(self, channel, memory):
        self._channel = channel
        self._memory = memory
        self._sources = None

    def run(self, command):
        return getattr(self, "_" + command["do"])(command)

    def _map(self, command):
        from .mapping import MapTask

        mapper = self._function(command, "mapper")
        combiner = self._combiner(command)
        task = MapTask(mapper, combiner, command["reducers"], self._channel, self._memory)
        with self._input(command) as file:
            return task.run(file, command.get("length"))

    def _reduce(self, command):
        from .reducing import Merge, Reduction
        from .results import Part

        part = Part(command["output"], command["reducer"])
        reduction = Reduction(self._function(command, "reducer"), self._combiner(command), part)
        try:
            Merge(reduction, self._memory, command["scratch"]).run(self._channel.pulled())
            part.commit()
        finally:
            part.discard()
        return _part(part, {"reduceGroups": reduction.groups, "spilledBytes": reduction.spilled})

    def _stream_map(self, command):
        from .streaming import StreamingMap

        with self._input(command) as file:
            return StreamingMap(command, self._channel, self._memory).run(file, command.get("length"))

    def _stream_reduce(self, command):
        from . import streaming
        from .results import Part

        part = Part(command["output"], command["reducer"])
        try:
            records = streaming.reduce(command, self._channel, self._memory, part)
            part.commit()
        finally:
            part.discard()
        return _part(part, {"reduceInputRecords": records})

    def _input(self, command):
        if command.get("path") is None:
            return self._channel.pulled()
        file = open(command["path"], "rb", 0)
        file.seek(command["offset"])
        return file

    def _function(self, command, name):
        if self._sources is None:
            self._sources = Sources(command["sources"])
        return self._sources.function(name)

    def _combiner(self, command):
        return self._function(command, "combiner") if command["combiner"] else None


def _part(part, counters):
    return {"file": part.name, "records": part.records, "bytes": part.bytes, "counters": counters}
