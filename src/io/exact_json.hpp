/// @file
/// Exact numbers in documents.
#pragma once

#include "giaingan/exact/rational.hpp"

#include "io/json_writer.hpp"

namespace giaingan::inline v1 {

/// Writes `{"num", "den"}`, integers of any size.
inline void write_exact(JsonWriter& writer, const Rational& number) {
  writer.begin_object();
  writer.key("num").digits(number.numerator_text());
  writer.key("den").digits(number.denominator_text()).end_object();
}

}  // namespace giaingan::inline v1
