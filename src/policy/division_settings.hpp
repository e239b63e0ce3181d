/// @file
/// How capital is divided: the settings that rounds, medium-term adjustments and plans backed by revenue have
/// in common, each read in one way.
#pragma once

#include "giaingan/policy/project_checks_policy.hpp"
#include "giaingan/policy/reallocation_policy.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "policy/sections.hpp"

namespace giaingan::inline v1 {

/// The members of the array at `key`, each once, each by its word; nothing if the key is missing.
template <class T>
std::optional<std::vector<T>> choices(ObjectReader& reader, std::string_view key,
                                      const std::vector<std::pair<std::string_view, T>>& words) {
  const bool given = reader.has(key);
  std::vector<T> found;
  for (const std::string& text : reader.texts(key)) {
    const auto word = std::ranges::find(words, text, &std::pair<std::string_view, T>::first);
    if (word == words.end()) {
      std::string expected;
      for (const auto& [name, meaning] : words)
        expected += (expected.empty() ? "\"" : ", \"") + std::string(name) + "\"";
      reader.problem(key, "policy.wrong_value", "\"" + text + "\" can't stand here", "any of " + expected,
                     "mend the word");
    } else if (std::ranges::find(found, word->second) != found.end()) {
      reader.problem(key, "policy.duplicate_id", "\"" + text + "\" stands twice", "every word once",
                     "delete one");
    } else {
      found.push_back(word->second);
    }
  }
  return given ? std::optional(std::move(found)) : std::nullopt;
}

/// Findings of the project checks; nothing if the key is missing.
[[nodiscard]] std::optional<std::vector<ProjectFindingCode>> read_findings(ObjectReader& reader,
                                                                           std::string_view key);

/// The value at `within_tier`; nothing if the key is missing.
[[nodiscard]] std::optional<WithinTier> read_within_tier(ObjectReader& reader);

// Each at the key of its name; `otherwise` if that is missing.
[[nodiscard]] CutOrder read_cut_order(ObjectReader& reader, CutOrder otherwise);
[[nodiscard]] RemainderTies read_ties(ObjectReader& reader, RemainderTies otherwise);
[[nodiscard]] Unmatched read_unmatched(ObjectReader& reader, Unmatched otherwise);
[[nodiscard]] Dong read_step(ObjectReader& reader, Dong otherwise);

/// The list at `tiers`, every id once; a tier that nobody can reach is a problem.
/// @param read_rest reads what else a tier has
[[nodiscard]] std::vector<Tier> read_tiers(ObjectReader& parent,
                                           const std::function<void(ObjectReader&, Tier&)>& read_rest);

}  // namespace giaingan::inline v1
