"""Instances of a round's division, from a seed; instance_file.hpp says what the file holds."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

POOLS = 50
TIERS = 5
MOST = 1000  # steps of an allocation

Column = np.ndarray


@dataclass(frozen=True)
class Instance:
    donor_limit: Column
    release_donor: Column
    release_pool: Column
    release: Column
    room_within: Column  # -1: none
    room_limit: Column
    need_pool: Column
    need_room: Column  # -1: none
    need_tier: Column
    need: Column

    def write(self, path: Path) -> None:
        with open(path, "w", encoding="ascii") as file:
            print(POOLS, len(self.donor_limit), len(self.release), len(self.room_limit), len(self.need), TIERS, file=file)
            for columns in ((self.donor_limit,), (self.release_donor, self.release_pool, self.release),
                            (self.room_within, self.room_limit),
                            (self.need_pool, self.need_room, self.need_tier, self.need)):
                rows = zip(*(column.tolist() for column in columns), strict=True)
                file.writelines(" ".join(map(str, row)) + "\n" for row in rows)


def coupled(allocations: int, seed: int = 7) -> Instance:
    """Half the allocations give, half may take. A donor has 20 of them in any pools, and must lose half of what they
    could release. A project has three recipients in any pools; its medium-term room lies in its room under the total
    investment, and that in its owner's capacity; an owner has some 33 projects. Nobody needs more than a room holds."""
    random = np.random.default_rng(seed)
    half = allocations // 2
    donors, owners, projects = max(1, half // 20), max(1, half // 100), max(1, half // 3)
    donor = np.arange(half) * donors // half
    release = random.integers(1, MOST + 1, half)
    medium_term = random.integers(0, 3 * MOST, projects)
    total_investment = random.integers(0, 3 * MOST, projects)
    capacity = random.integers(MOST * 20, MOST * 60, owners)
    owner = np.arange(projects) * owners // projects
    project = random.integers(0, projects, half)
    room = np.minimum(np.minimum(medium_term, total_investment), capacity[owner])
    return Instance(
        donor_limit=np.bincount(donor, release, donors).astype(np.int64) // 2,
        release_donor=donor, release_pool=_sources(random, half), release=release,
        room_within=np.concatenate([projects + np.arange(projects), 2 * projects + owner, np.full(owners, -1)]),
        room_limit=np.concatenate([medium_term, total_investment, capacity]),
        need_pool=random.integers(0, POOLS, half), need_room=project, need_tier=random.integers(0, TIERS, half),
        need=np.minimum(random.integers(1, MOST * 3 // 2 + 1, half), room[project]))


def uncoupled(allocations: int, seed: int = 7) -> Instance:
    """Nothing but its pool stops an allocation: donors may lose all that they can release, and there are no rooms."""
    random = np.random.default_rng(seed)
    half = allocations // 2
    donors = max(1, half // 20)
    donor = np.arange(half) * donors // half
    release = random.integers(1, MOST + 1, half)
    none = np.zeros(0, np.int64)
    return Instance(
        donor_limit=np.bincount(donor, release, donors).astype(np.int64),
        release_donor=donor, release_pool=_sources(random, half), release=release, room_within=none, room_limit=none,
        need_pool=random.integers(0, POOLS, half), need_room=np.full(half, -1), need_tier=random.integers(0, TIERS, half),
        need=random.integers(1, MOST * 3 // 2 + 1, half))


def _sources(random: np.random.Generator, count: int) -> Column:
    """A few sources of capital hold most of what can be released: pool k is drawn in proportion to 1 / (k + 5). Needs are
    spread evenly, so some pools have too much and some too little."""
    weight = 1 / (np.arange(POOLS) + 5)
    return random.choice(POOLS, count, p=weight / weight.sum())
