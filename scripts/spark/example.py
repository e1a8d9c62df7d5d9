"""From Parquet of articles to cells, on Spark:

    scripts/spark/bundle hedgerow.tar.gz
    spark-submit scripts/spark/example.py hedgerow.tar.gz articles.parquet results/

reads articles (columns text and, where they are there, id, title, date, source, url and
author), and writes statements and scores as Parquet, the cells as CSV.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pyspark.sql import SparkSession

sys.path.insert(0, str(Path(__file__).resolve().parent))
import hedgerow_spark as hedgerow


def main(bundle: str, articles: str, results: str) -> None:
    spark = SparkSession.builder.appName("hedgerow").getOrCreate()
    hedgerow.ship(spark, bundle)
    statements = hedgerow.extract(spark.read.parquet(articles))
    # Each stage is written before the next reads it: nothing is computed twice.
    statements.write.mode("overwrite").parquet(f"{results}/statements.parquet")
    scored = hedgerow.score(spark.read.parquet(f"{results}/statements.parquet"))
    scored.write.mode("overwrite").parquet(f"{results}/scored.parquet")
    cells = hedgerow.aggregate(spark.read.parquet(f"{results}/scored.parquet"))
    cells.write.mode("overwrite").csv(f"{results}/cells.csv", header=True)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
