"""What does scale cost? One process, two, and Spark with two workers, on one machine and the
same statements; for scripts/spark/README.md.

    .cache/spark/bin/python scripts/spark/measure.py TABLE.csv [--rows 200000]
        [--precision fp32] [--program P]

TABLE has a column `text`; of actor, document and date, what it lacks is made up. Prints
Markdown. Beside the seconds on the wall stand those of all processors together, which
others' work on the machine disturbs less.
"""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import hedgerow_spark as hedgerow
from cluster import Cluster, below
from pyspark.sql import DataFrame
from pyspark.sql import functions as f
from tables import write_csv

ACTORS = ("US", "CN", "EU", "JP", "BR")
TICKS = os.sysconf("SC_CLK_TCK")


def read(table: Path, count: int) -> list[dict[str, str]]:
    rows = []
    with table.open(encoding="utf-8", newline="") as file:
        for n, row in enumerate(csv.DictReader(file)):
            if n == count:
                break
            rows.append(
                {
                    "id": f"s{n}",
                    "document": row.get("document") or f"d{n // 20}",
                    "date": row.get("date") or "2025-01-01",
                    "actor": row.get("actor") or ACTORS[n % 5],
                    "text": row["text"],
                }
            )
    return rows


def processors() -> float:
    """Seconds that this process' children have computed, those that are gone among them."""
    total = sum(os.times()[2:4])
    for pid in below(os.getpid()):
        try:
            stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        # Own and waited-for children's, in user and system mode.
        total += sum(int(ticks) for ticks in stat[11:15]) / TICKS
    return total


def measured(work: Callable[[], object]) -> tuple[float, float]:
    wall, used = time.monotonic(), processors()
    work()
    return time.monotonic() - wall, processors() - used


def line(what: str, rows: int, seconds: tuple[float, float]) -> None:
    wall, used = seconds
    print(f"| {what} | {wall:.1f} | {rows / wall:.0f} | {used:.1f} | {rows / used:.0f} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("table", type=Path)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--parts", type=int, default=8)
    parser.add_argument(
        "--batch", type=int, default=10_000, help="rows in a record batch (default: as Spark)"
    )
    parser.add_argument("--precision", default="fp32", choices=("fp32", "bf16"))
    program = HERE.parents[1] / "target/release/hedgerow"
    parser.add_argument("--program", type=Path, default=program)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        measure(asked, Path(name))


def measure(asked: argparse.Namespace, folder: Path) -> None:
    rows = read(asked.table, asked.rows)
    count = len(rows)
    halves = [rows[::2], rows[1::2]]
    for part, name in ((rows, "all"), *zip(halves, ("0", "1"), strict=True)):
        write_csv(part, folder / f"{name}.csv")
    (folder / "all.parquet").mkdir()
    for part in range(asked.parts):
        table = pa.Table.from_pylist(rows[part :: asked.parts])
        pq.write_table(table, folder / f"all.parquet/{part}.parquet")

    def score(*names: str) -> None:
        command = [asked.program, "score", "--workers", "1", "--precision", asked.precision]
        running = [
            subprocess.Popen(
                [*command, f"{name}.csv", "--out", f"{name}.scored.csv"],
                cwd=folder,
                stderr=subprocess.DEVNULL,
            )
            for name in names
        ]
        for process in running:
            assert process.wait() in (0, 2)

    load = os.getloadavg()[0]
    print(
        f"{count} statements, {asked.precision}, {asked.parts} parts, "
        f"{os.cpu_count()} processors, load {load:.1f}\n"
    )
    print("| | seconds | statements a second | processor seconds | statements a processor second |")
    print("|---|---|---|---|---|")
    line("one process", count, measured(lambda: score("all")))
    line("two processes", count, measured(lambda: score("0", "1")))
    bundle = folder / "hedgerow.tar"
    subprocess.run([HERE / "bundle", bundle, asked.program], check=True, capture_output=True)
    with Cluster(folder) as cluster:
        batch = {"spark.sql.execution.arrow.maxRecordsPerBatch": str(asked.batch)}
        spark = cluster.session(**batch)

        def score_frame(frame: DataFrame) -> DataFrame:
            return hedgerow.score(frame, precision=asked.precision)

        def ship() -> None:
            hedgerow.ship(spark, bundle)
            # One task for each slot: unpacks the archive, loads the model.
            few = spark.createDataFrame(rows[:2]).repartition(2)
            score_frame(few).collect()

        first = measured(ship)
        statements = spark.read.parquet(str(folder / "all.parquet")).repartition(asked.parts, "id")
        scored = str(folder / "scored.parquet")
        line(
            "Spark, two workers",
            count,
            measured(lambda: score_frame(statements).write.parquet(scored)),
        )
        # Rows with a reason pass through the same pipes, and are not scored.
        idle = statements.withColumn("reject_reason", f.lit("not asked for"))
        passed = measured(lambda: score_frame(idle).write.parquet(f"{scored}.idle"))
        copied = measured(lambda: idle.write.parquet(f"{scored}.copy"))
        cells = str(folder / "cells.parquet")
        gathered = measured(
            lambda: hedgerow.aggregate(spark.read.parquet(scored)).write.parquet(cells)
        )
    batches = sum(-(-len(rows[part :: asked.parts]) // asked.batch) for part in range(asked.parts))
    subprocess.run(
        [asked.program, "aggregate", "all.scored.csv", "--partial", "--out", "sums.parquet"],
        cwd=folder, check=False, capture_output=True,
    )  # fmt: skip
    sums = folder / "sums.parquet"
    over = [(passed[n] - copied[n]) / batches * 1000 for n in (0, 1)]
    print(f"\nthe first task of each worker (archive, model): {first[0]:.1f} s")
    print(
        f"the same rows through the pipes unscored: {passed[0]:.1f} s, {passed[1]:.1f} of processors; "
        f"copied by Spark alone: {copied[0]:.1f} s, {copied[1]:.1f}"
    )
    print(f"so a batch of at most {asked.batch} rows costs {over[0]:.0f} ms, {over[1]:.0f} of processors")
    print(f"aggregate: {gathered[0]:.1f} s, {gathered[1]:.1f} of processors")
    print(
        f"sums: {pq.read_metadata(sums).num_rows} rows, {sums.stat().st_size} bytes as Parquet; "
        f"{len({row['document'] for row in rows})} documents"
    )


if __name__ == "__main__":
    main()
