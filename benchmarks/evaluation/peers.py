"""numpy, pandas, Polars and DuckDB in doubles, and DuckDB exactly: the same table as each of them holds it, points,
total and class left there. None of them says why."""

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow

import table
from table import CLASSES, LIMITS, NOT_COMPLETED, in_double

CRITERIA = table.RATIOS | table.COUNTS
BOUNDS = {metric: [in_double(bound) for bound in bounds] for metric, (bounds, _) in CRITERIA.items()}
POINTS = {metric: [in_double(one) for one in points] for metric, (_, points) in CRITERIA.items()}
# From the lowest class to the best.
CLASS_BOUNDS = [float(bound) for _, bound in reversed(CLASSES) if bound is not None]


class Numpy:
    """A searchsorted a criterion."""

    name = "numpy"

    def __init__(self, given: table.Table):
        self._given = given
        self._bounds = {metric: np.array(bounds) for metric, bounds in BOUNDS.items()}
        self._points = {metric: np.array(points) for metric, points in POINTS.items()}
        self._class_bounds = np.array(CLASS_BOUNDS)

    def rate(self) -> None:
        num, den = self._given.num, self._given.den
        total = np.zeros(self._given.units)
        for metric in self._given.criteria:
            value = num[metric] / den[metric] if metric in den else num[metric].astype(np.float64)
            total += self._points[metric].take(np.searchsorted(self._bounds[metric], value, side="right"))
        rated = NOT_COMPLETED - np.searchsorted(self._class_bounds, total, side="right")
        for _, metric, value, limit in LIMITS:
            rated = np.where(num[metric] >= value, np.maximum(rated, limit), rated)
        self._classes = rated

    def classes(self) -> np.ndarray:
        return self._classes


class Pandas:
    """pd.cut a criterion."""

    name = "pandas"

    def __init__(self, given: table.Table):
        self._frame = pd.DataFrame(given.num | {f"{metric}_plan": den for metric, den in given.den.items()})
        self._criteria, self._ratios = list(given.criteria), list(given.den)

    def rate(self) -> None:
        frame = self._frame
        total = pd.Series(0.0, index=frame.index)
        for metric in self._criteria:
            value = frame[metric] / frame[f"{metric}_plan"] if metric in self._ratios else frame[metric]
            bins = [-np.inf, *BOUNDS[metric], np.inf]
            total += pd.cut(value, bins, right=False, labels=POINTS[metric], ordered=False).astype(float)
        names = list(range(NOT_COMPLETED, -1, -1))
        rated = pd.cut(total, [-np.inf, *CLASS_BOUNDS, np.inf], right=False, labels=names).astype(int)
        for _, metric, value, limit in LIMITS:
            rated = rated.mask(frame[metric] >= value, rated.clip(lower=limit))
        self._classes = rated

    def classes(self) -> np.ndarray:
        return self._classes.to_numpy()


class Polars:
    """A chain of when and then a criterion."""

    name = "polars"

    def __init__(self, given: table.Table):
        self._frame = pl.DataFrame(given.num | {f"{metric}_plan": den for metric, den in given.den.items()})
        self._criteria, self._ratios = list(given.criteria), list(given.den)

    def rate(self) -> None:
        total = sum(self._points(metric) for metric in self._criteria)
        scored = self._frame.with_columns(total=total)
        rated = pl.lit(NOT_COMPLETED)
        for i, (_, bound) in reversed(list(enumerate(CLASSES[:-1]))):
            rated = pl.when(pl.col("total") >= bound).then(i).otherwise(rated)
        for _, metric, value, limit in LIMITS:
            rated = pl.when(pl.col(metric) >= value).then(pl.max_horizontal(rated, pl.lit(limit))).otherwise(rated)
        self._classes = scored.select(rated=rated)

    def _points(self, metric: str) -> pl.Expr:
        value = pl.col(metric) / pl.col(f"{metric}_plan") if metric in self._ratios else pl.col(metric)
        points = pl.lit(POINTS[metric][0])
        for bound, one in zip(BOUNDS[metric], POINTS[metric][1:], strict=True):
            points = pl.when(value >= bound).then(one).otherwise(points)
        return points

    def classes(self) -> np.ndarray:
        return self._classes["rated"].to_numpy()


class _DuckDB:
    """A CASE a criterion."""

    def __init__(self, given: table.Table):
        self._criteria, self._ratios = list(given.criteria), list(given.den)
        self._connection = duckdb.connect()
        self._connection.execute("SET threads = 1")
        columns = given.num | {f"{metric}_plan": den for metric, den in given.den.items()}
        units = pyarrow.table(columns)  # noqa: F841 - DuckDB finds it by its name
        self._connection.execute("CREATE TABLE units AS SELECT * FROM units")
        total = " + ".join(self._points(metric) for metric in self._criteria)
        rated = "CASE " + " ".join(f"WHEN total >= {bound} THEN {i}" for i, (_, bound) in enumerate(CLASSES[:-1]))
        rated += f" ELSE {NOT_COMPLETED} END"
        for _, metric, value, limit in LIMITS:
            rated = f"greatest({rated}, CASE WHEN {metric} >= {value} THEN {limit} ELSE 0 END)"
        self._query = f"""CREATE OR REPLACE TEMP TABLE rated AS
            SELECT total, {rated} AS rated FROM (SELECT *, {total} AS total FROM units)"""

    def _points(self, metric: str) -> str:
        bounds, points = CRITERIA[metric]
        cases = " ".join(f"WHEN {self._reaches(metric, bound)} THEN {self._number(one)}"
                         for bound, one in reversed(list(zip(bounds, points[1:], strict=True))))
        return f"CASE {cases} ELSE {self._number(points[0])} END"

    def rate(self) -> None:
        self._connection.execute(self._query)

    def classes(self) -> np.ndarray:
        return self._connection.execute("SELECT rated FROM rated").fetchnumpy()["rated"]


class DuckDB(_DuckDB):
    """In doubles."""

    name = "duckdb"

    def _reaches(self, metric: str, bound: str) -> str:
        value = f"{metric} / {metric}_plan" if metric in self._ratios else metric
        return f"{value} >= {in_double(bound)!r}::DOUBLE"

    def _number(self, number: str) -> str:
        return f"{number}::DOUBLE"


class DuckDBExact(_DuckDB):
    """Cross-multiplied in whole numbers, points as decimals."""

    name = "duckdb-exact"

    def _reaches(self, metric: str, bound: str) -> str:
        num, _, den = bound.partition("/")
        plan = f" * {metric}_plan" if metric in self._ratios else ""
        return f"{metric} * {den or 1} >= {num}{plan}"

    def _number(self, number: str) -> str:
        return f"{number}::DECIMAL(6, 1)"
