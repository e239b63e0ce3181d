/// @file
/// Arrow arrays of the tests' own, made from the interface's specification and not from the library.
#pragma once

#include <cstdint>
#include <cstring>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

extern "C" {
struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};
struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};
}

#include "giaingan.h"

namespace capi {

/// What tests own needs no releasing; a NULL would say that it has been.
inline void keep_schema(ArrowSchema* /*schema*/) {}
inline void keep_array(ArrowArray* /*array*/) {}

/// One column with the memory behind it. It isn't moved: what it lends points into it.
class ArrowColumn {
 public:
  ArrowColumn(const char* name, const char* format, int64_t length) : buffers_{nullptr} {
    schema = {format, name, nullptr, 2, 0, nullptr, nullptr, keep_schema, nullptr};
    array = {length, 0, 0, 1, 0, buffers_.data(), nullptr, nullptr, keep_array, nullptr};
  }
  ArrowColumn(const ArrowColumn&) = delete;
  ArrowColumn& operator=(const ArrowColumn&) = delete;

  /// A buffer of these values.
  template <class T>
  void buffer(const std::vector<T>& values) {
    std::string& bytes = memory_.emplace_back();
    bytes.resize(values.size() * sizeof(T));
    if (!bytes.empty()) std::memcpy(bytes.data(), values.data(), bytes.size());
    lend(bytes.data());
  }
  void buffer(std::string_view bytes) { lend(memory_.emplace_back(bytes).data()); }
  /// Rows of which the bit is 0 are null.
  void valid(std::vector<uint8_t> bits) {
    bits_ = std::move(bits);
    buffers_[0] = bits_.data();
    array.null_count = -1;
  }
  void dictionary(ArrowColumn& values) {
    schema.dictionary = &values.schema;
    array.dictionary = &values.array;
  }

  ArrowSchema schema;
  ArrowArray array;

 private:
  void lend(const void* first) {
    buffers_.push_back(first);
    array.buffers = buffers_.data();
    array.n_buffers = static_cast<int64_t>(buffers_.size());
  }

  std::vector<const void*> buffers_;
  std::deque<std::string> memory_;
  std::vector<uint8_t> bits_;
};

/// A table: a struct array of such columns.
class ArrowTable {
 public:
  explicit ArrowTable(const std::vector<ArrowColumn*>& columns) {
    for (ArrowColumn* column : columns) {
      schemas_.push_back(&column->schema);
      arrays_.push_back(&column->array);
    }
    const auto count = static_cast<int64_t>(columns.size());
    schema = {"+s", "", nullptr, 0, count, schemas_.data(), nullptr, keep_schema, nullptr};
    array = {columns.empty() ? 0 : columns.front()->array.length,
             0,
             0,
             1,
             count,
             &no_bits_,
             arrays_.data(),
             nullptr,
             keep_array,
             nullptr};
  }
  ArrowTable(const ArrowTable&) = delete;
  ArrowTable& operator=(const ArrowTable&) = delete;

  ArrowSchema schema;
  ArrowArray array;

 private:
  const void* no_bits_ = nullptr;
  std::vector<ArrowSchema*> schemas_;
  std::vector<ArrowArray*> arrays_;
};

}  // namespace capi
