"""How fast one thread of this machine reads a year's columns when it does nothing else."""

import ctypes
import subprocess
import time
from pathlib import Path


from year import Year

BLOCKS = (1024, 4096, 16384)


class Bandwidth:
    def __init__(self, year: Year, build: Path):
        self._library = _compiled(build)
        self._year = year  # keeps the columns alive
        self._columns = [*year.disbursed, *year.plan]
        pointers = [column.ctypes.data for column in self._columns]
        self._pointers = (ctypes.c_void_p * len(pointers))(*pointers)
        self._expected = sum(int(column.sum()) for column in self._columns) % 2**64

    def seconds(self) -> float:
        """The fastest of a stream of columns and of blocks of some sizes, once each."""
        stream = self._timed(self._library.sum_columns)
        return min(stream, *(self._timed(self._library.sum_blocks, block) for block in BLOCKS))

    def _timed(self, function, *block: int) -> float:
        arguments = [ctypes.c_size_t(number) for number in (len(self._columns), self._year.units, *block)]
        start = time.process_time()
        total = function(self._pointers, *arguments)
        seconds = time.process_time() - start
        assert total == self._expected
        return seconds


def _compiled(build: Path) -> ctypes.CDLL:
    library = build / "bandwidth.so"
    subprocess.run(["cc", "-O3", "-march=native", "-shared", "-fPIC", "-o", library,
                    Path(__file__).with_name("bandwidth.c")], check=True)
    loaded = ctypes.CDLL(str(library))
    loaded.sum_columns.restype = loaded.sum_blocks.restype = ctypes.c_uint64
    return loaded
