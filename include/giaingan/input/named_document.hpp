/// @file
/// A text and what it is called.
#pragma once

#include <string>
#include <string_view>

namespace giaingan::inline v1 {

/// A document and the name that diagnostics give it. Policies extend one another by name: as files do, by a
/// path with slashes.
struct NamedDocument {
  std::string_view text;
  std::string name;
};

}  // namespace giaingan::inline v1
