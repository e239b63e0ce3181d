#include "giaingan/io/dataset.hpp"

#include <dirent.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "input/text.hpp"
#include "io/tables.hpp"

namespace giaingan::inline v1 {
namespace {

namespace fs = std::filesystem;

/// A name from the file system, which may be any bytes.
std::string shown(const fs::path& path) {
  const std::string name = path.string();
  return is_utf8(name) ? name : in_quotes(name);
}

[[noreturn]] void refuse_folder(const fs::path& folder, std::string message) {
  throw InvalidInput({{.code = "dataset.missing_folder",
                       .place = Place{.file = shown(folder), .row = 0, .column = {}, .pointer = {}},
                       .message = std::move(message),
                       .expected = "a folder with units.csv and allocations.csv",
                       .remedy = "correct the path"}});
}

bool is_csv(const fs::path& path) {
  std::string extension = path.extension().string();
  for (char& c : extension)
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return extension == ".csv";
}

/// @throws std::bad_alloc if it was memory that the system lacked
[[noreturn]] void refuse_unreadable(const fs::path& folder) {
  if (errno == ENOMEM) throw std::bad_alloc();
  refuse_folder(folder, "the folder can't be read");
}

struct ClosesFolder {
  void operator()(DIR* folder) const noexcept { closedir(folder); }
};

/// The names of the folder's CSV files. By the system's own functions: the iterator of libstdc++ ends the
/// process where memory runs out.
std::vector<std::string> csv_files(const fs::path& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) refuse_folder(folder, "there is no such folder");
  const std::unique_ptr<DIR, ClosesFolder> listing(opendir(folder.c_str()));
  if (listing == nullptr) refuse_unreadable(folder);
  std::vector<std::string> names;
  errno = 0;
  while (const dirent* const entry = readdir(listing.get())) {
    if (is_csv(entry->d_name)) names.emplace_back(entry->d_name);
    errno = 0;
  }
  if (errno != 0) refuse_unreadable(folder);
  return names;
}

void check_names(const std::vector<std::string>& present, PortfolioBuilder& builder) {
  std::vector<std::string_view> known;
  for (const DatasetFile& file : dataset_files()) {
    known.push_back(file.name);
    if (file.presence == Presence::may_be_missing || std::ranges::find(present, file.name) != present.end())
      continue;
    builder.add_problem(
        {.code = "dataset.missing_file",
         .place = Place{.file = std::string(file.name), .row = 0, .column = {}, .pointer = {}},
         .message = "the file is missing",
         .expected = "units.csv and allocations.csv in the folder",
         .remedy = "add the file"});
  }
  for (const std::string& name : present) {
    if (std::ranges::find(known, name) != known.end()) continue;
    const std::string_view meant = closest(name, known);
    builder.add_problem({.code = "dataset.unknown_file",
                         .place = Place{.file = shown(name), .row = 0, .column = {}, .pointer = {}},
                         .message = "a dataset has no file of this name",
                         .expected = "the names of the dataset's files",
                         .remedy = meant.empty() ? "rename the file, or move it elsewhere"
                                                 : "did you mean " + std::string(meant) + "?"});
  }
}

}  // namespace

namespace {

Portfolio read_files(const std::vector<std::string>& present, const DatasetPlace& place, int budget_year,
                     const Limits& limits) {
  PortfolioBuilder builder(budget_year, limits);
  check_names(present, builder);
  MonthsSeen months(budget_year);
  const Reading reading{builder, place, budget_year, limits, months};
  for (const DatasetFile& file : dataset_files())
    file.read(reading);
  if (auto other = months.other_year()) throw InvalidInput({*std::move(other)});
  return std::move(builder).build();
}

}  // namespace

Portfolio read_dataset(const fs::path& folder, int budget_year, const Limits& limits) {
  return read_files(csv_files(folder), folder, budget_year, limits);
}

Portfolio read_dataset(const DatasetTexts& files, int budget_year, const Limits& limits) {
  std::vector<std::string> present;
  for (const auto& [name, text] : files)
    present.push_back(name);
  return read_files(present, files, budget_year, limits);
}

}  // namespace giaingan::inline v1
