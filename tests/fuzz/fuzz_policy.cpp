// Whatever text is given as a policy, the C library loads it or says why not, and what it loads can be asked.
// Inputs as of fuzz_resolution.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "giaingan.h"
#include "require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string between = "\n%%%\n";
  std::string_view input(reinterpret_cast<const char*>(data), size);
  std::vector<const char*> documents;
  std::vector<std::int64_t> sizes;
  std::vector<std::string> numbers;
  for (std::size_t end = 0; end != std::string_view::npos;) {
    end = input.find(between);
    const std::string_view document = input.substr(0, end);
    documents.push_back(document.data());
    sizes.push_back(static_cast<std::int64_t>(document.size()));
    numbers.push_back(std::to_string(numbers.size()));
    if (end != std::string_view::npos) input.remove_prefix(end + between.size());
  }
  std::vector<const char*> names;
  for (const std::string& number : numbers)
    names.push_back(number.c_str());

  static giaingan_portfolio* const facts = [] {
    giaingan_portfolio* portfolio = nullptr;
    giaingan_portfolio_read(GIAINGAN_SOURCE_DIR "/docs/examples/lang-son-city-2024", 2024, &portfolio,
                            nullptr);
    fuzz::require(portfolio != nullptr, "the dataset of this test can't be read");
    return portfolio;
  }();
  giaingan_policy* policy = nullptr;
  giaingan_error* error = nullptr;
  const auto status =
      giaingan_policy_from_documents(names.data(), documents.data(), sizes.data(),
                                     static_cast<std::int64_t>(names.size()), 2024, 6, 30, &policy, &error);
  fuzz::require_explained(status, error, policy != nullptr);
  if (status == GIAINGAN_OK) {
    giaingan_result* result = nullptr;
    const auto assessed = giaingan_assess(policy, facts, 2024, 6, 30, nullptr, &result, &error);
    fuzz::require_explained(assessed, error, result != nullptr);
    giaingan_result_release(result);
  }
  giaingan_policy_release(policy);
  return 0;
}
