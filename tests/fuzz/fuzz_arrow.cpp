// Arrow arrays of any shape: what they say of themselves may be wrong in every number and text, but buffers
// are as long as their numbers say, for memory that isn't there can't be checked by anyone.
#include <array>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "capi/arrow.hpp"
#include "giaingan.h"
#include "require.hpp"

namespace {

using fuzz::Bytes;

const std::array formats{"l", "i", "s", "c", "L", "I", "g", "u", "U", "b", "tdD", "+s", "n", "z", "", "ld"};
const std::array names{"allocation", "unit", "plan", "owner", "kind", "month", "disbursed", "project", ""};
const std::array tables{"units",        "projects", "allocations", "disbursements",
                        "plan_changes", "events",   "no table"};

/// Arrays of one input, with the memory behind them.
class Arrays {
 public:
  explicit Arrays(Bytes& bytes) : bytes_(bytes) {}

  void fill(ArrowSchema& schema, ArrowArray& array, int depth) {
    schema = {pick(formats), pick(names),       nullptr, bytes_.take<std::uint8_t>(), 0, nullptr,
              nullptr,       capi::keep_schema, nullptr};
    const std::int64_t rows = bytes_.take<std::uint8_t>() % 9;
    array = {rows, 0, 0, 0, 0, nullptr, nullptr, nullptr, capi::keep_array, nullptr};
    const std::uint8_t what = bytes_.take<std::uint8_t>();
    if ((what & 1U) != 0) array.offset = bytes_.take<std::uint8_t>() % 5;
    if ((what & 2U) != 0) array.null_count = bytes_.take<std::int8_t>();
    if ((what & 4U) != 0) array.length = -1 - rows;
    if ((what & 8U) != 0) schema.release = nullptr;
    if ((what & 16U) != 0) array.release = nullptr;
    buffers(array);
    if (depth < 2) children(schema, array, depth);
    if (depth < 2 && (what & 32U) != 0) {
      schema.dictionary = &schemas_.emplace_back();
      array.dictionary = &arrays_.emplace_back();
      fill(*schema.dictionary, *array.dictionary, depth + 1);
    }
  }

 private:
  template <std::size_t N>
  const char* pick(const std::array<const char*, N>& from) {
    return from[bytes_.take<std::uint8_t>() % N];
  }

  /// Up to three, each with room for every row that may be read, its contents from the input.
  void buffers(ArrowArray& array) {
    const std::size_t count = bytes_.take<std::uint8_t>() % 4;
    std::vector<const void*>& pointers = pointers_.emplace_back();
    for (std::size_t i = 0; i < count; ++i) {
      if (bytes_.take<std::uint8_t>() % 8 == 0) {
        pointers.push_back(nullptr);
        continue;
      }
      // Texts' offsets are numbers of this buffer: small, so that they stay within the next one.
      std::vector<std::int64_t>& numbers = memory_.emplace_back(64);
      for (std::size_t at = 0; at < 16; ++at)
        numbers[at] = bytes_.take<std::uint8_t>() % 16;
      pointers.push_back(numbers.data());
    }
    array.n_buffers = static_cast<std::int64_t>(count);
    array.buffers = pointers.data();
  }

  void children(ArrowSchema& schema, ArrowArray& array, int depth) {
    const std::size_t count = bytes_.take<std::uint8_t>() % 5;
    std::vector<ArrowSchema*>& types = schema_lists_.emplace_back();
    std::vector<ArrowArray*>& values = array_lists_.emplace_back();
    for (std::size_t i = 0; i < count; ++i) {
      types.push_back(&schemas_.emplace_back());
      values.push_back(&arrays_.emplace_back());
      fill(*types.back(), *values.back(), depth + 1);
    }
    schema.n_children = array.n_children = static_cast<std::int64_t>(count);
    schema.children = types.data();
    array.children = values.data();
    if (count > 0 && bytes_.take<std::uint8_t>() % 16 == 0) --array.n_children;
  }

  Bytes& bytes_;
  std::deque<ArrowSchema> schemas_;
  std::deque<ArrowArray> arrays_;
  std::deque<std::vector<ArrowSchema*>> schema_lists_;
  std::deque<std::vector<ArrowArray*>> array_lists_;
  std::deque<std::vector<const void*>> pointers_;
  std::deque<std::vector<std::int64_t>> memory_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Bytes bytes(data, size);
  giaingan_builder* builder = nullptr;
  giaingan_error* error = nullptr;
  giaingan_builder_create(2024, &builder, nullptr);
  for (int i = 0; i < 4 && !bytes.empty(); ++i) {
    Arrays arrays(bytes);
    ArrowSchema schema;
    ArrowArray array;
    const char* const table = tables[bytes.take<std::uint8_t>() % tables.size()];
    arrays.fill(schema, array, 0);
    giaingan_column column;
    const auto read = giaingan_column_from_arrow(&schema, &array, &column, &error);
    fuzz::require_explained(read, error, read == GIAINGAN_OK);
    const auto added = giaingan_builder_add_arrow(builder, table, &schema, &array, &error);
    fuzz::require_explained(added, error, added == GIAINGAN_OK);
  }
  giaingan_portfolio* portfolio = nullptr;
  const auto status = giaingan_builder_finish(builder, &portfolio, &error);
  fuzz::require_explained(status, error, portfolio != nullptr);
  giaingan_portfolio_release(portfolio);
  giaingan_builder_release(builder);
  return 0;
}
