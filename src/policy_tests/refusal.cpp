#include "policy_tests/refusal.hpp"

#include <cstddef>
#include <utility>

#include "policy_tests/json_text.hpp"

namespace giaingan::inline v1 {
namespace {

/// A pointer as the case writes it.
std::string within(const std::string& pointer, const std::string& case_pointer) {
  return pointer.starts_with(case_pointer + "/") ? pointer.substr(case_pointer.size()) : pointer;
}

bool is_meant(const Json& expected, const Diagnostic& came, const std::string& case_pointer) {
  const auto agrees = [&](const char* member, const std::string& value) {
    const Json* wanted = expected.find(member);
    return wanted == nullptr || wanted->text == value;
  };
  return agrees("code", came.code) && agrees("pointer", within(came.place.pointer, case_pointer)) &&
         agrees("file", came.place.file) && agrees("column", came.place.column) &&
         agrees("row", std::to_string(came.place.row));
}

/// What is expected and doesn't come, and which of what came was expected.
struct Matched {
  std::vector<TestDifference> missing;
  std::vector<bool> taken;
};

/// @param pointer of the list of what is expected
Matched matched(const Json& expected, std::span<const Diagnostic> came, const std::string& case_pointer,
                const std::string& pointer) {
  Matched matched{.missing = {}, .taken = std::vector<bool>(came.size(), false)};
  for (std::size_t i = 0; i < expected.items.size(); ++i) {
    std::size_t found = 0;
    while (found < came.size() &&
           (matched.taken[found] || !is_meant(expected.items[i], came[found], case_pointer)))
      ++found;
    if (found < came.size()) {
      matched.taken[found] = true;
      continue;
    }
    matched.missing.push_back({.pointer = pointer + "/" + std::to_string(i),
                               .at = "refusal",
                               .expected = json_text(expected.items[i]),
                               .got = came.empty() ? "policy and facts are accepted" : "no such diagnostic",
                               .rests_on = {}});
  }
  return matched;
}

}  // namespace

std::vector<TestDifference> compare_refusal(const Json& expected, std::span<const Diagnostic> came,
                                            const std::string& case_pointer) {
  const std::string pointer = case_pointer + "/refused";
  Matched found = matched(expected, came, case_pointer, pointer);
  std::vector<TestDifference> differences = std::move(found.missing);
  for (std::size_t i = 0; i < came.size(); ++i) {
    if (found.taken[i]) continue;
    differences.push_back({.pointer = pointer,
                           .at = "refusal",
                           .expected = "no further diagnostic",
                           .got = came[i].code + " at " + within(came[i].place.pointer, case_pointer),
                           .rests_on = {to_text(came[i])}});
  }
  return differences;
}

std::vector<TestDifference> missing_of_refusal(const Json& expected, std::span<const Diagnostic> came,
                                               const std::string& case_pointer) {
  return matched(expected, came, case_pointer, case_pointer + "/refused_for").missing;
}

}  // namespace giaingan::inline v1
