"""Assesses a national table, partitioned by province, inside Spark: each partition by the library, in Arrow batches.

The table has a row an allocation and month: province, unit, allocation, plan, month (1 to 12), disbursed (cumulative at
the month's end). Amounts are whole đồng. A province must lie in one partition. Nothing here is Spark's but `assess`: the
same functions over the whole table in one process give the same bytes.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pyarrow
import pyarrow.compute

from giaingan import Policy, Portfolio, judge

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

Batches = Iterable[pyarrow.RecordBatch]

SUMS = "month int, plan bigint, disbursed bigint"
VERDICTS = "province string, document binary"


def _provinces(batches: Batches) -> Iterator[tuple[str, pyarrow.Table]]:
    """The provinces of a partition, in the order of their names."""
    given = list(batches)
    if not given:
        return
    table = pyarrow.Table.from_batches(given)
    for name in sorted(table["province"].unique().to_pylist()):
        yield name, table.filter(pyarrow.compute.equal(table["province"], name))


def _portfolio(year: int, facts: pyarrow.Table, references: pyarrow.Table | None = None) -> Portfolio:
    units = facts.select(["unit"]).group_by(["unit"]).aggregate([])
    units = units.append_column("name", units["unit"]).append_column("kind", [["owner"] * len(units)])
    allocations = facts.select(["allocation", "unit", "plan"]).group_by(["allocation", "unit", "plan"]).aggregate([])
    allocations = allocations.rename_columns(["allocation", "owner", "plan"])
    allocations = allocations.append_column("project", allocations["allocation"])
    tables = {"units": units, "allocations": allocations, "disbursements": facts.select(["allocation", "month", "disbursed"])}
    return Portfolio.from_tables(year, tables if references is None else {**tables, "references": references})


def month_ends(year: int, as_of: datetime.date) -> list[datetime.date]:
    ends = (datetime.date(year, month, calendar.monthrange(year, month)[1]) for month in range(1, 13))
    return [day for day in ends if day <= as_of]


def sums_of(batches: Batches, policy: bytes, as_of: datetime.date) -> Iterator[pyarrow.RecordBatch]:
    """First pass: what the provinces of a partition add to the nation's plan and disbursed, month by month.

    The library adds up, not SQL: it carries the last figure forward where a month has no row.
    """
    rules = Policy.from_json(policy)
    for _, facts in _provinces(batches):
        portfolio = _portfolio(rules.year, facts)
        for day in month_ends(rules.year, as_of):
            units = judge(rules, portfolio, day).tables["units"].to_arrow()
            sums = {name: [pyarrow.compute.sum(units[name]).as_py()] for name in ("plan", "disbursed")}
            schema = pyarrow.schema([("month", pyarrow.int32()), ("plan", pyarrow.int64()), ("disbursed", pyarrow.int64())])
            yield pyarrow.RecordBatch.from_pydict({"month": [day.month], **sums}, schema=schema)


def references_of(sums: Iterable[tuple[int, int, int]]) -> dict[str, list[Any]]:
    """The national average of each month as facts of every province: exact, for it stays plan and disbursed."""
    total: dict[int, tuple[int, int]] = {}
    for month, plan, disbursed in sums:
        before = total.get(month, (0, 0))
        total[month] = (before[0] + plan, before[1] + disbursed)
    months = sorted(total)
    return {
        "reference": ["nation"] * len(months),
        "month": months,
        "basis": ["current"] * len(months),
        "plan": [total[month][0] for month in months],
        "disbursed": [total[month][1] for month in months],
    }


def verdicts_of(
    batches: Batches, policy: bytes, as_of: datetime.date, references: dict[str, list[Any]]
) -> Iterator[pyarrow.RecordBatch]:
    """Second pass: a document for each province of a partition."""
    rules = Policy.from_json(policy)
    nation = pyarrow.table(references)
    for province, facts in _provinces(batches):
        document = judge(rules, _portfolio(rules.year, facts, nation), as_of).json
        columns = [pyarrow.array([province], pyarrow.string()), pyarrow.array([document], pyarrow.binary())]
        yield pyarrow.RecordBatch.from_arrays(columns, names=["province", "document"])


def assess(table: DataFrame, policy: bytes, as_of: datetime.date) -> DataFrame:
    """The documents of all provinces: two passes over the table, with twelve sums between them."""
    parts = table.repartition("province").cache()
    sums = parts.mapInArrow(lambda batches: sums_of(batches, policy, as_of), SUMS).collect()
    references = references_of((row.month, row.plan, row.disbursed) for row in sums)
    return parts.mapInArrow(lambda batches: verdicts_of(batches, policy, as_of, references), VERDICTS)


def assess_alone(table: pyarrow.Table, policy: bytes, as_of: datetime.date) -> dict[str, bytes]:
    """The same in one process, without Spark."""
    sums = [row for batch in sums_of(table.to_batches(), policy, as_of) for row in zip(*batch.to_pydict().values(), strict=True)]
    verdicts = verdicts_of(table.to_batches(), policy, as_of, references_of(sums))
    return {batch["province"][0].as_py(): batch["document"][0].as_py() for batch in verdicts}
