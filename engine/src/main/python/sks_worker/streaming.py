"""Programs of the Hadoop Streaming contract: records on standard input and output, key TAB value,
sorted by the key's bytes before the reducer. Sorting is left to sort(1), which spills by itself."""

import collections
import os
import subprocess
import sys
import threading
import zlib

from .emitting import FrameWriter
from .mapping import InputChanged
from .results import line
from .usercode import UserError

_PIECE = 1024 * 1024
_LAST_LINES = 20


class Command:
    """A command line running in the program's folder, fed by a thread."""

    def __init__(self, role, text, folder, feed=None, stdin=subprocess.PIPE):
        self._role = role
        self._problem = None
        self._last = collections.deque(maxlen=_LAST_LINES)
        self._process = subprocess.Popen(
            ["/bin/sh", "-c", text],
            cwd=folder,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.stdout = self._process.stdout
        self._threads = [threading.Thread(target=self._forward, daemon=True)]
        if feed is not None:
            self._threads.append(threading.Thread(target=self._feed, args=(feed,), daemon=True))
        for thread in self._threads:
            thread.start()

    def pieces(self):
        """What the command prints, in pieces of whole lines, each ended by a newline."""
        rest = b""
        while True:
            data = self.stdout.read1(_PIECE)
            if not data:
                break
            end = data.rfind(b"\n") + 1
            if end:
                yield rest + data[:end]
                rest = data[end:]
            else:
                rest += data
        if rest:
            yield rest + b"\n"
        self._finish()

    def _finish(self):
        code = self._process.wait()
        for thread in self._threads:
            thread.join()
        if self._problem is not None:
            raise self._problem
        if code:
            how = f"was ended by signal {-code}" if code < 0 else f"exited with code {code}"
            raise UserError(
                f"the {self._role} command {how}",
                exit_code=128 - code if code < 0 else code,
                trace=b"".join(self._last).decode("utf-8", "replace") or None,
            )

    def _feed(self, feed):
        try:
            for data in feed:
                self._process.stdin.write(data)
            self._process.stdin.close()
        except BrokenPipeError:
            # A command may stop reading; its exit code tells whether that is an error.
            return
        except Exception as problem:
            self._problem = problem
            self._process.kill()

    def _forward(self):
        for text in self._process.stderr:
            self._last.append(text)
            sys.stderr.buffer.write(text)
            sys.stderr.flush()


class Sort:
    """sort(1) by the bytes before the first TAB; equal keys stay in their order."""

    def __init__(self, folder, memory):
        os.makedirs(folder, exist_ok=True)
        self._process = subprocess.Popen(
            ["sort", "-s", "-t", "\t", "-k", "1,1", "-S", f"{memory.limit // 4 // 1024}K", "-T", folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "LC_ALL": "C"},
        )
        self.stdout = self._process.stdout

    def feed(self, data):
        self._process.stdin.write(data)

    def end(self):
        self._process.stdin.close()

    def finish(self):
        self.stdout.close()
        code = self._process.wait()
        # Negative: the reader of its output stopped early.
        if code > 0:
            raise OSError(f"sort(1) exited with code {code}: is the scratch folder's disk full?")


class StreamingMap:
    def __init__(self, command, channel, memory):
        self._command = command
        self._channel = channel
        self._memory = memory
        count = command["reducers"]
        self._writers = [FrameWriter(self._sender(n)) for n in range(count)]
        self._kept = [[] for _ in range(count)]
        self._size = 0
        self._records = 0
        self._bytes = 0
        self._outputs = 0
        self._last = b"\n"

    def run(self, file, length):
        mapper = Command("mapper", self._command["mapperCommand"], self._command["sources"], self._input(file, length))
        for piece in mapper.pieces():
            self._take(piece)
            self._channel.progress(self._records, self._bytes)
        self._flush()
        if self._last != b"\n":
            self._records += 1
        return {
            "mapInputRecords": self._records,
            "mapInputBytes": self._bytes,
            "mapOutputRecords": self._outputs,
            "shuffledBytes": sum(writer.total for writer in self._writers),
        }

    def _input(self, file, length):
        left = length
        while left is None or left:
            data = file.read(_PIECE if left is None else min(_PIECE, left))
            if not data:
                if left:
                    raise InputChanged(f"the input ended {left} bytes early: it changed while the job read it")
                return
            if left is not None:
                left -= len(data)
            self._bytes += len(data)
            self._records += data.count(b"\n")
            self._last = data[-1:]
            yield data

    def _take(self, piece):
        count = len(self._kept)
        kept = self._kept
        records = piece.split(b"\n")
        records.pop()
        for record in records:
            kept[zlib.crc32(record.partition(b"\t")[0]) % count].append(record)
        self._outputs += len(records)
        self._size += len(piece)
        if self._size >= self._memory.limit // 16:
            self._flush()

    def _flush(self):
        for number, records in enumerate(self._kept):
            if records:
                self._write(number, records)
                records.clear()
        self._size = 0

    def _write(self, number, records):
        writer = self._writers[number]
        data = b"\n".join(records) + b"\n"
        combiner = self._command.get("combinerCommand")
        if combiner is None:
            writer.write(data)
        else:
            sort = Sort(self._command["scratch"], self._memory)
            command = Command("combiner", combiner, self._command["sources"], stdin=sort.stdout)
            # sort(1) prints nothing before it has read all.
            sort.feed(data)
            sort.end()
            for piece in command.pieces():
                writer.write(piece)
            sort.finish()
        writer.flush()

    def _sender(self, reducer):
        return lambda data: self._channel.frame(reducer, data)


def reduce(command, channel, memory, part):
    """Returns the number of records the reducer got."""
    sort = Sort(command["scratch"], memory)
    records = 0
    pulled = channel.pulled()
    while True:
        data = pulled.read(_PIECE)
        if not data:
            break
        records += data.count(b"\n")
        sort.feed(data)
    sort.end()
    reducer = Command("reducer", command["reducerCommand"], command["sources"], stdin=sort.stdout)
    for piece in reducer.pieces():
        part.write_lines([_result(record) for record in piece[:-1].split(b"\n")])
    sort.finish()
    return records


def _result(record):
    key, _, value = record.decode("utf-8", "replace").partition("\t")
    return line(key, value)
