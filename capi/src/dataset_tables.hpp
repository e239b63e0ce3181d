/// @file
/// The tables of a dataset as columns of the C ABI.
#pragma once

#include "giaingan/portfolio/portfolio.hpp"

#include <string_view>

#include "table_input.hpp"

namespace giaingan::capi {

/// Adds one table's columns to a builder; throws InvalidInput before the builder is touched if their shape is
/// wrong.
using AddTable = void (*)(PortfolioBuilder& rows, TableInput& table);

/// The reader of a dataset file's table. @throws InvalidArgument if there is no such table
[[nodiscard]] AddTable table_named(std::string_view name);

}  // namespace giaingan::capi
