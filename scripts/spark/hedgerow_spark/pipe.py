"""On an executor: record batches through a process of Hedgerow.

A Python worker of Spark keeps its process for the tasks that come after, so the model is
loaded once for each slot. Each task is a stream of its own.
"""

from __future__ import annotations

import os
import select
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pyarrow as pa

# What the archive is called where it is unpacked.
ARCHIVE = "hedgerow"
# Names a program that is there already, instead of one that was shipped.
PROGRAM = "HEDGEROW_PROGRAM"


@dataclass(frozen=True)
class Shipped:
    """A file that went along with the job."""

    name: str


@dataclass(frozen=True)
class Stage:
    """A command of the program, as a function for `mapInArrow`."""

    words: tuple[str | Shipped, ...]

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        first = next(batches, None)
        if first is None:
            return
        process = _Process.of(self._command())
        try:
            yield from process.stream(first, batches)
        except BaseException:
            process.kill()
            raise
        process.keep()

    def _command(self) -> tuple[str, ...]:
        from pyspark import SparkFiles

        program = os.environ.get(PROGRAM) or str(Path(SparkFiles.get(ARCHIVE)) / "bin/hedgerow")
        if not os.access(program, os.X_OK):
            # Spark unpacks a .tar without its permissions.
            Path(program).chmod(0o755)
        words = (
            SparkFiles.get(word.name) if isinstance(word, Shipped) else word for word in self.words
        )
        return (program, *words, "--format", "arrow-stream", "--no-config", "-")


class _Process:
    """A process that is waiting for its next stream, or at work on one."""

    # Of this Python worker; at most one, since each holds a model.
    idle: _Process | None = None

    def __init__(self, command: tuple[str, ...]) -> None:
        self.command = command
        self.talk = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.talk
        )

    @classmethod
    def of(cls, command: tuple[str, ...]) -> _Process:
        """The one that is waiting, where it is one of this command and still there."""
        waiting, cls.idle = cls.idle, None
        if waiting is not None:
            if waiting.command == command and waiting.process.poll() is None:
                return waiting
            waiting.kill()
        return cls(command)

    def keep(self) -> None:
        _Process.idle = self

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def stream(
        self, first: pa.RecordBatch, others: Iterator[pa.RecordBatch]
    ) -> Iterator[pa.RecordBatch]:
        """One stream in, one out. The pipes hold back whichever side is ahead."""
        failures: list[BaseException] = []

        def send() -> None:
            try:
                with pa.ipc.new_stream(self.process.stdin, first.schema) as writer:
                    for batch in chain([first], others):
                        writer.write_batch(batch)
                        self.process.stdin.flush()
                self.process.stdin.flush()
            except BaseException as failure:  # noqa: BLE001 - raised below, by who waits
                failures.append(failure)
                # Without an end mark, what it says is not the answer to all rows.
                self.process.kill()

        sender = threading.Thread(target=send, daemon=True)
        sender.start()
        try:
            yield from pa.ipc.open_stream(self.process.stdout)
        except (pa.ArrowInvalid, OSError) as failure:
            raise self.failure(failures) from failure
        # A stream that was cut between two batches reads like one that has ended; but
        # a process that has more to do has not closed its side.
        if select.select([self.process.stdout], [], [], 0)[0]:
            raise self.failure(failures)
        sender.join()
        if failures:
            raise self.failure(failures)

    def failure(self, failures: list[BaseException]) -> BaseException:
        """Why there is no whole answer: what stopped the sender, unless that was the
        program's end, or else what the program said."""
        for failure in failures:
            if not isinstance(failure, (BrokenPipeError, pa.ArrowException)):
                return failure
        self.kill()
        self.talk.seek(0)
        said = self.talk.read().decode("utf-8", "replace").strip()[-2000:]
        return RuntimeError(said or f"hedgerow ended with status {self.process.returncode}")
