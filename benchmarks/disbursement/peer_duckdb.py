"""DuckDB with the figures as people hold them, a long table (unit, month, plan, disbursed), and in the fastest form
that we found, a wide one (unit, c1 … c12, p1 … p12).

Results are left in tables of DuckDB's own: nothing is fetched while the time is taken.
"""

import duckdb
import numpy as np
import pyarrow

from year import MONTHS, Year

NUMBERS = range(1, MONTHS + 1)

# Two different ratios of plans up to 10^13 are at least 10^-26 apart, so 26 decimals order them exactly.
TEN_13 = 10**13
QUOTIENT = f"(c::HUGEINT * {TEN_13} // p) * {TEN_13} + (c::HUGEINT * {TEN_13} % p) * {TEN_13} // p"

HUGEINT = f"SELECT unit, rank() OVER (ORDER BY {QUOTIENT} DESC) AS rank"

# The same by long division in BIGINT, five decimals a step (remainder · 10^5 < 2^63 while p < 9.2·10^13): 30 decimals
# as two keys. Nobody writes this unasked, but it is the fastest exact SQL that we found.
DIGITS = """WITH
  s0 AS (SELECT unit, p, c // p AS q, c % p AS r FROM figures),
  s1 AS (SELECT unit, p, q * 100000 + r * 100000 // p AS q, r * 100000 % p AS r FROM s0),
  s2 AS (SELECT unit, p, q * 100000 + r * 100000 // p AS q, r * 100000 % p AS r FROM s1),
  s3 AS (SELECT unit, p, q * 100000 + r * 100000 // p AS high, r * 100000 % p AS r FROM s2),
  s4 AS (SELECT unit, p, high, r * 100000 // p AS q, r * 100000 % p AS r FROM s3),
  s5 AS (SELECT unit, p, high, q * 100000 + r * 100000 // p AS q, r * 100000 % p AS r FROM s4),
  s6 AS (SELECT unit, high, q * 100000 + r * 100000 // p AS low FROM s5)
SELECT unit, rank() OVER (ORDER BY high DESC, low DESC) AS rank FROM s6"""

DOUBLE = "SELECT unit, rank() OVER (ORDER BY c / p DESC) AS rank"


def _rank(query: str, month: int) -> str:
    figures = f"(SELECT unit, c{month} AS c, p{month} AS p FROM wide)"
    query = query.replace("FROM figures", f"FROM {figures}") if "FROM figures" in query else f"{query} FROM {figures}"
    return f"CREATE OR REPLACE TEMP TABLE rank{month} AS {query};"


def _check(totals: str, comparison: str) -> str:
    """Three months in a row strictly below the weighted average of their months."""
    sums = ", ".join(totals.replace("#", str(m)) for m in NUMBERS)
    below = ", ".join(f"{comparison.replace('#', str(m))} AS b{m}" for m in NUMBERS)
    runs = " OR ".join(f"(b{m} AND b{m + 1} AND b{m + 2})" for m in range(1, MONTHS - 1))
    return f"""CREATE OR REPLACE TEMP TABLE flagged AS
WITH totals AS (SELECT {sums} FROM wide), months AS (SELECT unit, {below} FROM wide, totals)
SELECT unit, {runs} AS flagged FROM months;"""


EXACT_CHECK = _check("sum(c#) AS all_c#, sum(p#) AS all_p#", "c#::HUGEINT * all_p# < all_c# * p#")
DOUBLE_CHECK = _check("sum(c#)::DOUBLE / sum(p#)::DOUBLE AS average#", "c# / p# < average#")



def _long(ratio: str, average: str, below: str) -> str:
    """The same of a long table, as one would write it: windows over the months of a unit and the units of a month."""
    return f"""
CREATE OR REPLACE TEMP TABLE ranks AS
SELECT unit, month, rank() OVER (PARTITION BY month ORDER BY {ratio} DESC) AS rank FROM figures;
CREATE OR REPLACE TEMP TABLE flagged AS
WITH averages AS (SELECT month, {average} FROM figures GROUP BY month),
  months AS (SELECT unit, month, {below} AS below FROM figures JOIN averages USING (month)),
  runs AS (SELECT unit, below AND lag(below) OVER w AND lag(below, 2) OVER w AS three
           FROM months WINDOW w AS (PARTITION BY unit ORDER BY month))
SELECT unit, coalesce(bool_or(three), false) AS flagged FROM runs GROUP BY unit;"""


LONG_EXACT = _long(QUOTIENT, "sum(c) AS all_c, sum(p) AS all_p", "c::HUGEINT * all_p < all_c * p")
LONG_DOUBLE = _long("c / p", "sum(c)::DOUBLE / sum(p)::DOUBLE AS average", "c / p < average")


class Wide:
    def __init__(self, year: Year, name: str, rank: str, check: str, threads: int = 1):
        self.name = name
        self._queries = "".join(_rank(rank, month) for month in NUMBERS) + check
        self._connection = duckdb.connect(config={"threads": threads})
        columns = {"unit": np.arange(year.units)}
        columns |= {f"c{m}": year.disbursed[m - 1] for m in NUMBERS}
        columns |= {f"p{m}": year.plan[m - 1] for m in NUMBERS}
        figures = pyarrow.table(columns)  # found by its name in the query
        self._connection.execute("CREATE TEMP TABLE wide AS SELECT * FROM figures")

    def rank_and_check(self) -> None:
        self._connection.execute(self._queries)

    def ranks(self) -> np.ndarray:
        return np.stack([_column(self._connection, "rank", f"rank{month}", "unit") for month in NUMBERS])

    def flagged(self) -> np.ndarray:
        return _column(self._connection, "flagged", "flagged", "unit")


class Long:
    def __init__(self, year: Year, name: str, queries: str, threads: int = 1):
        self.name = name
        self._queries = queries
        self._connection = duckdb.connect(config={"threads": threads})
        columns = {"unit": np.tile(np.arange(year.units), MONTHS), "month": np.repeat(NUMBERS, year.units),
                   "p": year.plan.reshape(-1), "c": year.disbursed.reshape(-1)}
        rows = pyarrow.table(columns)  # found by its name in the query
        self._connection.execute("CREATE TEMP TABLE figures AS SELECT * FROM rows")

    def rank_and_check(self) -> None:
        self._connection.execute(self._queries)

    def ranks(self) -> np.ndarray:
        return _column(self._connection, "rank", "ranks", "month, unit").reshape(MONTHS, -1)

    def flagged(self) -> np.ndarray:
        return _column(self._connection, "flagged", "flagged", "unit")


def _column(connection: duckdb.DuckDBPyConnection, column: str, table: str, order: str) -> np.ndarray:
    return connection.execute(f"SELECT {column} FROM {table} ORDER BY {order}").fetchnumpy()[column]


def hugeint(year: Year) -> Long:
    return Long(year, "duckdb", LONG_EXACT)


def hugeint_wide(year: Year) -> Wide:
    return Wide(year, "duckdb-wide", HUGEINT, EXACT_CHECK)


def digits(year: Year, threads: int = 1) -> Wide:
    return Wide(year, "duckdb-digits-wide", DIGITS, EXACT_CHECK, threads)


def double(year: Year, threads: int = 1) -> Long:
    return Long(year, "duckdb-double", LONG_DOUBLE, threads)


def double_wide(year: Year, threads: int = 1) -> Wide:
    return Wide(year, "duckdb-double-wide", DOUBLE, DOUBLE_CHECK, threads)
