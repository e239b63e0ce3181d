// Whatever stands in the files of a dataset, the C library reads it or says why not, and the order of rows
// after the header changes nothing. An input holds files, apart by lines of %%%, each with its name on the
// first line.
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "giaingan.h"
#include "require.hpp"

namespace {

namespace fs = std::filesystem;

const fs::path& folder() {
  static const fs::path path = fs::temp_directory_path() / ("giaingan-fuzz-" + std::to_string(getpid()));
  return path;
}

void write_files(std::string_view input) {
  fs::remove_all(folder());
  fs::create_directories(folder());
  static const std::string_view between = "\n%%%\n";
  for (;;) {
    const std::size_t end = input.find(between);
    const std::string_view file = input.substr(0, end);
    const std::size_t line = file.find('\n');
    const std::string name(file.substr(0, line));
    // Only names within the folder.
    if (name.find('/') == std::string::npos && name.find('\0') == std::string::npos &&
        name.ends_with(".csv") && name.size() < 100 && line != std::string_view::npos)
      std::ofstream(folder() / name, std::ios::binary) << file.substr(line + 1);
    if (end == std::string_view::npos) return;
    input.remove_prefix(end + between.size());
  }
}

giaingan_policy* policy() {
  static const char text[] =
      R"({"schema": 1, "id": "p", "title": {"vi": "a", "en": "b"}, "year": 2024,
          "bases": [{"id": "c", "title": {"vi": "a", "en": "b"}, "plan": "current"}], "disbursement": {"basis": "c"},
          "averages": [{"id": "a", "title": {"vi": "a", "en": "b"}, "kind": "weighted", "basis": "c"}]})";
  static giaingan_policy* const loaded = [] {
    giaingan_policy* made = nullptr;
    giaingan_policy_from_json(text, -1, nullptr, &made, nullptr);
    fuzz::require(made != nullptr, "the policy of this test doesn't load");
    return made;
  }();
  return loaded;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  write_files({reinterpret_cast<const char*>(data), size});
  giaingan_portfolio* portfolio = nullptr;
  giaingan_error* error = nullptr;
  const auto status = giaingan_portfolio_read(folder().c_str(), 2024, &portfolio, &error);
  fuzz::require_explained(status, error, portfolio != nullptr);
  if (status == GIAINGAN_OK) {
    giaingan_result* result = nullptr;
    const auto assessed = giaingan_assess(policy(), portfolio, 2024, 12, 31, nullptr, &result, &error);
    fuzz::require_explained(assessed, error, result != nullptr);
    giaingan_result_release(result);
  }
  giaingan_portfolio_release(portfolio);
  return 0;
}
