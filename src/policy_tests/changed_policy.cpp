#include "policy_tests/changed_policy.hpp"

#include <charconv>
#include <cstddef>
#include <utility>
#include <vector>

#include "input/any_json.hpp"
#include "input/text.hpp"
#include "policy_tests/json_text.hpp"
#include "policy_tests/test_document.hpp"

namespace giaingan::inline v1 {
namespace {

Json* child(Json& parent, const std::string& token) {
  for (auto& [name, value] : parent.members) {
    if (name == token) return &value;
  }
  std::size_t place = 0;
  const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), place);
  const bool whole = error == std::errc() && end == token.data() + token.size();
  return parent.kind == Json::Kind::array && whole && place < parent.items.size() ? &parent.items[place]
                                                                                  : nullptr;
}

Json* at(Json& root, const std::vector<std::string>& tokens) {
  Json* value = &root;
  for (const std::string& token : tokens) {
    if (value != nullptr) value = child(*value, token);
  }
  return value;
}

}  // namespace

std::string changed_policy(std::string_view policy, const Json& with, const std::string& test_file,
                           const std::string& pointer) {
  AnyJson document = parse_any_json(policy);
  std::vector<Diagnostic> problems;
  for (const auto& [place, value] : with.members) {
    const auto tokens = tokens_of(place);
    Json* changed = tokens ? at(*document.root, *tokens) : nullptr;
    if (changed != nullptr) {
      *changed = value;
    } else {
      problems.push_back(test_problem(test_file, pointer_to(pointer, place), "policy_test.unread",
                                      "the policy has nothing at " + in_quotes(place),
                                      "the JSON pointer of a value that the policy has",
                                      "correct the pointer"));
    }
  }
  if (!problems.empty()) throw InvalidInput(std::move(problems));
  return json_text(*document.root);
}

}  // namespace giaingan::inline v1
