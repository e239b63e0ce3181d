/// @file
/// The files of a dataset. Each function reads one and hands its rows to the builder; a file that isn't there
/// is passed over.
#pragma once

#include <span>
#include <string_view>

#include "io/table_reader.hpp"

namespace giaingan::inline v1 {

/// A file of a dataset and who reads it. Units and allocations must be there.
struct DatasetFile {
  std::string_view name;
  void (*read)(const Reading& reading);
  std::span<const ColumnSpec> columns;
  Presence presence = Presence::may_be_missing;
};

/// All of them; units, projects and allocations stand before those that refer to them.
[[nodiscard]] std::span<const DatasetFile> dataset_files() noexcept;

}  // namespace giaingan::inline v1
