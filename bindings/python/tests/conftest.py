from __future__ import annotations

from pathlib import Path

import pytest

import giaingan

ROOT = Path(__file__).parents[3]
POLICY = ROOT / "policies" / "lang-son-city-2024.json"
CITY = ROOT / "docs" / "examples" / "lang-son-city-2024"


@pytest.fixture(scope="session")
def policy() -> giaingan.Policy:
    return giaingan.Policy.read(POLICY)


@pytest.fixture(scope="session")
def city(policy: giaingan.Policy) -> giaingan.Portfolio:
    return giaingan.Portfolio.read(CITY, policy.year)
