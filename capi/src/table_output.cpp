#include "table_output.hpp"

namespace giaingan::capi {

void ColumnOutput::add(std::int64_t value) {
  valid_.push_back(1);
  switch (type_) {
    case GIAINGAN_INT32:
    case GIAINGAN_DATE:
      narrow_.push_back(static_cast<std::int32_t>(value));
      break;
    case GIAINGAN_BOOL:
      bytes_.push_back(static_cast<std::uint8_t>(value));
      break;
    default:
      wide_.push_back(value);
  }
}

void ColumnOutput::add(std::string_view text) {
  valid_.push_back(1);
  text_ += text;
  offsets_.push_back(static_cast<std::int64_t>(text_.size()));
}

void ColumnOutput::add_empty() {
  if (type_ == GIAINGAN_UTF8) {
    add(std::string_view());
  } else {
    add(std::int64_t{0});
  }
  valid_.back() = 0;
  has_empty_ = true;
}

giaingan_column ColumnOutput::view() const noexcept {
  const void* data = wide_.data();
  if (type_ == GIAINGAN_UTF8) data = text_.data();
  if (type_ == GIAINGAN_BOOL) data = bytes_.data();
  if (type_ == GIAINGAN_INT32 || type_ == GIAINGAN_DATE) data = narrow_.data();
  return {.name = name_.c_str(),
          .data = data,
          .offsets = type_ == GIAINGAN_UTF8 ? offsets_.data() : nullptr,
          .valid = has_empty_ ? valid_.data() : nullptr,
          .length = static_cast<std::int64_t>(rows()),
          .stride = 0,
          .type = type_};
}

}  // namespace giaingan::capi
