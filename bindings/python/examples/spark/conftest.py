from __future__ import annotations

from collections.abc import Iterator

import pytest
from pyspark.sql import SparkSession

import example


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    made = example.session()
    yield made
    made.stop()
