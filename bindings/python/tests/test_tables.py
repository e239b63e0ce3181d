"""Tables in and out: numpy, pandas, polars and pyarrow, without copies where there need be none."""

from __future__ import annotations

import ctypes
import datetime
import gc
from typing import Any

import numpy as np
import pandas
import polars
import pyarrow
import pytest

import giaingan
from giaingan import Policy, Portfolio

UNITS: dict[str, list[Any]] = {"unit": ["a", "b"], "name": [None, "Ban B"], "kind": ["owner", "owner"]}
ALLOCATIONS: dict[str, list[Any]] = {
    "allocation": ["x", "y"],
    "project": ["p", "q"],
    "owner": ["a", "b"],
    "plan": [1_000_000_000, 2_000_000_000],
}
FIGURES: dict[str, list[Any]] = {"allocation": ["x", "y"], "month": [3, 3], "disbursed": [100_000_000, 900_000_000]}
EVENTS: dict[str, list[Any]] = {"unit": ["a"], "type": ["violation"], "date": [datetime.date(2024, 6, 1)]}


@pytest.fixture(scope="module")
def expected(policy: Policy) -> bytes:
    return document(policy, {"units": UNITS, "allocations": ALLOCATIONS, "disbursements": FIGURES, "events": EVENTS})


def document(policy: Policy, tables: dict[str, Any]) -> bytes:
    return giaingan.assess(policy, Portfolio.from_tables(2024, tables), "2024-06-30").json


def test_lists_hold_what_is_there(policy: Policy, expected: bytes) -> None:
    units = giaingan.assess(policy, Portfolio.from_tables(2024, {"units": UNITS, "allocations": ALLOCATIONS}), "2024-06-30")
    assert units.document["units"][0]["plan"] in ALLOCATIONS["plan"]
    assert b"Ban B" in expected


@pytest.mark.parametrize("make", [pandas.DataFrame, polars.DataFrame, pyarrow.table, "numpy", "ticks"])
def test_frames_give_the_same_bytes_as_lists(policy: Policy, expected: bytes, make: Any) -> None:
    def table(columns: dict[str, list[Any]]) -> Any:
        if make == "numpy":
            return {name: np.array(values) if isinstance(values[0], int) else values for name, values in columns.items()}
        if make == "ticks":  # days as numpy's ticks, and amounts as doubles that hold whole numbers
            return {
                name: np.array(values, dtype="datetime64[ns]")
                if name == "date"
                else np.array(values, dtype=np.float64)
                if name in ("plan", "disbursed")
                else values
                for name, values in columns.items()
            }
        return make(columns)

    given = {"units": UNITS, "allocations": ALLOCATIONS, "disbursements": FIGURES, "events": EVENTS}
    assert document(policy, {name: table(columns) for name, columns in given.items()}) == expected


def test_tables_of_several_batches_slices_and_categories(policy: Policy, expected: bytes) -> None:
    frame = pandas.DataFrame(ALLOCATIONS).astype({"owner": "category"})
    chunks = pyarrow.concat_tables([pyarrow.table(FIGURES).slice(0, 1), pyarrow.table(FIGURES).slice(1, 1)])
    longer = polars.DataFrame({"unit": ["no", "a", "b"], "name": ["no", None, "Ban B"], "kind": ["owner"] * 3})[1:]
    tables = {"disbursements": chunks, "allocations": frame, "units": longer, "events": pyarrow.table(EVENTS)}
    assert document(policy, tables) == expected
    batches = {name: pyarrow.table(table).to_batches()[0] for name, table in (("units", UNITS), ("allocations", ALLOCATIONS))}
    assert Portfolio.from_tables(2024, batches) is not None


def test_strided_columns_are_read_where_they_are(policy: Policy, expected: bytes) -> None:
    both = np.array([[1_000_000_000, 100_000_000], [2_000_000_000, 900_000_000]])
    allocations = {**ALLOCATIONS, "plan": both[:, 0]}
    figures = {**FIGURES, "disbursed": both[:, 1]}
    tables = {"units": UNITS, "allocations": allocations, "disbursements": figures, "events": EVENTS}
    assert document(policy, tables) == expected


def test_every_wrong_value_is_named() -> None:
    with pytest.raises(giaingan.InvalidInput) as refused:
        Portfolio.from_tables(2024, {"units": UNITS, "allocations": {**ALLOCATIONS, "plan": np.array([0.5, np.inf])}})
    assert [(each.file, each.row, each.column) for each in refused.value.diagnostics][:2] == [
        ("allocations", 1, "plan"),
        ("allocations", 2, "plan"),
    ]


def test_wrong_tables_are_refused() -> None:
    with pytest.raises(giaingan.InvalidInput, match="colour"):
        Portfolio.from_tables(2024, {"units": {**UNITS, "colour": ["red", "green"]}})
    with pytest.raises(giaingan.InvalidArgument, match="colours"):
        Portfolio.from_tables(2024, {"colours": UNITS})
    with pytest.raises(TypeError, match="neither a text, a whole number nor a date"):
        Portfolio.from_tables(2024, {"units": UNITS, "metrics": {"unit": ["a"], "metric": ["m"], "value": [0.1]}})
    with pytest.raises(TypeError, match="speaks Arrow"):
        Portfolio.from_tables(2024, {"units": 3})
    with pytest.raises(ValueError, match="time of the day"):
        Portfolio.from_tables(2024, {"units": UNITS, "events": {**EVENTS, "date": np.array(["2024-06-01T12"], "datetime64[s]")}})
    with pytest.raises(giaingan.InvalidInput, match="timestamp|tsu|GIAINGAN_DATE"):
        stamps = pyarrow.table({**EVENTS, "date": [datetime.datetime(2024, 6, 1)]})
        Portfolio.from_tables(2024, {"units": UNITS, "events": stamps})


def test_a_failing_stream_is_an_error() -> None:
    def batches() -> Any:
        yield pyarrow.table(UNITS).to_batches()[0]
        raise RuntimeError("the source went away")

    reader = pyarrow.RecordBatchReader.from_batches(pyarrow.table(UNITS).schema, batches())
    with pytest.raises(OSError, match="the source went away"):
        Portfolio.from_tables(2024, {"units": reader})


def test_numbers_are_lent_and_not_copied(policy: Policy, city: Portfolio) -> None:
    units = giaingan.assess(policy, city, "2024-09-30").tables["units"]
    plan, arrow = units["plan"], units.to_arrow()
    assert isinstance(plan, np.ndarray)
    assert plan.ctypes.data == arrow["plan"].buffers()[1].address
    assert not plan.flags.writeable
    assert units.to_polars()["plan"].to_arrow().buffers()[1].address == plan.ctypes.data
    assert plan.tolist() == arrow["plan"].to_pylist() == units.to_pandas()["plan"].tolist() == units.to_polars()["plan"].to_list()


def test_every_table_passes_through_arrow_unchanged(policy: Policy, city: Portfolio) -> None:
    for result in (
        giaingan.assess(policy, city, "2024-09-30"),
        giaingan.reallocate(policy, city, "2024-06"),
        giaingan.evaluate(policy, city, "2024-12-31"),
    ):
        for name, table in result.tables.items():
            batch = table.to_arrow()
            batch.validate(full=True)
            assert batch.to_pylist() == table.to_pylist(), name
            assert len(table) == batch.num_rows


def test_frames_outlive_the_result(policy: Policy, city: Portfolio) -> None:
    table = giaingan.assess(policy, city, "2024-09-30").tables["units"]
    frame, expected = table.to_polars(), table.to_pylist()
    capsules = table.__arrow_c_array__()
    del table
    gc.collect()
    assert frame.to_dicts() == expected
    del capsules  # never consumed: they release what they hold
    gc.collect()


def test_missing_values_stay_missing(policy: Policy, city: Portfolio) -> None:
    evidence = giaingan.assess(policy, city, "2024-03-31").tables["units"]
    with_gaps = [name for name in evidence.column_names if not evidence.valid(name).all()]
    assert with_gaps
    frame = evidence.to_pandas()
    for name in with_gaps:
        assert frame[name].isna().tolist() == (~evidence.valid(name)).tolist()


def test_names_that_are_not_there(policy: Policy, city: Portfolio) -> None:
    tables = giaingan.assess(policy, city, "2024-09-30").tables
    with pytest.raises(KeyError, match="units"):
        tables["nothing"]
    with pytest.raises(KeyError):
        tables["units"]["nothing"]
    assert "units" in tables and len(tables) > 5
    assert "plan" in repr(tables["units"])


def test_the_struct_is_the_headers(policy: Policy) -> None:
    from giaingan._library import Column

    assert ctypes.sizeof(Column) == 48
