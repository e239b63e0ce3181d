#include <array>
#include <string_view>
#include <utility>

#include "giaingan.h"

int32_t giaingan_abi_version(void) {
  return GIAINGAN_ABI_VERSION;
}
const char* giaingan_version(void) {
  return GIAINGAN_VERSION;
}

giaingan_status giaingan_constant(const char* name, int64_t* value) {
  static constexpr std::array<std::pair<std::string_view, int64_t>, 16> constants{{
      {"GIAINGAN_ABI_VERSION", GIAINGAN_ABI_VERSION},
      {"GIAINGAN_OK", GIAINGAN_OK},
      {"GIAINGAN_INVALID_INPUT", GIAINGAN_INVALID_INPUT},
      {"GIAINGAN_INVALID_ARGUMENT", GIAINGAN_INVALID_ARGUMENT},
      {"GIAINGAN_OUT_OF_MEMORY", GIAINGAN_OUT_OF_MEMORY},
      {"GIAINGAN_INTERNAL_ERROR", GIAINGAN_INTERNAL_ERROR},
      {"GIAINGAN_INT64", GIAINGAN_INT64},
      {"GIAINGAN_FLOAT64", GIAINGAN_FLOAT64},
      {"GIAINGAN_INT32", GIAINGAN_INT32},
      {"GIAINGAN_DATE", GIAINGAN_DATE},
      {"GIAINGAN_UTF8", GIAINGAN_UTF8},
      {"GIAINGAN_BOOL", GIAINGAN_BOOL},
      {"GIAINGAN_RANK_STANDARD", GIAINGAN_RANK_STANDARD},
      {"GIAINGAN_RANK_DENSE", GIAINGAN_RANK_DENSE},
      {"GIAINGAN_GAP_BREAKS", GIAINGAN_GAP_BREAKS},
      {"GIAINGAN_GAP_SKIPPED", GIAINGAN_GAP_SKIPPED},
  }};
  if (name == nullptr || value == nullptr) return GIAINGAN_INVALID_ARGUMENT;
  for (const auto& [known, number] : constants) {
    if (known != name) continue;
    *value = number;
    return GIAINGAN_OK;
  }
  return GIAINGAN_INVALID_ARGUMENT;
}
