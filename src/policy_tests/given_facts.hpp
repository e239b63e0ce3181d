/// @file
/// Facts given in a test case: rows as objects, read as the dataset's files are.
#pragma once

#include "giaingan/input/diagnostic.hpp"
#include "giaingan/io/dataset.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "input/json.hpp"

namespace giaingan::inline v1 {

/// The files that given rows make up, and where each row stands in the test document.
struct GivenFacts {
  DatasetTexts files;  ///< units and allocations always, for a dataset must have them
  std::map<std::string, std::map<std::int64_t, std::string>> pointers;  ///< by file, then line
  std::vector<Diagnostic> problems;  ///< tables, columns and values that no dataset has

  /// The place of a dataset's problem in the test document, as a pointer.
  [[nodiscard]] Diagnostic placed(Diagnostic problem, const std::string& test_file,
                                  const std::string& case_pointer) const;
};

/// Writes the rows of `given`, each table's objects with any of its columns.
/// @param pointer of the case in the test document
[[nodiscard]] GivenFacts given_facts(const Json& given, const std::string& test_file,
                                     const std::string& pointer);

}  // namespace giaingan::inline v1
