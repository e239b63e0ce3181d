"""A made-up national table, assessed by two Spark workers on this machine: python example.py"""

from __future__ import annotations

import datetime
import random
import tempfile
from pathlib import Path

import pyarrow
import pyarrow.parquet
from pyspark.sql import SparkSession

import national

HERE = Path(__file__).parent
AS_OF = datetime.date(2024, 9, 30)


def table_of(provinces: int, units: int, seed: int = 2024) -> pyarrow.Table:
    """Rows in no order, some months without one; sums leave what a double holds exactly."""
    chosen = random.Random(seed)
    rows = []
    for unit in (f"p{p:02}-u{u:03}" for p in range(provinces) for u in range(units)):
        for number in range(chosen.randint(1, 3)):
            plan = chosen.randint(10**12, 10**15)
            disbursed = 0
            for month in range(1, 13):
                disbursed += chosen.randint(0, plan // 12)
                if month == 1 or chosen.random() < 0.9:
                    rows.append((unit[:3], unit, f"{unit}-{number}", plan, month, disbursed))
    chosen.shuffle(rows)
    return pyarrow.table(dict(zip(("province", "unit", "allocation", "plan", "month", "disbursed"), zip(*rows), strict=True)))


def session() -> SparkSession:
    """Two workers, each a process of its own with one core."""
    return (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .appName("giaingan")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.executor.memory", "1g")
        .config("spark.sql.shuffle.partitions", "8")
        .config("spark.sql.adaptive.enabled", "false")  # would put this little table into one partition
        .getOrCreate()
    )


def assess_by_spark(spark: SparkSession, table: pyarrow.Table, policy: bytes) -> dict[str, bytes]:
    spark.sparkContext.addPyFile(str(HERE / "national.py"))
    with tempfile.TemporaryDirectory() as folder:
        pyarrow.parquet.write_table(table, f"{folder}/national.parquet")
        rows = national.assess(spark.read.parquet(f"{folder}/national.parquet"), policy, AS_OF).collect()
    return {row.province: bytes(row.document) for row in rows}


def main() -> None:
    policy = (HERE / "policy.json").read_bytes()
    table = table_of(provinces=12, units=25)
    alone = national.assess_alone(table, policy, AS_OF)
    spark = session()
    try:
        together = assess_by_spark(spark, table, policy)
    finally:
        spark.stop()
    same = "the same bytes" if together == alone else "OTHER BYTES"
    print(f"{table.num_rows} rows of {len(together)} provinces: {same} from two workers as from one process")


if __name__ == "__main__":
    main()
