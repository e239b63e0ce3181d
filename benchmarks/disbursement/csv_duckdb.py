"""A process of its own: a dataset folder to a CSV of results with DuckDB, deciding exactly.

    csv_duckdb.py FOLDER RESULT.csv THREADS

The columns' types are given, so that DuckDB need not guess them; every month-end has its row in the data, so
that nothing is carried forward.
"""

import sys

import duckdb

MONTHS = range(1, 13)


def tables(folder: str) -> str:
    """Reads the files; units without an allocation would have no row here, and there are none."""
    return f"""
CREATE TEMP TABLE allocations AS SELECT allocation, owner, plan FROM read_csv('{folder}/allocations.csv',
  header = true, auto_detect = false, columns = {{'allocation': 'VARCHAR', 'project': 'VARCHAR', 'owner': 'VARCHAR',
  'locality': 'VARCHAR', 'source': 'VARCHAR', 'programme': 'VARCHAR', 'carried_from': 'VARCHAR', 'plan': 'BIGINT'}});
CREATE TEMP TABLE units AS SELECT unit FROM read_csv('{folder}/units.csv', header = true, auto_detect = false,
  columns = {{'unit': 'VARCHAR', 'name': 'VARCHAR', 'kind': 'VARCHAR', 'parent': 'VARCHAR'}}) WHERE kind = 'owner';
CREATE TEMP TABLE changes AS SELECT allocation, month(date) AS month, change FROM read_csv(
  '{folder}/plan_changes.csv', header = true, auto_detect = false,
  columns = {{'allocation': 'VARCHAR', 'date': 'DATE', 'change': 'BIGINT', 'decision': 'VARCHAR'}});
CREATE TEMP TABLE disbursements AS SELECT allocation, month[6:7]::INTEGER AS month, disbursed FROM read_csv(
  '{folder}/disbursements.csv', header = true, auto_detect = false,
  columns = {{'allocation': 'VARCHAR', 'month': 'VARCHAR', 'disbursed': 'BIGINT'}});
"""


def wide() -> str:
    """A row a unit: p1 … p12 and c1 … c12."""
    changes = ", ".join(f"coalesce(sum(change) FILTER (month <= {m}), 0)::BIGINT AS d{m}" for m in MONTHS)
    disbursed = ", ".join(f"coalesce(sum(disbursed) FILTER (month = {m}), 0)::BIGINT AS c{m}" for m in MONTHS)
    plans = ", ".join(f"sum(plan + coalesce(d{m}, 0))::BIGINT AS p{m}" for m in MONTHS)
    sums = ", ".join(f"coalesce(sum(c{m}), 0)::BIGINT AS c{m}" for m in MONTHS)
    return f"""
CREATE TEMP TABLE wide AS
WITH d AS (SELECT allocation, {changes} FROM changes GROUP BY allocation),
     c AS (SELECT allocation, {disbursed} FROM disbursements GROUP BY allocation)
SELECT unit, {plans}, {sums} FROM units JOIN allocations ON owner = unit
  LEFT JOIN d USING (allocation) LEFT JOIN c USING (allocation) GROUP BY unit;
"""


def result(path: str) -> str:
    """Below where c·P < C·p in 128 bits; ranks by the quotient at 10^15 and then by the next 15 digits."""
    totals = ", ".join(f"sum(c{m}) AS all_c{m}, sum(p{m}) AS all_p{m}" for m in MONTHS)
    below = ", ".join(f"(p{m} > 0 AND c{m}::HUGEINT * all_p{m} < all_c{m} * p{m})::INTEGER AS b{m}" for m in MONTHS)
    # The run that ends at month m, month by month: 0 where the unit isn't below.
    runs = ", ".join([f"b1 AS r1", *(f"b{m} * (r{m - 1} + 1) AS r{m}" for m in MONTHS if m > 1)])
    longest = "greatest(" + ", ".join(f"r{m}" for m in MONTHS) + ")"
    first = "CASE " + " ".join(f"WHEN r{m} = 3 THEN {m}" for m in MONTHS) + " END"
    return f"""
COPY (
WITH t AS (SELECT {totals} FROM wide),
     b AS (SELECT unit, p12, c12, {below} FROM wide, t),
     r AS (SELECT unit, p12, c12, {runs} FROM b),
     k AS (SELECT *, CASE WHEN p12 > 0 THEN c12::HUGEINT * 1000000000000000 // p12 END AS k1,
                  CASE WHEN p12 > 0 THEN (c12::HUGEINT * 1000000000000000 % p12) * 1000000000000000 // p12 END AS k2
           FROM r)
SELECT unit, p12 AS plan, c12 AS disbursed, round(100.0 * c12 / p12, 2) AS percent,
  rank() OVER (ORDER BY k1 DESC NULLS LAST, k2 DESC) AS rank, r12 AS current_run, {longest} AS longest_run,
  {first} AS first_flagged, r12 >= 3 AS flagged FROM k ORDER BY rank, unit
) TO '{path}' (HEADER);
"""


def main() -> None:
    folder, path, threads = sys.argv[1:]
    connection = duckdb.connect(config={"threads": threads})
    connection.execute(tables(folder) + wide() + result(path))


if __name__ == "__main__":
    main()
