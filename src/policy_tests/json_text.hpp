/// @file
/// Values of a result in words, for the people who read why a case failed.
#pragma once

#include <string>
#include <vector>

#include "input/json.hpp"
#include "io/json_writer.hpp"

namespace giaingan::inline v1 {

/// Writes the value as the next one of a document, its numbers digit by digit.
void write_json(JsonWriter& writer, const Json& value);

/// The value as compact JSON, its numbers digit by digit.
[[nodiscard]] std::string json_text(const Json& value);

/// The same, but an exact number as `19/20 = 0.95 = 95.00 %`, with the readings that it has.
[[nodiscard]] std::string readable_text(const Json& value);

/// What an object of a result rests on: its comparisons, a line each, and those of the steps that led to its
/// class, then its clause.
[[nodiscard]] std::vector<std::string> rests_on(const Json& object);

}  // namespace giaingan::inline v1
