#include "verify/saved_document.hpp"

#include <cstddef>
#include <utility>

#include "input/any_json.hpp"

namespace giaingan::inline v1::verify {
namespace {

constexpr Why not_json{"không phải văn bản JSON do giaingan reallocate --format json in ra",
                       "not a JSON document, as giaingan reallocate --format json prints them"};
constexpr Why too_deep{"kết quả không có nhiều lớp lồng nhau đến thế",
                       "no result nests its values as deeply as that"};
constexpr Why nul_byte{"văn bản có byte NUL, trình đọc có thể bỏ qua phần sau",
                       "a NUL byte, behind which readers may not look"};

std::string at_byte(std::size_t byte) {
  return "byte " + std::to_string(byte);
}

}  // namespace

SavedDocument read_saved(std::string_view text) {
  AnyJson read = parse_any_json(text);
  if (read.root) return {.root = std::move(read.root)};
  if (read.fault == AnyJsonFault::too_deep) return {std::nullopt, "…[[[[", too_deep};
  return {std::nullopt, at_byte(read.byte), read.fault == AnyJsonFault::nul_byte ? nul_byte : not_json};
}

}  // namespace giaingan::inline v1::verify
