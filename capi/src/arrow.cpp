// Tables to and from the Arrow C Data Interface. Values are never copied; what Arrow stores as bits and we as
// bytes (which rows have a value, truth) is packed.
#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "arrow_abi.hpp"
#include "giaingan.h"
#include "guard.hpp"
#include "handles.hpp"

using namespace giaingan::capi;

namespace {

const char* format_of(giaingan_type type) {
  switch (type) {
    case GIAINGAN_INT64:
      return "l";
    case GIAINGAN_FLOAT64:
      return "g";
    case GIAINGAN_INT32:
      return "i";
    case GIAINGAN_INT16:
      return "s";
    case GIAINGAN_INT8:
      return "c";
    case GIAINGAN_DATE:
      return "tdD";
    case GIAINGAN_BOOL:
      return "b";
    default:
      return "U";
  }
}

std::vector<std::uint8_t> packed(const std::uint8_t* bytes, std::int64_t length) {
  std::vector<std::uint8_t> bits(static_cast<std::size_t>((length + 7) / 8), 0);
  for (std::int64_t i = 0; i < length; ++i)
    bits[static_cast<std::size_t>(i / 8)] |= static_cast<std::uint8_t>((bytes[i] != 0 ? 1U : 0U) << (i % 8));
  return bits;
}

struct ReleaseResult {
  void operator()(giaingan_result* result) const noexcept { giaingan_result_release(result); }
};
using SharedResult = std::unique_ptr<giaingan_result, ReleaseResult>;

// A schema or an array together with what it points to. Children may be moved out of their parent and then
// outlive it, so each owns its memory, and a share of the result whose columns it lends.

struct SchemaNode {
  std::string name;
  std::vector<std::unique_ptr<ArrowSchema>> children;
  std::vector<ArrowSchema*> places;

  ~SchemaNode() {
    for (const auto& child : children) {
      if (child->release != nullptr) child->release(child.get());
    }
  }
};

struct ArrayNode {
  SharedResult result;
  std::vector<std::uint8_t> valid;
  std::vector<std::uint8_t> bits;
  std::vector<const void*> buffers;
  std::vector<std::unique_ptr<ArrowArray>> children;
  std::vector<ArrowArray*> places;

  ~ArrayNode() {
    for (const auto& child : children) {
      if (child->release != nullptr) child->release(child.get());
    }
  }
};

template <class Node, class Struct>
void release_node(Struct* released) {
  delete static_cast<Node*>(released->private_data);
  released->release = nullptr;
}

ArrowSchema schema_of(std::unique_ptr<SchemaNode> node, const char* format, std::int64_t flags) {
  ArrowSchema schema{.format = format,
                     .name = node->name.c_str(),
                     .metadata = nullptr,
                     .flags = flags,
                     .n_children = static_cast<std::int64_t>(node->places.size()),
                     .children = node->places.empty() ? nullptr : node->places.data(),
                     .dictionary = nullptr,
                     .release = release_node<SchemaNode, ArrowSchema>,
                     .private_data = nullptr};
  schema.private_data = node.release();
  return schema;
}

ArrowArray array_of(std::unique_ptr<ArrayNode> node, std::int64_t length, std::int64_t null_count) {
  ArrowArray array{.length = length,
                   .null_count = null_count,
                   .offset = 0,
                   .n_buffers = static_cast<std::int64_t>(node->buffers.size()),
                   .n_children = static_cast<std::int64_t>(node->places.size()),
                   .buffers = node->buffers.data(),
                   .children = node->places.empty() ? nullptr : node->places.data(),
                   .dictionary = nullptr,
                   .release = release_node<ArrayNode, ArrowArray>,
                   .private_data = nullptr};
  array.private_data = node.release();
  return array;
}

ArrowSchema column_schema(const giaingan_column& column) {
  auto node = std::make_unique<SchemaNode>();
  node->name = column.name;
  return schema_of(std::move(node), format_of(column.type), arrow_flag_nullable);
}

ArrowArray column_array(const giaingan_column& column, SharedResult result) {
  auto node = std::make_unique<ArrayNode>();
  node->result = std::move(result);
  std::int64_t nulls = 0;
  const void* validity = nullptr;
  if (column.valid != nullptr) {
    node->valid = packed(column.valid, column.length);
    validity = node->valid.data();
    nulls = std::count(column.valid, column.valid + column.length, std::uint8_t{0});
  }
  if (column.type == GIAINGAN_UTF8) {
    node->buffers = {validity, column.offsets, column.data};
  } else if (column.type == GIAINGAN_BOOL) {
    node->bits = packed(static_cast<const std::uint8_t*>(column.data), column.length);
    node->buffers = {validity, node->bits.data()};
  } else {
    node->buffers = {validity, column.data};
  }
  return array_of(std::move(node), column.length, nulls);
}

void check(giaingan_status status) {
  if (status == GIAINGAN_OUT_OF_MEMORY) throw std::bad_alloc();
  if (status != GIAINGAN_OK) throw InvalidArgument("the result has no such table");
}

/// A child a column: made by `make`, with a place in the list that Arrow reads.
template <class Node, class Struct, class Make>
std::unique_ptr<Node> with_children(std::int64_t count, Make make) {
  auto node = std::make_unique<Node>();
  node->children.reserve(static_cast<std::size_t>(count));
  node->places.reserve(static_cast<std::size_t>(count));
  for (std::int64_t i = 0; i < count; ++i) {
    auto child = std::make_unique<Struct>();
    *child = make(i);
    node->places.push_back(child.get());
    node->children.push_back(std::move(child));
  }
  return node;
}

/// The letters under which a column of giaingan.h has the same memory, and its type.
giaingan_type borrowed_type(std::string_view format) {
  for (const giaingan_type type : {GIAINGAN_INT64, GIAINGAN_FLOAT64, GIAINGAN_INT32, GIAINGAN_INT16,
                                   GIAINGAN_INT8, GIAINGAN_DATE, GIAINGAN_UTF8}) {
    if (format == format_of(type)) return type;
  }
  throw InvalidArgument(
      "a column of Arrow's \"" + std::string(format) +
      "\" can't be lent without a copy; pass it as int64, double, int32, int16, int8, date32 or "
      "large_utf8");
}

std::int64_t width_of(giaingan_type type) {
  if (type == GIAINGAN_INT64 || type == GIAINGAN_FLOAT64 || type == GIAINGAN_UTF8) return 8;
  if (type == GIAINGAN_INT16) return 2;
  return type == GIAINGAN_INT8 ? 1 : 4;
}

}  // namespace

giaingan_status giaingan_column_from_arrow(const ArrowSchema* schema, const ArrowArray* array,
                                           giaingan_column* column, giaingan_error** error) {
  return guarded(error, [&] {
    const ArrowSchema& type = required(schema, "schema");
    const ArrowArray& values = required(array, "array");
    giaingan_column& out = required(column, "column");
    if (type.release == nullptr || values.release == nullptr)
      throw InvalidArgument("the Arrow array was released, or moved elsewhere");
    if (type.name == nullptr || type.format == nullptr)
      throw InvalidArgument("the Arrow array has no name or no format");
    const std::string name(type.name);
    if (type.dictionary != nullptr)
      throw InvalidArgument(name + " has a dictionary and can't be lent without a copy");
    const giaingan_type read_as = borrowed_type(type.format);
    const bool texts = read_as == GIAINGAN_UTF8;
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max() / 16;
    if (values.length < 0 || values.offset < 0 || values.length > most || values.offset > most)
      throw InvalidArgument(name + " has a length or an offset that is negative or beyond all memory");
    if (values.n_buffers != (texts ? 3 : 2) || values.buffers == nullptr)
      throw InvalidArgument(name + " has " + std::to_string(values.n_buffers) + " buffers; its type has " +
                            (texts ? "3" : "2"));
    if (values.buffers[0] != nullptr && values.null_count != 0)
      throw InvalidArgument(name + " may have nulls and can't be lent without a copy; fill them first");
    if (values.buffers[1] == nullptr && values.length > 0) throw InvalidArgument(name + " has no data");
    const auto* first = static_cast<const char*>(values.buffers[1]);
    if (first != nullptr) first += values.offset * width_of(read_as);
    out = {.name = type.name,
           .data = texts ? values.buffers[2] : first,
           .offsets = texts ? reinterpret_cast<const std::int64_t*>(first) : nullptr,
           .valid = nullptr,
           .length = values.length,
           .stride = 0,
           .type = read_as};
  });
}

giaingan_status giaingan_result_to_arrow(const giaingan_result* result, const char* table,
                                         ArrowSchema* schema, ArrowArray* array, giaingan_error** error) {
  return guarded(error, [&] {
    // Counting owners changes nothing that a reader sees.
    auto* const shared = const_cast<giaingan_result*>(&required(result, "result"));
    ArrowSchema& schema_out = required(schema, "schema");
    ArrowArray& array_out = required(array, "array");
    const std::string name(text_of(table, -1, "table"));
    std::int64_t rows = 0;
    std::int64_t count = 0;
    if (giaingan_result_table_size(result, name.c_str(), &rows, &count, nullptr) != GIAINGAN_OK)
      throw InvalidArgument("the result has no table \"" + name + "\"");
    const auto column_at = [&](std::int64_t index) {
      giaingan_column column;
      check(giaingan_result_column_at(result, name.c_str(), index, &column, nullptr));
      return column;
    };
    auto types = with_children<SchemaNode, ArrowSchema>(
        count, [&](std::int64_t index) { return column_schema(column_at(index)); });
    auto values = with_children<ArrayNode, ArrowArray>(count, [&](std::int64_t index) {
      return column_array(column_at(index), SharedResult(giaingan_result_retain(shared)));
    });
    values->buffers = {nullptr};
    types->name = name;
    array_out = array_of(std::move(values), rows, 0);
    schema_out = schema_of(std::move(types), "+s", 0);
  });
}
