"""Hedgerow on Apache Spark: articles to statements, statements to scores, scores to cells.

    import hedgerow_spark as hedgerow
    hedgerow.ship(spark, "hedgerow.tar.gz")              # made by scripts/spark/bundle
    statements = hedgerow.extract(spark.read.parquet("articles.parquet"))
    scored = hedgerow.score(statements)
    cells = hedgerow.aggregate(scored, by=["actor", "topic"])

Each stage takes a DataFrame and gives one; nothing happens before rows are asked for.
Columns are those of the CSV tables, with numbers as numbers. Rows that cannot be used
stay, and say why in the column `reject_reason`. What a row becomes depends on the row
alone, so a task that is run again gives the same rows.

Further arguments are the flags of the program: `text_column="body"` is `--text-column
body`, `intervals=True` is `--intervals`, and `topic_table="mine.toml"` ships the file.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from . import pipe

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame, SparkSession
    from collections.abc import Iterable

    from pyspark.sql.types import StructField, StructType

__all__ = ["aggregate", "extract", "score", "ship"]

# Columns that a stage reads, by the flags that name others.
ARTICLE = ("text", "title", "date", "source", "url", "author")
STATEMENT = ("text", "id", "date", "source", "document", "actor", "speaker", "topic")

RATINGS = (("score", "double"), ("specificity", "double"), ("firmness", "double"))
WORDS = (("label", "string"), ("act", "string"))
INTERVAL = (("score_low", "double"), ("score_high", "double"))
EVIDENCE = (("score_evidence", "string"),)
REASON = ("reject_reason", "string")

STATEMENTS = (
    *((name, "string") for name in ("id", "document")),
    ("date", "date"),
    *(
        (name, "string")
        for name in (
            "source", "title", "url", "actor", "speaker", "role", "form", "voice", "lent_by",
            "source_words", "cue_words", "distancing", "dates", "text", "spans", "evidence",
        )
    ),
    REASON,
)  # fmt: skip

SUMS = (
    ("all_topics", "string"),
    ("in_document", "string"),
    *(
        (f"sum_{name}", "bigint")
        for name in ("n", "score", "specificity", "firmness", "concrete", "hedged")
    ),
)
CELLS = (
    ("n", "bigint"),
    ("n_documents", "bigint"),
    ("mean_score", "double"),
    ("ci_low", "double"),
    ("ci_high", "double"),
    ("mean_specificity", "double"),
    ("mean_firmness", "double"),
    ("share_concrete", "double"),
    ("share_hedged", "double"),
)

# Flags whose values are files.
LISTS = ("topic_table", "actor_table")


def ship(spark: SparkSession, bundle: str | Path | None = None) -> None:
    """Ships the program with its models, and this package, to all executors. Once for a
    session, before the first stage. Without a bundle the program has to be on all nodes,
    where `spark.executorEnv.HEDGEROW_PROGRAM` says."""
    context = spark.sparkContext
    if bundle is not None:
        context.addArchive(f"{Path(bundle).resolve()}#{pipe.ARCHIVE}")
    here = Path(__file__).parent
    packed = shutil.make_archive(
        str(Path(tempfile.mkdtemp()) / here.name), "zip", here.parent, here.name
    )
    context.addPyFile(packed)


def score(df: DataFrame, **flags: object) -> DataFrame:
    """Rates each statement: the columns of `df`, and behind them score, specificity and
    firmness (0 to 1), label, act, and reject_reason, which is null where there is a
    score. Rows stay as they are divided and ordered."""
    added = [*RATINGS, *WORDS]
    added += INTERVAL if flags.get("intervals") else ()
    added += EVIDENCE if flags.get("evidence") else ()
    others = [field for field in df.schema.fields if field.name != REASON[0]]
    schema = _schema([*added, REASON], others)
    return df.mapInArrow(_stage(df, "score", flags), schema)


def extract(df: DataFrame, **flags: object) -> DataFrame:
    """Finds who said what in articles (columns text and, where they are there, id, title,
    date, source, url and author): a row for each statement, and one with its
    reject_reason for each article that cannot be read. The column id names an article;
    without one it is named by its content. Near-duplicates are not left out."""
    if "id" in df.columns:
        flags.setdefault("id_column", "id")
    names = [*(_named(part, flags) for part in ARTICLE), flags.get("id_column")]
    articles = df.select(*(name for name in df.columns if name in names))
    return articles.mapInArrow(_stage(df, "extract", flags), _schema(STATEMENTS))


def aggregate(df: DataFrame, **flags: object) -> DataFrame:
    """Gathers scored statements into cells: a row for each actor and topic, or whatever
    `by` names, ordered by these. Rows with a reject_reason are passed over. The cells are
    those of `hedgerow aggregate` over all rows, however they are divided."""
    by = flags.pop("by", ["actor", "topic"])
    by = by.split(",") if isinstance(by, str) else list(by)
    used = {_named(part, flags) for part in STATEMENT} | set(by)
    used |= {name for name, _ in (*RATINGS, *WORDS)} | {REASON[0]}
    statements = df.select(*(name for name in df.columns if name in used))
    keys = [(name, "string") for name in by]
    # Intervals and seed are of the second step, all else of the first.
    cells = {name: flags.pop(name) for name in ("min_documents", "seed") if name in flags}
    first = _stage(df, "aggregate", {**flags, "by": by, "partial": True})
    sums = statements.mapInArrow(first, _schema([*keys, *SUMS]))
    # All documents of a cell come together.
    sums = sums.repartition(*by, "all_topics")
    second = _stage(df, "aggregate", {**cells, "merge": True})
    found = sums.mapInArrow(second, _schema([*keys, *CELLS]))
    return found.repartition(1).sortWithinPartitions(*_order(by))


def _order(by: list[str]) -> list[Column]:
    """As in the CSV: all topics together first, then by bytes."""
    from pyspark.sql import functions as f

    together = [f.when(f.col("topic") == "all", 0).otherwise(1)] if "topic" in by else []
    columns = []
    for name in by:
        columns += together if name == "topic" else []
        columns.append(f.col(f"`{name}`"))
    return columns


def _named(part: str, flags: dict[str, object]) -> object:
    return flags.get(f"{part}_column", part)


def _schema(added: Iterable[tuple[str, str]], first: Iterable[StructField] = ()) -> StructType:
    from pyspark.sql import types

    kinds = {
        "string": types.StringType(),
        "date": types.DateType(),
        "double": types.DoubleType(),
        "bigint": types.LongType(),
    }
    own = [types.StructField(name, kinds[kind]) for name, kind in added]
    return types.StructType([*first, *own])


def _stage(df: DataFrame, command: str, flags: dict[str, object]) -> pipe.Stage:
    """The program's command line for a stage. One thread for each process, since Spark
    runs one for each of its slots."""
    flags = {"workers": 1, **flags}
    words: list[str | pipe.Shipped] = [command]
    for name, value in flags.items():
        flag = "--" + name.replace("_", "-")
        values = value if name in LISTS and isinstance(value, (list, tuple)) else [value]
        for one in values:
            if one is None or one is False:
                continue
            words.append(flag)
            if name in LISTS:
                df.sparkSession.sparkContext.addFile(str(one))
                words.append(pipe.Shipped(Path(str(one)).name))
            elif one is not True:
                words.append(",".join(one) if isinstance(one, (list, tuple)) else str(one))
    return pipe.Stage(tuple(words))
