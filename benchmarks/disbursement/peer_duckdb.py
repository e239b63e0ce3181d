"""DuckDB: a wide table (unit, c1 … c12, p1 … p12), which it ranks and checks several times faster than a long one.

Results are left in tables of DuckDB's own: nothing is fetched while the time is taken.
"""

import duckdb
import numpy as np
import pyarrow

from year import MONTHS, Year

NUMBERS = range(1, MONTHS + 1)

# Two different ratios of plans up to 10^13 are at least 10^-26 apart, so 26 decimals order them exactly.
TEN_13 = 10**13
HUGEINT = f"""SELECT unit, rank() OVER (ORDER BY
  (c::HUGEINT * {TEN_13} // p) * {TEN_13} + (c::HUGEINT * {TEN_13} % p) * {TEN_13} // p DESC) AS rank"""

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


class DuckDB:
    def __init__(self, year: Year, name: str, rank: str, check: str, threads: int = 1):
        self.name = name
        self._rank = "".join(_rank(rank, month) for month in NUMBERS)
        self._check = check
        self._connection = duckdb.connect(config={"threads": threads})
        columns = {"unit": np.arange(year.units)}
        columns |= {f"c{m}": year.disbursed[m - 1] for m in NUMBERS}
        columns |= {f"p{m}": year.plan[m - 1] for m in NUMBERS}
        figures = pyarrow.table(columns)  # found by its name in the query
        self._connection.execute("CREATE TEMP TABLE wide AS SELECT * FROM figures")

    def rank_and_check(self) -> None:
        self._connection.execute(self._rank + self._check)

    def ranks(self) -> np.ndarray:
        return np.stack([self._column("rank", f"rank{month}") for month in NUMBERS])

    def flagged(self) -> np.ndarray:
        return self._column("flagged", "flagged")

    def _column(self, column: str, table: str) -> np.ndarray:
        return self._connection.execute(f"SELECT {column} FROM {table} ORDER BY unit").fetchnumpy()[column]


def hugeint(year: Year) -> DuckDB:
    return DuckDB(year, "duckdb", HUGEINT, EXACT_CHECK)


def digits(year: Year, threads: int = 1) -> DuckDB:
    return DuckDB(year, "duckdb-digits", DIGITS, EXACT_CHECK, threads)


def double(year: Year, threads: int = 1) -> DuckDB:
    return DuckDB(year, "duckdb-double", DOUBLE, DOUBLE_CHECK, threads)
