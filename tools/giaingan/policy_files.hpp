/// @file
/// The files of a policy: its own, and those that it extends.
#pragma once

#include "giaingan/policy/policy.hpp"

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace giaingan::tool {

/// Reads a file of at most that many bytes; not more of it than that comes into memory.
/// @param code of the problem if it can't be read
/// @throws InvalidInput
[[nodiscard]] std::string read_file(const std::string& path, const std::string& code,
                                    const std::string& expected, std::int64_t most_bytes);

/// The texts of a policy's files, the policy's own first. Neither copied nor moved: its parts refer to one
/// another.
class PolicyFiles {
 public:
  /// Reads the file and those that it extends, one after the other, each seen from the one that names it.
  /// @throws InvalidInput if one can't be read or is too large
  explicit PolicyFiles(const std::string& path);
  PolicyFiles(const PolicyFiles&) = delete;
  PolicyFiles& operator=(const PolicyFiles&) = delete;

  [[nodiscard]] std::span<const NamedDocument> documents() const noexcept { return documents_; }
  /// The budget year that the policy names, or what it extends, even if it has problems.
  [[nodiscard]] std::optional<int> budget_year() const;

 private:
  std::deque<std::string> texts_;
  std::vector<NamedDocument> documents_;
};

}  // namespace giaingan::tool
