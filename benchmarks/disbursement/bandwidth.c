// The yardstick: reads columns of int64 and does nothing with them but add them up.
#include <stddef.h>
#include <stdint.h>

// One column after the other, as a stream: the fastest way to read that there is.
uint64_t sum_columns(const int64_t* const* columns, size_t count, size_t rows) {
  uint64_t sum = 0;
  for (size_t column = 0; column < count; ++column)
    for (size_t row = 0; row < rows; ++row)
      sum += (uint64_t)columns[column][row];
  return sum;
}

// Block by block of rows through all columns, as a check that looks at every month of a unit has to.
uint64_t sum_blocks(const int64_t* const* columns, size_t count, size_t rows, size_t block) {
  uint64_t sum = 0;
  for (size_t first = 0; first < rows; first += block) {
    const size_t last = rows - first < block ? rows : first + block;
    for (size_t column = 0; column < count; ++column)
      for (size_t row = first; row < last; ++row)
        sum += (uint64_t)columns[column][row];
  }
  return sum;
}
