#include "column_view.hpp"

#include "giaingan/input/limits.hpp"

#include <cmath>
#include <cstring>
#include <limits>

#include "guard.hpp"

namespace giaingan::capi {
namespace {

/// Bytes of a number that Arrow calls by this letter.
std::ptrdiff_t width_of(char letter) {
  switch (letter) {
    case 'l':
    case 'L':
    case 'g':
      return 8;
    case 'i':
    case 'I':
      return 4;
    case 's':
    case 'S':
      return 2;
    default:
      return 1;
  }
}

/// How a type of ours is stored, in Arrow's letters; 0 if it holds no numbers.
char letter_of(giaingan_type type) {
  switch (type) {
    case GIAINGAN_INT64:
      return 'l';
    case GIAINGAN_FLOAT64:
      return 'g';
    case GIAINGAN_INT32:
    case GIAINGAN_DATE:
      return 'i';
    case GIAINGAN_INT16:
      return 's';
    case GIAINGAN_INT8:
      return 'c';
    case GIAINGAN_BOOL:
      return 'C';
    default:
      return 0;
  }
}

std::size_t checked_length(std::int64_t length, const std::string& of) {
  if (length < 0) throw InvalidArgument(of + " has a negative length");
  if (length > Limits{}.max_rows) {
    throw InvalidArgument(of + " has " + std::to_string(length) + " rows; at most " +
                          std::to_string(Limits{}.max_rows) + " are taken");
  }
  return static_cast<std::size_t>(length);
}

/// Whether all rows from the first to the last lie in the array, and the sums that say so fit.
bool holds(const ArrowArray& array, std::int64_t first, std::int64_t rows) {
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max() / 64;
  return array.length >= 0 && array.length <= most && array.offset >= 0 && array.offset <= most &&
         first >= 0 && first <= array.length && rows <= array.length - first;
}

constexpr std::size_t inline_bytes = 12;

/// A text of Arrow's "vu", 16 bytes: a short one stands behind its size, a long one in a buffer that is
/// named.
struct View {
  std::int32_t size;
  std::int32_t prefix;  // or the short text begins here
  std::int32_t buffer;
  std::int32_t offset;
};
static_assert(sizeof(View) == 16);

}  // namespace

const char* name_of(giaingan_type type) {
  switch (type) {
    case GIAINGAN_INT64:
      return "GIAINGAN_INT64";
    case GIAINGAN_FLOAT64:
      return "GIAINGAN_FLOAT64";
    case GIAINGAN_INT32:
      return "GIAINGAN_INT32";
    case GIAINGAN_DATE:
      return "GIAINGAN_DATE";
    case GIAINGAN_UTF8:
      return "GIAINGAN_UTF8";
    case GIAINGAN_BOOL:
      return "GIAINGAN_BOOL";
    case GIAINGAN_INT16:
      return "GIAINGAN_INT16";
    case GIAINGAN_INT8:
      return "GIAINGAN_INT8";
    default:
      return "an unknown type";
  }
}

ColumnView::ColumnView(const giaingan_column& column)
    : name_(column.name == nullptr ? throw InvalidArgument("a column has no name") : column.name),
      type_(column.type),
      type_text_(name_of(column.type)),
      rows_(checked_length(column.length, "column " + std::string(name_))),
      stored_(letter_of(column.type)),
      texts_(column.type == GIAINGAN_UTF8 ? Texts::by_int64 : Texts::none),
      data_(static_cast<const char*>(column.data)),
      stride_(column.stride == 0 ? width_of(stored_) : column.stride),
      offsets_(column.offsets),
      valid_bytes_(column.valid) {
  if (texts_ == Texts::none && stored_ == 0) type_ = 0;
}

ColumnView::ColumnView(const ArrowSchema& schema, const ArrowArray& array, std::int64_t first,
                       std::int64_t rows) {
  if (schema.release == nullptr || array.release == nullptr)
    throw InvalidArgument("a column of the Arrow array was released, or moved elsewhere");
  if (schema.name == nullptr || schema.format == nullptr)
    throw InvalidArgument("a column of the Arrow array has no name or no format");
  name_ = schema.name;
  rows_ = checked_length(rows, "column " + std::string(name_));
  read_format(schema.format);
  if (!holds(array, first, rows)) {
    broken_ = "has " + std::to_string(array.length) + " rows from " + std::to_string(array.offset) +
              " on, too few for its table";
    return;
  }
  first_ = static_cast<std::size_t>(array.offset + first);
  if (type_ == 0) return;
  const std::int64_t buffers = texts_ == Texts::none ? 2 : 3;
  if (array.buffers == nullptr ||
      (texts_ == Texts::views ? array.n_buffers < buffers : array.n_buffers != buffers)) {
    broken_ = "has " + std::to_string(array.n_buffers) + " buffers; its type has " + std::to_string(buffers);
    return;
  }
  valid_bits_ = static_cast<const std::uint8_t*>(array.buffers[0]);
  if (texts_ == Texts::by_int32 || texts_ == Texts::by_int64) {
    offsets_ = array.buffers[1];
    data_ = static_cast<const char*>(array.buffers[2]);
  } else {
    data_ = static_cast<const char*>(array.buffers[1]);
    long_texts_ = array.buffers + 2;
    long_text_count_ = array.n_buffers - buffers;  // views end with the sizes of these
  }
  if (schema.dictionary == nullptr) return;
  if (array.dictionary == nullptr) {
    type_ = GIAINGAN_UTF8;
    broken_ = "has no dictionary";
    return;
  }
  const std::string name(name_);
  ArrowSchema values = *schema.dictionary;
  values.name = schema.name;
  if (stored_ == 0 || stored_ == 'g' || type_ == GIAINGAN_DATE)
    broken_ = "has codes that are no whole numbers";
  auto dictionary = std::make_shared<ColumnView>(values, *array.dictionary, 0, array.dictionary->length);
  type_ = dictionary->type_;
  type_text_ = "a dictionary of " + dictionary->type_text_;
  if (type_ != GIAINGAN_UTF8) type_ = 0;  // only texts repeat often enough to be worth one
  dictionary_ = std::move(dictionary);
}

void ColumnView::read_format(std::string_view format) {
  type_text_ = "Arrow's \"" + std::string(format) + "\"";
  if (format == "u") {
    texts_ = Texts::by_int32;
  } else if (format == "U") {
    texts_ = Texts::by_int64;
  } else if (format == "vu") {
    texts_ = Texts::views;
  } else if (format == "tdD") {
    type_ = GIAINGAN_DATE;
    stored_ = 'i';
  } else if (format.size() == 1 && std::string_view("cCsSiIlLg").find(format) != std::string_view::npos) {
    stored_ = format.front();
    type_ = stored_ == 'g'                            ? GIAINGAN_FLOAT64
            : width_of(stored_) < 4 || stored_ == 'i' ? GIAINGAN_INT32
                                                      : GIAINGAN_INT64;
  }
  if (texts_ != Texts::none) type_ = GIAINGAN_UTF8;
  stride_ = texts_ == Texts::views ? static_cast<std::ptrdiff_t>(sizeof(View)) : width_of(stored_);
}

std::optional<std::string> ColumnView::wrong_layout() const {
  if (!broken_.empty()) return broken_;
  if (dictionary_) return wrong_codes();
  switch (texts_) {
    case Texts::by_int64:
      return wrong_offsets<std::int64_t>();
    case Texts::by_int32:
      return wrong_offsets<std::int32_t>();
    case Texts::views:
      return wrong_views();
    case Texts::none:
      break;
  }
  if (stride_ < 0) return "has a negative stride";
  if (data_ == nullptr && rows_ > 0) return "has no data";
  return std::nullopt;
}

template <class Offset>
std::optional<std::string> ColumnView::wrong_offsets() const {
  const auto* offsets = static_cast<const Offset*>(offsets_);
  if (offsets == nullptr) {
    if (rows_ == 0 && valid_bytes_ == nullptr && first_ == 0 && texts_ == Texts::by_int32)
      return std::nullopt;
    return "has no offsets";
  }
  offsets += first_;
  if (offsets[0] < 0) return "begins at a negative offset";
  for (std::size_t row = 0; row < rows_; ++row) {
    if (offsets[row + 1] < offsets[row]) return "has an offset that falls at row " + std::to_string(row + 1);
  }
  if (data_ == nullptr && offsets[rows_] > 0) return "has no data";
  return std::nullopt;
}

std::optional<std::string> ColumnView::wrong_views() const {
  if (data_ == nullptr && rows_ > 0) return "has no data";
  const auto* sizes =
      long_text_count_ == 0 ? nullptr : static_cast<const std::int64_t*>(long_texts_[long_text_count_]);
  if (long_text_count_ > 0 && sizes == nullptr) return "has no sizes of its buffers";
  for (std::size_t row = 0; row < rows_; ++row) {
    if (is_null(row)) continue;
    const auto view = value_at<View>(row);
    if (view.size < 0) return "has a text of negative size at row " + std::to_string(row + 1);
    if (static_cast<std::size_t>(view.size) <= inline_bytes) continue;
    if (view.buffer < 0 || view.buffer >= long_text_count_ || view.offset < 0 ||
        long_texts_[view.buffer] == nullptr || std::int64_t{view.offset} + view.size > sizes[view.buffer])
      return "has a text outside its buffers at row " + std::to_string(row + 1);
  }
  return std::nullopt;
}

std::optional<std::string> ColumnView::wrong_codes() const {
  if (auto wrong = dictionary_->wrong_layout()) return "has a dictionary that " + *wrong;
  if (data_ == nullptr && rows_ > 0) return "has no data";
  for (std::size_t row = 0; row < rows_; ++row) {
    if (is_null(row)) continue;
    const auto code = whole(row);
    if (!code || *code < 0 || static_cast<std::uint64_t>(*code) >= dictionary_->rows_)
      return "has a code outside its dictionary at row " + std::to_string(row + 1);
  }
  return std::nullopt;
}

/// memcpy because a stride may leave values unaligned.
template <class T>
T ColumnView::value_at(std::size_t row) const {
  T value;
  std::memcpy(&value, data_ + static_cast<std::ptrdiff_t>(first_ + row) * stride_, sizeof value);
  return value;
}

bool ColumnView::is_null(std::size_t row) const {
  if (valid_bytes_ != nullptr) return valid_bytes_[row] == 0;
  const std::size_t place = first_ + row;
  return valid_bits_ != nullptr && (valid_bits_[place / 8] >> (place % 8) & 1U) == 0;
}

bool ColumnView::is_empty(std::size_t row) const {
  return is_null(row) || (type_ == GIAINGAN_UTF8 && text(row).empty());
}

template <class Offset>
std::string_view ColumnView::text_between(std::size_t row) const {
  const auto* offsets = static_cast<const Offset*>(offsets_) + first_ + row;
  return {data_ + offsets[0], static_cast<std::size_t>(offsets[1] - offsets[0])};
}

std::string_view ColumnView::viewed_text(std::size_t row) const {
  const auto view = value_at<View>(row);
  const auto size = static_cast<std::size_t>(view.size);
  if (size <= inline_bytes) {
    // Within the caller's memory: `view` is a copy.
    return {data_ + static_cast<std::ptrdiff_t>(first_ + row) * stride_ + offsetof(View, prefix), size};
  }
  return {static_cast<const char*>(long_texts_[view.buffer]) + view.offset, size};
}

std::string_view ColumnView::text(std::size_t row) const {
  if (is_null(row)) return {};
  if (dictionary_) return dictionary_->text(static_cast<std::size_t>(*whole(row)));
  switch (texts_) {
    case Texts::by_int32:
      return text_between<std::int32_t>(row);
    case Texts::views:
      return viewed_text(row);
    default:
      return text_between<std::int64_t>(row);
  }
}

std::optional<std::int64_t> ColumnView::whole(std::size_t row) const {
  constexpr double limit = 9007199254740992.0;  // 2^53: beyond it a double no longer holds every whole number
  switch (stored_) {
    case 'l':
      return value_at<std::int64_t>(row);
    case 'i':
      return value_at<std::int32_t>(row);
    case 'I':
      return value_at<std::uint32_t>(row);
    case 's':
      return value_at<std::int16_t>(row);
    case 'S':
      return value_at<std::uint16_t>(row);
    case 'c':
      return value_at<std::int8_t>(row);
    case 'C':
      return value_at<std::uint8_t>(row);
    case 'L': {
      const auto number = value_at<std::uint64_t>(row);
      if (number > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return std::nullopt;
      return static_cast<std::int64_t>(number);
    }
    default: {
      const auto number = value_at<double>(row);
      if (!(number > -limit && number < limit) || std::trunc(number) != number) return std::nullopt;
      return static_cast<std::int64_t>(number);
    }
  }
}

std::vector<ColumnView> columns_of(const ArrowSchema& schema, const ArrowArray& array) {
  if (schema.release == nullptr || array.release == nullptr)
    throw InvalidArgument("the Arrow array was released, or moved elsewhere");
  if (schema.format == nullptr || std::string_view(schema.format) != "+s")
    throw InvalidArgument("the Arrow array is no struct array (\"+s\"), which is how a table is passed");
  if (array.n_children != schema.n_children || array.n_children < 0 ||
      (array.n_children > 0 && (array.children == nullptr || schema.children == nullptr)))
    throw InvalidArgument("the Arrow array and its schema have no list of children of the same length");
  (void)checked_length(array.length, "the Arrow array");
  if (array.offset < 0) throw InvalidArgument("the Arrow array has a negative offset");
  if (array.n_buffers > 0 && array.buffers != nullptr && array.buffers[0] != nullptr && array.null_count != 0)
    throw InvalidArgument("the Arrow array has rows that are null as a whole");
  std::vector<ColumnView> columns;
  columns.reserve(static_cast<std::size_t>(array.n_children));
  for (std::int64_t i = 0; i < array.n_children; ++i) {
    if (schema.children[i] == nullptr || array.children[i] == nullptr)
      throw InvalidArgument("a child of the Arrow array is NULL");
    columns.emplace_back(*schema.children[i], *array.children[i], array.offset, array.length);
  }
  return columns;
}

}  // namespace giaingan::capi
