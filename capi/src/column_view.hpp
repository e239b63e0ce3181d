/// @file
/// A column of the caller's, of our own layout or of Arrow's, as the readers of tables see it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "arrow_abi.hpp"
#include "giaingan.h"

namespace giaingan::capi {

/// "GIAINGAN_INT64" …; for another number "an unknown type".
[[nodiscard]] const char* name_of(giaingan_type type);

/// Borrows a column. Values are read by row; a row that has none is empty.
class ColumnView {
 public:
  /// @throws InvalidArgument if the column has no name, or a length below 0 or beyond the limit of rows
  explicit ColumnView(const giaingan_column& column);

  /// Rows `first` to `first + rows` of an Arrow array, of which nothing has been read yet.
  /// @throws InvalidArgument if it has no name, or has been released
  ColumnView(const ArrowSchema& schema, const ArrowArray& array, std::int64_t first, std::int64_t rows);

  [[nodiscard]] std::string_view name() const noexcept { return name_; }
  /// How values are to be read; 0 if the column is of a type that no table has.
  [[nodiscard]] giaingan_type type() const noexcept { return type_; }
  /// The type as the caller calls it, for messages.
  [[nodiscard]] const std::string& type_text() const noexcept { return type_text_; }
  [[nodiscard]] std::size_t rows() const noexcept { return rows_; }

  /// Why the column can't be followed, or nothing. To be asked before any value. @pre type() isn't 0
  [[nodiscard]] std::optional<std::string> wrong_layout() const;

  /// Whether a row has no value, or the empty text.
  [[nodiscard]] bool is_empty(std::size_t row) const;
  /// The text of a row. @pre type() is GIAINGAN_UTF8
  [[nodiscard]] std::string_view text(std::size_t row) const;
  /// The whole number of a row, or nothing if it isn't one of int64. @pre type() isn't GIAINGAN_UTF8
  [[nodiscard]] std::optional<std::int64_t> whole(std::size_t row) const;

 private:
  enum class Texts { none, by_int64, by_int32, views };

  void read_format(std::string_view format);
  template <class Offset>
  [[nodiscard]] std::optional<std::string> wrong_offsets() const;
  [[nodiscard]] std::optional<std::string> wrong_views() const;
  [[nodiscard]] std::optional<std::string> wrong_codes() const;
  template <class T>
  [[nodiscard]] T value_at(std::size_t row) const;
  [[nodiscard]] bool is_null(std::size_t row) const;
  template <class Offset>
  [[nodiscard]] std::string_view text_between(std::size_t row) const;
  [[nodiscard]] std::string_view viewed_text(std::size_t row) const;

  std::string_view name_;
  giaingan_type type_ = 0;
  std::string type_text_;
  std::size_t rows_ = 0;
  std::size_t first_ = 0;  ///< place of row 0 in the buffers
  char stored_ = 0;        ///< how numbers stand in `data_`: Arrow's letter
  Texts texts_ = Texts::none;
  const char* data_ = nullptr;     ///< numbers, codes, views, or the bytes of texts
  std::ptrdiff_t stride_ = 0;      ///< bytes between numbers
  const void* offsets_ = nullptr;  ///< of texts
  const std::uint8_t* valid_bytes_ = nullptr;
  const std::uint8_t* valid_bits_ = nullptr;
  const void* const* long_texts_ = nullptr;  ///< buffers that views lead to, then their sizes
  std::int64_t long_text_count_ = 0;
  std::shared_ptr<const ColumnView> dictionary_;  ///< what `data_` holds codes of
  std::string broken_;                            ///< what is wrong with the array as a whole
};

/// The children of a struct array, which is how Arrow passes a table.
/// @throws InvalidArgument if it is none, or has been released
[[nodiscard]] std::vector<ColumnView> columns_of(const ArrowSchema& schema, const ArrowArray& array);

}  // namespace giaingan::capi
