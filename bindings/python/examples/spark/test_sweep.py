"""Two Spark workers go through a sweep, and its rows are those of one process to the byte."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.csv
from pyspark.sql import SparkSession

import sweep
from giaingan import Portfolio, simulate

ROOT = Path(__file__).parents[4]
POLICY = (ROOT / "policies" / "lang-son-city-2024.json").read_bytes()
CITY = ROOT / "docs" / "examples" / "lang-son-city-2024"
FITTED = {"kind": "absorption", "class_by": ["group", "phase"]}
DOCUMENT = {
    "seed": 11,
    "draws": 70,
    "scenarios": [
        {"id": "slow", "behaviour": {**FITTED, "pace": "80%"}, "rounds": "recorded"},
        {"id": "rounds", "behaviour": FITTED, "draws": 9, "first_draw": 3},
    ],
}


def csv_of(table: pyarrow.Table) -> bytes:
    out = pyarrow.BufferOutputStream()
    pyarrow.csv.write_csv(table.sort_by([("scenario", "ascending"), ("draw", "ascending")]), out)
    return bytes(out.getvalue())


def test_two_workers_give_the_bytes_of_one_process(spark: SparkSession) -> None:
    spark.sparkContext.addPyFile(str(Path(__file__).with_name("sweep.py")))
    alone = sweep.simulate_alone(POLICY, Portfolio.read(CITY, 2024), DOCUMENT)
    assert alone.num_rows == 79
    frame = sweep.simulate_by_spark(spark, POLICY, CITY, 2024, DOCUMENT, draws_a_part=8)
    assert frame.rdd.getNumPartitions() == 11
    together = pyarrow.Table.from_pandas(frame.toPandas(), schema=alone.schema, preserve_index=False)
    assert csv_of(together) == csv_of(alone)


def test_the_rows_are_those_of_the_whole_document() -> None:
    portfolio = Portfolio.read(CITY, 2024)
    alone = sweep.simulate_alone(POLICY, portfolio, DOCUMENT)
    whole: Any = simulate(POLICY, portfolio, DOCUMENT).tables
    for name in ("slow", "rounds"):
        rows = alone.filter(pyarrow.compute.equal(alone["scenario"], name)).drop_columns("scenario")
        assert rows.to_pylist() == whole[f"draws:{name}"].to_pylist()


def test_no_part_is_left_out() -> None:
    parts = list(sweep.parts_of({"draws": 5, "scenarios": [{"id": "a"}, {"id": "b", "draws": 2}]}, 2))
    assert len(parts) == 4
    assert '"first_draw": 4, "draws": 1' in parts[2]
