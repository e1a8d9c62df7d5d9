"""Is what Spark gives what one machine gives, although a worker dies in mid-job?

    .cache/spark/bin/python scripts/spark/check.py [PROGRAM]

starts a master and two workers on this machine, sends statements and articles through
them, kills a worker while it is at work, and compares row by row with the program alone.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import hedgerow_spark as hedgerow
from cluster import Cluster, below
from hedgerow_spark import pipe
from pyspark.sql import DataFrame, SparkSession
from tables import write_csv

PARTS = 12
PLACES = ("Norland", "Arden", "the Lowmarch", "Sorrel Bay", "Tamber")
GOODS = ("barley", "bolts", "rare earths", "cranes", "natural gas")


def statements(count: int) -> list[dict[str, str | None]]:
    """Invented statements of ten documents' length each; some cannot be scored."""
    rows = []
    for n in range(count):
        place, good = PLACES[n % 5], GOODS[n // 5 % 5]
        text = (
            f"The ministry will buy {n} tonnes of {good} from {place} by {n % 28 + 1} March.",
            f"We hope that the talks with {place} on {good} could one day bear fruit.",
            f"Our position on {good} is consistent and clear, and {place} knows it.",
            f"{place} may impose a tariff of {n % 90} percent on {good}, or may not.",
        )[n % 4]
        rows.append(
            {
                "id": f"s{n}",
                "document": f"d{n // 10}" if n % 7 else "",
                "date": f"2025-{n % 12 + 1:02}-{n % 28 + 1:02}",
                "source": f"gazette {n % 3}",
                "actor": ("US", "Beijing", "US;CN", "Ruritania", "")[n // 10 % 5],
                "text": "" if n % 97 == 13 else text,
            }
        )
    return rows


def articles(count: int) -> list[dict[str, str]]:
    rows = []
    for n in range(count):
        place, good = PLACES[n % 5], GOODS[n // 5 % 5]
        text = (
            f"Delegates of {place} met on Tuesday. “We will lift the duty on {good} on {n % 28 + 1} "
            f"March,” said Tilda Orr, a spokesperson for the White House. {place} has never agreed "
            f"to the timetable for {good}, Wen Bo, a spokesperson for China's Ministry of Commerce, "
            f"said in briefing {n}."
        )
        rows.append(
            {
                "id": f"a{n}",
                "title": f"Talks on {good}",
                "date": f"2025-11-{n % 28 + 1:02}",
                "text": "" if n % 23 == 5 else text,
            }
        )
    return rows


def write_parquet(rows: list[dict], folder: Path) -> None:
    folder.mkdir()
    for part in range(PARTS):
        pq.write_table(pa.Table.from_pylist(rows[part::PARTS]), folder / f"{part}.parquet")


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def as_csv(row: dict[str, object]) -> dict[str, str]:
    """A row's cells as the program writes them to CSV."""

    def cell(value: object) -> str:
        if value is None:
            return ""
        return f"{value:.4f}" if isinstance(value, float) else str(value)

    return {name: cell(value) for name, value in row.items()}


def same(what: str, found: list[dict], expected: list[dict]) -> None:
    if found == expected:
        print(f"check: {what}: {len(found)} rows are those of one machine", flush=True)
        return
    pairs = [pair for pair in zip(found, expected, strict=False) if pair[0] != pair[1]]
    raise SystemExit(
        f"check: {what}: {len(found)} rows for {len(expected)}, {len(pairs)} differ: {pairs[:2]}"
    )


def split(rows: list[dict], order: list[str]) -> tuple[list[dict], list[dict]]:
    """The usable rows in a given order of ids, without their reason; and the others."""
    good = [as_csv(row) for row in rows if row["reject_reason"] is None]
    for row in good:
        del row["reject_reason"]
    places = {name: place for place, name in enumerate(order)}
    good.sort(key=lambda row: places[row["id"]])
    return good, [as_csv(row) for row in rows if row["reject_reason"] is not None]


class Loss(threading.Thread):
    """Kills a worker when some tasks of a job are done and others are not."""

    def __init__(self, spark: SparkSession, cluster: Cluster) -> None:
        super().__init__(daemon=True)
        self.tracker = spark.sparkContext.statusTracker()
        self.cluster = cluster
        self.done: int | None = None

    def run(self) -> None:
        while self.done is None:
            for stage in self.tracker.getActiveStageIds():
                info = self.tracker.getStageInfo(stage)
                if info and info.numTasks == PARTS and info.numCompletedTasks >= 3:
                    self.cluster.lose(self.cluster.workers[0])
                    self.done = info.numCompletedTasks
                    return
            time.sleep(0.05)


def in_parts(df: DataFrame) -> DataFrame:
    """So many tasks, whatever Spark makes of small files."""
    return df.repartition(PARTS, "id")


def check_pipe(program: str) -> None:
    """What a task does, without Spark."""
    os.environ[pipe.PROGRAM] = program
    stage = pipe.Stage(("score", "--workers", "1"))
    batch = pa.RecordBatch.from_pylist([{"text": "We will see."}, {"text": ""}])
    first = pa.Table.from_batches(list(stage(iter([batch, batch]))))
    process = pipe._Process.idle
    assert first.num_rows == 4 and process is not None
    again = pa.Table.from_batches(list(stage(iter([batch]))))
    assert pipe._Process.idle is process, "the model is loaded once"
    assert again.equals(first.slice(0, 2))
    assert list(stage(iter([]))) == []

    def failing() -> object:
        yield batch
        raise KeyError("upstream")

    for stage, batches, error, said in (
        (stage, failing(), KeyError, "upstream"),
        (pipe.Stage(("score",)), iter([batch.rename_columns(["t"])]), RuntimeError, "--text-column"),
        (pipe.Stage(("scores",)), iter([batch]), RuntimeError, "unrecognized subcommand"),
    ):
        try:
            list(stage(batches))
        except error as raised:
            assert said in str(raised), raised
        else:
            raise AssertionError(f"{stage} should have failed")
        assert pipe._Process.idle is None
    # A program that dies between two batches leaves what looks like an ended stream.
    stage = pipe.Stage(("score", "--workers", "1"))

    def dying() -> object:
        yield batch
        time.sleep(60)

    answers = stage(dying())
    next(answers)
    for pid in below(os.getpid()):
        os.kill(pid, 9)
    try:
        list(answers)
    except RuntimeError as raised:
        assert "-9" in str(raised), raised
    else:
        raise AssertionError("the rest of the rows is missing")
    del os.environ[pipe.PROGRAM]
    print("check: a task's process is kept, and what goes wrong is said", flush=True)


def example(folder: Path) -> list[dict[str, str]]:
    """The cells of example.py, as a job that is submitted."""
    submit = Path(os.environ["SPARK_HOME"]) / "bin/spark-submit"
    words = [HERE / "example.py", "hedgerow.tar", "articles.parquet", "example"]
    job = subprocess.run(
        [submit, "--master", "local[2]", *words], cwd=folder, check=False, capture_output=True
    )
    assert job.returncode == 0, job.stderr
    (part,) = (folder / "example/cells.csv").glob("*.csv")

    def cell(value: str) -> str:
        return f"{float(value):.4f}" if "." in value else value

    return [{name: cell(value) for name, value in row.items()} for row in read_csv(part)]


def main(program: str) -> None:
    check_pipe(program)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        said, told = statements(600), articles(72)
        for rows, kind in ((said, "statements"), (told, "articles")):
            write_csv(rows, folder / f"{kind}.csv")
            write_parquet(rows, folder / f"{kind}.parquet")
        subprocess.run([HERE / "bundle", folder / "hedgerow.tar", program], check=True)

        def alone(*words: str, status: int = 2) -> None:
            run = subprocess.run([program, *words], cwd=folder, check=False, capture_output=True)
            assert run.returncode == status, run.stderr

        alone("score", "statements.csv", "--out", "scored.csv")
        by = "actor,topic,quarter"
        alone("aggregate", "scored.csv", "--by", by, "--out", "cells.csv", "--seed", "5", status=0)
        found = ("--independent", "--id-column", "id", "--out", "extracted.csv")
        alone("extract", "articles.csv", *found)

        with Cluster(folder) as cluster:
            spark = cluster.session()
            hedgerow.ship(spark, folder / "hedgerow.tar")
            loss = Loss(spark, cluster)
            loss.start()
            df = hedgerow.score(in_parts(spark.read.parquet(str(folder / "statements.parquet"))))
            df.write.parquet(str(folder / "scored.parquet"))
            assert loss.done is not None and loss.done < PARTS, "no worker was lost in mid-job"
            print(f"check: a worker was killed when {loss.done} of {PARTS} tasks were done")
            scored = spark.read.parquet(str(folder / "scored.parquet"))
            expected = read_csv(folder / "scored.csv")
            rows = [row.asDict() for row in scored.collect()]
            good, rejected = split(rows, [row["id"] for row in said])
            same("scores", good, expected)
            rejects = read_csv(folder / "scored.csv.rejects.csv")
            reasons = {row["id"]: row["reason"] for row in rejects}
            assert {row["id"]: row["reject_reason"] for row in rejected} == reasons, rejected
            assert len(rejected) == len(rejects)

            cells = hedgerow.aggregate(scored, by=by.split(","), seed=5)
            found = [as_csv(row.asDict()) for row in cells.collect()]
            same("cells", found, read_csv(folder / "cells.csv"))

            df = hedgerow.extract(in_parts(spark.read.parquet(str(folder / "articles.parquet"))))
            rows = [row.asDict() for row in df.collect()]
            expected = read_csv(folder / "extracted.csv")
            good, rejected = split(rows, [row["id"] for row in expected])
            same("statements", good, expected)
            unread = [row["document"] for row in rejected]
            rejects = read_csv(folder / "extracted.csv.rejects.csv")
            assert sorted(unread) == sorted(row["id"] for row in rejects), unread
            spark.stop()
        alone("score", "extracted.csv", "--out", "said.csv", status=0)
        alone("aggregate", "said.csv", "--out", "said_cells.csv", status=0)
        same("cells of the example", example(folder), read_csv(folder / "said_cells.csv"))


if __name__ == "__main__":
    main(*sys.argv[1:] or [str(HERE.parents[1] / "target/release/hedgerow")])
