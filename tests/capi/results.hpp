/// @file
/// What tests of the C ABI ask of policies and results.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "giaingan.h"

namespace capi {

inline const std::string policy_text = [] {
  std::ifstream file(GIAINGAN_SOURCE_DIR "/policies/lang-son-city-2024.json", std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}();

inline giaingan_policy* new_policy() {
  giaingan_policy* policy = nullptr;
  EXPECT_EQ(giaingan_policy_from_json(policy_text.data(), static_cast<int64_t>(policy_text.size()), nullptr,
                                      &policy, nullptr),
            GIAINGAN_OK);
  return policy;
}

/// The numbers of a column.
inline std::vector<int64_t> numbers(const giaingan_result* result, const char* table, const char* name) {
  giaingan_column column;
  EXPECT_EQ(giaingan_result_column(result, table, name, &column, nullptr), GIAINGAN_OK)
      << table << "." << name;
  EXPECT_EQ(column.type, GIAINGAN_INT64);
  const auto* first = static_cast<const int64_t*>(column.data);
  return {first, first + column.length};
}

/// The values of a column as text, so that columns of any type can be compared.
inline std::vector<std::string> texts_of(const giaingan_result* result, const char* table, const char* name) {
  giaingan_column column;
  EXPECT_EQ(giaingan_result_column(result, table, name, &column, nullptr), GIAINGAN_OK)
      << table << '.' << name;
  std::vector<std::string> texts;
  for (int64_t row = 0; row < column.length; ++row) {
    if (column.valid != nullptr && column.valid[row] == 0) {
      texts.emplace_back("-");
    } else if (column.type == GIAINGAN_UTF8) {
      texts.emplace_back(static_cast<const char*>(column.data) + column.offsets[row],
                         static_cast<const char*>(column.data) + column.offsets[row + 1]);
    } else if (column.type == GIAINGAN_INT64) {
      texts.push_back(std::to_string(static_cast<const int64_t*>(column.data)[row]));
    } else if (column.type == GIAINGAN_INT32 || column.type == GIAINGAN_DATE) {
      texts.push_back(std::to_string(static_cast<const int32_t*>(column.data)[row]));
    } else {
      texts.push_back(std::to_string(static_cast<const uint8_t*>(column.data)[row]));
    }
  }
  return texts;
}

}  // namespace capi
