#include "rules/rating_block.hpp"

#include <cstring>

namespace giaingan::inline v1 {
namespace {

std::int64_t at(const std::int64_t* values, std::ptrdiff_t stride, std::size_t row) {
  return values[static_cast<std::ptrdiff_t>(row) * stride];
}

}  // namespace

std::optional<Ratio> value_of(const MetricColumn& column, std::size_t row) noexcept {
  if (column.valid != nullptr && column.valid[row] == 0) return std::nullopt;
  return Ratio{at(column.num, column.num_stride, row),
               column.den == nullptr ? 1 : at(column.den, column.den_stride, row)};
}

void ColumnBlock::go_to(std::size_t first, std::size_t count) {
  const std::uint8_t* const valid = column_->valid == nullptr ? nullptr : column_->valid + first;
  valid_ = valid != nullptr && std::memchr(valid, 0, count) != nullptr ? valid : nullptr;
  const bool whole = column_->den == nullptr;
  if (valid_ == nullptr && column_->num_stride == 1 && (whole || column_->den_stride == 1)) {
    numbers_ = {column_->num + first, whole ? nullptr : column_->den + first, count};
    return;
  }
  copy(first, count);
  numbers_ = {num_.data(), whole ? nullptr : den_.data(), count};
}

void ColumnBlock::copy(std::size_t first, std::size_t count) {
  num_.resize(units_a_block);
  for (std::size_t i = 0; i < count; ++i)
    num_[i] = at(column_->num, column_->num_stride, first + i);
  if (column_->den != nullptr) {
    den_.resize(units_a_block);
    for (std::size_t i = 0; i < count; ++i)
      den_[i] = at(column_->den, column_->den_stride, first + i);
  }
  if (valid_ == nullptr) return;
  for (std::size_t i = 0; i < count; ++i) {
    if (valid_[i] != 0) continue;
    num_[i] = 0;
    if (!den_.empty()) den_[i] = 1;
  }
}

}  // namespace giaingan::inline v1
