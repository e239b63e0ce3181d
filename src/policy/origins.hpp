/// @file
/// Where the values of a resolved policy were written: in which document, at which place.
#pragma once

#include "giaingan/input/diagnostic.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "input/json.hpp"

namespace giaingan::inline v1 {

/// Places that values are marked with (Json::origin), before they are moved about.
class OriginMarks {
 public:
  /// Marks every value of a document.
  void mark(Json& tree, const std::string& file, const std::string& pointer = "");
  /// Where a marked value was written.
  [[nodiscard]] const Place& of(const Json& marked) const {
    return places_[static_cast<std::size_t>(marked.origin)];
  }

 private:
  std::vector<Place> places_;
};

/// Answers where what stands at a pointer of a resolved document was written.
class Origins {
 public:
  /// Of a document that stands as it was written.
  explicit Origins(std::string file);
  /// Of a document put together out of marked values.
  Origins(const Json& tree, const OriginMarks& marks);

  /// A pointer to something that isn't there (a missing key) is taken from the nearest value above it.
  [[nodiscard]] Place at(std::string_view pointer) const;

 private:
  void note(const Json& json, const std::string& pointer, const std::string& expected_file,
            const std::string& expected_pointer, const OriginMarks& marks);

  std::map<std::string, Place, std::less<>> moved_;  // the topmost values of what was moved, and ""
};

}  // namespace giaingan::inline v1
