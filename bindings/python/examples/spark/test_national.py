"""Two Spark workers give the bytes of one process, and the national average is the nation's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from pyspark.sql import SparkSession

import example
import national

POLICY = (example.HERE / "policy.json").read_bytes()
TABLE = example.table_of(provinces=7, units=9)


@pytest.fixture(scope="module")
def alone() -> dict[str, bytes]:
    return national.assess_alone(TABLE, POLICY, example.AS_OF)


def nation(upto: int) -> tuple[int, int]:
    """Plan and disbursed of the whole table by the end of a month, in Python's integers."""
    plans, latest = {}, {}
    for row in sorted(TABLE.to_pylist(), key=lambda row: row["month"]):
        plans[row["allocation"]] = row["plan"]
        if row["month"] <= upto:
            latest[row["allocation"]] = row["disbursed"]
    return sum(plans.values()), sum(latest.values())


def test_two_workers_give_the_bytes_of_one_process(spark: SparkSession, alone: dict[str, bytes]) -> None:
    assert example.assess_by_spark(spark, TABLE, POLICY) == alone
    assert len(alone) == 7


def test_both_workers_had_work(spark: SparkSession) -> None:
    def where(batches: Any) -> Iterator[Any]:
        import os

        import pyarrow

        rows = sum(batch.num_rows for batch in batches)
        if rows:
            yield pyarrow.RecordBatch.from_pydict({"worker": [os.environ["SPARK_EXECUTOR_DIRS"]], "rows": [rows]})

    frame = spark.createDataFrame(TABLE.to_pandas()).repartition("province")
    workers = {row.worker for row in frame.mapInArrow(where, "worker string, rows bigint").collect()}
    assert len(workers) == 2


def test_the_national_average_is_exact_and_the_same_everywhere(alone: dict[str, bytes]) -> None:
    plan, disbursed = nation(upto=9)
    assert plan > 2**53
    for document in alone.values():
        average = json.loads(document)["averages"]["nation"]
        assert average["num"] * plan == disbursed * average["den"]


def test_a_province_alone_would_be_judged_otherwise(alone: dict[str, bytes]) -> None:
    """The example would show nothing if the nation's average decided nothing."""
    own = {
        province: national.assess_alone(TABLE.filter(national.pyarrow.compute.equal(TABLE["province"], province)), POLICY, example.AS_OF)
        for province in alone
    }
    assert any(own[province] != {province: document} for province, document in alone.items())
