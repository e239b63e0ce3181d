/// @file
/// One reading of a deadline as documents write it.
#pragma once

#include "giaingan/assessment/obligations_calendar.hpp"

#include "io/json_writer.hpp"

namespace giaingan::inline v1 {

/// Writes one object of an array of readings.
void write_reading(JsonWriter& writer, const EntryReading& reading);

}  // namespace giaingan::inline v1
