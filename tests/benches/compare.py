"""Hedgerow and its peers on the same statements, in turns.

Usage: compare.py TABLE FOLDER [--rounds N] [--workers N] [--program FILE]
                  [--only WORD ...] [--once WORD ...]

TABLE is a CSV with a column `text`. Each contender goes from this table to a table of
scores, as a program of its own, once in each round, in turns, so that what else the
machine does falls on all alike; those with one of the words of --once in their name run
in the first round only, since the slowest can take half an hour. The first 200 statements are scored alone before, which
shows what starting costs. FOLDER gets measures.csv (each run), table.md (medians) and
throughput.svg, after each round.

Statements per second are those of the whole program by the clock on the wall, starting
included. Beside them stand those per second of processor time (user and system, all
threads and children) behind the first 200, which others' work on the machine disturbs less.
"""

from __future__ import annotations

import argparse
import csv
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
START = 200
PEER_COLOUR, OUR_COLOUR = "#9a9a9a", "#2f6f4f"


@dataclass(frozen=True)
class Contender:
    name: str
    command: tuple[str, ...]
    ours: bool


@dataclass(frozen=True)
class Run:
    seconds: float
    processor_seconds: float
    peak_bytes: int


def hedgerow(program: Path, workers: int, engine: str, precision: str) -> Contender:
    flags = ["--engine", engine, "--precision", precision, "--workers", str(workers)]
    command = [str(program), "score", "{in}", "--no-config", "--fresh", "--out", "{out}", *flags]
    return Contender(f"hedgerow, {engine} {precision}", tuple(command), True)


def peer(workers: int, name: str, script: str) -> Contender:
    command = [sys.executable, "-B", str(HERE / "peers" / script), "{in}", "{out}", str(workers)]
    return Contender(name, tuple(command), False)


def contenders(program: Path, workers: int) -> list[Contender]:
    ours = [
        hedgerow(program, workers, engine, precision)
        for engine in ("openvino", "torch")
        for precision in ("bf16", "fp32")
    ]
    peers = [
        peer(workers, "transformers pipeline, batch_size=32, fp32", "pipeline.py"),
        peer(workers, "transformers tuned by hand, bf16", "tuned.py"),
        peer(workers, "OpenVINO in Python, bf16", "ov.py"),
    ]
    return [*ours, *peers]


def run(contender: Contender, table: Path, folder: Path) -> Run:
    places = {"{in}": str(table), "{out}": str(folder / "scores.csv")}
    command = [places.get(word, word) for word in contender.command]
    with open(folder / "log.txt", "w+b") as log:
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdout=log, stderr=log)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        # 2: some rows were rejected, and counted.
        if process.returncode not in (0, 2):
            log.seek(0)
            text = log.read().decode(errors="replace")
            sys.exit(f"bench: {contender.name} ended with {process.returncode}:\n{text}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def ceiling() -> tuple[float, float]:
    """Floating-point operations a second and core, in fp32 and bf16."""
    command = [sys.executable, "-B", str(HERE / "peers" / "ceiling.py"), "2"]
    return tuple(map(float, subprocess.check_output(command).split()))


def first(table: Path, count: int, folder: Path) -> Path:
    part = folder / f"first{count}.csv"
    with open(table, newline="", encoding="utf-8") as source:
        rows = [row["text"] for _, row in zip(range(count), csv.DictReader(source))]
    with open(part, "w", newline="", encoding="utf-8") as target:
        csv.writer(target).writerows([["text"], *([text] for text in rows)])
    return part


def operations(table: Path) -> tuple[int, float]:
    """How many statements there are, and the matrix operations of one, on average."""
    # In a process of its own: what this one holds counts as its children's peak memory.
    command = [sys.executable, "-B", str(HERE / "peers" / "work.py"), str(table)]
    count, work = subprocess.check_output(command).split()
    return int(count), float(work)


def processor() -> str:
    with open("/proc/cpuinfo", encoding="ascii", errors="replace") as file:
        lines = file.read().splitlines()
    name = next(line for line in lines if line.startswith("model name")).split(":", 1)[1].strip()
    flags = next(line for line in lines if line.startswith("flags")).split()
    wide = [flag for flag in ("avx512_bf16", "amx_bf16") if flag in flags]
    return f"{name} ({', '.join(wide) or 'no bf16'}), {os.cpu_count()} cores"


def picture(rates: dict[Contender, float], path: Path) -> None:
    order = sorted(rates, key=lambda contender: rates[contender])
    plt.rcParams["svg.hashsalt"] = "hedgerow"
    # Letters as letters, which makes the file small.
    plt.rcParams["svg.fonttype"] = "none"
    figure, axes = plt.subplots(figsize=(7.5, 3.2))
    colours = [OUR_COLOUR if contender.ours else PEER_COLOUR for contender in order]
    bars = axes.barh([c.name for c in order], [rates[c] for c in order], color=colours)
    axes.bar_label(bars, fmt="%.0f", padding=3)
    axes.set_xlabel("statements per second, from table to table")
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, bbox_inches="tight", metadata={"Date": None})


@dataclass
class Measures:
    """What was measured so far."""

    workers: int
    count: int
    work: float
    runs: dict[Contender, list[Run]]
    starts: dict[Contender, list[Run]]
    ceilings: list[tuple[float, float]]

    def write(self, folder: Path) -> str:
        with open(folder / "measures.csv", "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(
                ["contender", "statements", "seconds", "processor_seconds", "peak_bytes"]
            )
            for size, measured in ((START, self.starts), (self.count, self.runs)):
                for contender, each in measured.items():
                    for one in each:
                        times = (f"{t:.2f}" for t in (one.seconds, one.processor_seconds))
                        writer.writerow([contender.name, size, *times, one.peak_bytes])
        rates = {
            contender: self.count / median(runs, "seconds")
            for contender, runs in self.runs.items()
        }
        picture(rates, folder / "throughput.svg")
        text = self.table(rates)
        (folder / "table.md").write_text(text, encoding="utf-8")
        return text

    def per_core(self, contender: Contender) -> float:
        """Statements per second of processor time, behind the first."""
        spent = median(self.runs[contender], "processor_seconds")
        return (self.count - START) / (
            spent - median(self.starts[contender], "processor_seconds")
        )

    def table(self, rates: dict[Contender, float]) -> str:
        slowest = min(rates.values())
        fp32, bf16 = (statistics.median(column) for column in zip(*self.ceilings))
        lines = [
            f"{self.count:,} statements of {self.work / 1e9:.2f} GFLOP each, "
            f"{len(self.ceilings)} rounds, {self.workers} workers; {processor()}; "
            f"Python {platform.python_version()}.",
            f"Ceiling per core: {fp32 / 1e9:.0f} GFLOP/s in fp32, {bf16 / 1e9:.0f} in bf16.",
            "",
            "| | statements per second | against the slowest | per processor second, "
            "behind the first | of the ceiling | first 200, seconds | peak memory |",
            "|---|--:|--:|--:|--:|--:|--:|",
        ]
        for contender in sorted(rates, key=lambda contender: -rates[contender]):
            rate, per_core = rates[contender], self.per_core(contender)
            top = bf16 if "bf16" in contender.name else fp32
            lines.append(
                f"| {contender.name} | {rate:.0f} | {rate / slowest:.2f} × | {per_core:.0f} "
                f"| {rate * self.work / (top * self.workers):.0%} "
                f"| {median(self.starts[contender], 'seconds'):.1f} "
                f"| {median(self.runs[contender], 'peak_bytes') / 1e9:.2f} GB |"
            )
        return "\n".join(lines) + "\n"


def median(measured: list[Run], value: str) -> float:
    return statistics.median(getattr(one, value) for one in measured)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("table", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--program", type=Path, default=ROOT / "target/release/hedgerow")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--only", nargs="+", default=[""], help="words in the names of some")
    parser.add_argument("--once", nargs="+", default=[], help="words in the names of others")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    field = contenders(options.program, options.workers)
    field = [each for each in field if any(word in each.name for word in options.only)]
    count, work = operations(options.table)
    measures = Measures(
        options.workers, count, work, {c: [] for c in field}, {c: [] for c in field}, []
    )
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        few = first(options.table, START, folder)
        for number in range(options.rounds):
            measures.ceilings.append(ceiling())
            for contender in field:
                if number and any(word in contender.name for word in options.once):
                    continue
                measures.starts[contender].append(run(contender, few, folder))
                measures.runs[contender].append(run(contender, options.table, folder))
                spent = measures.runs[contender][-1]
                print(f"round {number + 1}: {contender.name}: {spent}", flush=True)
            print(measures.write(options.folder), flush=True)


if __name__ == "__main__":
    main()
