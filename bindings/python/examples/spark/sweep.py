"""Goes through a long sweep of simulated years inside Spark: each part of its draws by the library, in Arrow batches.

A draw's figures depend on its number alone, so the rows of all parts are those of one process, whoever made them.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow

from giaingan import Portfolio, simulate

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

Batches = Iterable[pyarrow.RecordBatch]


def parts_of(document: dict[str, Any], draws_a_part: int) -> Iterator[str]:
    """The scenarios of a document, split by draws: documents of one scenario and some draws each."""
    for scenario in document["scenarios"]:
        whole = {"seed": 0, "first_draw": 0, "draws": 1, **document, **scenario}
        for done in range(0, whole["draws"], draws_a_part):
            part = {"first_draw": whole["first_draw"] + done, "draws": min(draws_a_part, whole["draws"] - done)}
            yield json.dumps({"seed": whole["seed"], "scenarios": [{**scenario, **part}]})


def draws_of(policy: bytes, portfolio: Portfolio, part: str) -> pyarrow.RecordBatch:
    """A row a draw: which scenario, which draw, and its figures."""
    [scenario] = json.loads(part)["scenarios"]
    rows = simulate(policy, portfolio, part).tables[f"draws:{scenario['id']}"].to_arrow()
    return rows.add_column(0, "scenario", pyarrow.array([scenario["id"]] * len(rows), pyarrow.string()))


def simulate_alone(policy: bytes, portfolio: Portfolio, document: dict[str, Any]) -> pyarrow.Table:
    """The same in one process, without Spark."""
    every = max((scenario.get("draws", document.get("draws", 1)) for scenario in document["scenarios"]), default=1)
    return pyarrow.Table.from_batches([draws_of(policy, portfolio, part) for part in parts_of(document, every)])


def portfolio_of(files: dict[str, bytes], year: int) -> Portfolio:
    """Of the files of a dataset's folder, on a machine that hasn't got the folder."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            Path(folder, name).write_bytes(content)
        return Portfolio.read(folder, year)


def simulate_by_spark(
    spark: SparkSession, policy: bytes, dataset: Path, year: int, document: dict[str, Any], draws_a_part: int
) -> DataFrame:
    """The rows of all draws; `dataset` is a folder. All scenarios have as many sides."""
    from pyspark.sql.pandas.types import from_arrow_schema

    files = {file.name: file.read_bytes() for file in dataset.iterdir() if file.is_file()}

    def rows_of(batches: Batches) -> Iterator[pyarrow.RecordBatch]:
        portfolio = portfolio_of(files, year)
        for batch in batches:
            for part in batch["part"].to_pylist():
                yield draws_of(policy, portfolio, part)

    parts = list(parts_of(document, draws_a_part))
    one = json.loads(parts[0])
    one["scenarios"][0]["draws"] = 1
    columns = draws_of(policy, portfolio_of(files, year), json.dumps(one)).schema
    frame = spark.createDataFrame([(part,) for part in parts], "part string").repartition(len(parts))
    return frame.mapInArrow(rows_of, from_arrow_schema(columns))
