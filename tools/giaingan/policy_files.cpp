#include "policy_files.hpp"

#include "giaingan/input/diagnostic.hpp"
#include "giaingan/input/limits.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>

namespace giaingan::tool {
namespace {

[[noreturn]] void refuse(const std::string& path, const std::string& code, const std::string& message,
                         const std::string& expected, const std::string& remedy) {
  throw InvalidInput({{.code = code,
                       .place = Place{.file = path},
                       .message = message,
                       .expected = expected,
                       .remedy = remedy}});
}

/// The size of a regular file; other files, such as pipes, don't say theirs.
std::optional<std::uintmax_t> size_of(const std::string& path) {
  std::error_code failed;
  const auto size = std::filesystem::file_size(path, failed);
  return failed ? std::nullopt : std::optional(size);
}

}  // namespace

std::string read_file(const std::string& path, const std::string& code, const std::string& expected,
                      std::int64_t most_bytes) {
  const auto most = static_cast<std::uintmax_t>(most_bytes);
  std::ifstream file(path, std::ios::binary);
  const bool opened = file.is_open();
  bool too_large = opened && size_of(path).value_or(0) > most;
  std::string text;
  std::array<char, 65536> part{};
  while (opened && !too_large && (file.read(part.data(), part.size()) || file.gcount() > 0)) {
    text.append(part.data(), static_cast<std::size_t>(file.gcount()));
    too_large = text.size() > most;
  }
  if (too_large) {
    refuse(path, "policy.too_large", "the file has more than " + std::to_string(most_bytes) + " bytes",
           expected + " of at most that many", "name another file, or shorten it");
  }
  if (!opened || file.bad())
    refuse(path, code, "the file can't be read", expected, "check the path and its permissions");
  return text;
}

PolicyFiles::PolicyFiles(const std::string& path) {
  std::set<std::string> read;
  std::string expected = "a policy document (JSON)";
  std::optional<std::string> next = path;
  // A circle ends here and is reported by whoever loads the documents.
  while (next && read.insert(std::filesystem::path(*next).lexically_normal().generic_string()).second) {
    const std::string name = *next;
    texts_.push_back(read_file(name, "policy.unreadable", expected, Limits{}.max_policy_bytes));
    documents_.push_back({texts_.back(), name});
    next = parent_of(texts_.back(), name);
    expected = "the policy document that " + name + " extends";
  }
}

std::optional<int> PolicyFiles::budget_year() const {
  for (const NamedDocument& document : documents_) {
    if (const auto year = budget_year_of(document.text)) return year;
  }
  return std::nullopt;
}

}  // namespace giaingan::tool
