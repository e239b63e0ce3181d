/// @file
/// How pools of a round are named. A pool is the tuple of its values; its id is for printing, and tells every
/// tuple from every other.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace giaingan::inline v1 {

/// The values of `pool_by` joined by `/`. In a value `%`, `/` and `+` become `%25`, `%2F` and `%2B`.
[[nodiscard]] std::string pool_id(std::span<const std::string> values);

/// The values of one pool's id. A policy may write `+`, and `%` where it doesn't begin an escape, as they
/// are.
[[nodiscard]] std::vector<std::string> pool_values(std::string_view id);

/// The id of the pool that pools form which may exchange: theirs, sorted, each once, joined by `+`.
[[nodiscard]] std::string exchange_id(std::vector<std::string> pools);

/// The pools of an id: of one pool that id alone.
[[nodiscard]] std::vector<std::string> pools_of_id(std::string_view id);

}  // namespace giaingan::inline v1
