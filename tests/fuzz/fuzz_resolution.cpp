// Whatever text is given as a policy, loading ends in a policy or in diagnostics; and what resolving makes of
// a policy loads by itself and resolves to itself. An input holds several documents, apart by lines of %%%:
// the first is the policy, and they are called 0, 1, 2 …
#include "giaingan/input/diagnostic.hpp"
#include "giaingan/policy/policy.hpp"
#include "giaingan/policy/resolved_policy.hpp"

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace giaingan;

void require(bool holds, const char* what, const std::string& text) {
  if (holds) return;
  std::cerr << "broken: " << what << "\n" << text << "\n";
  std::abort();
}

std::vector<NamedDocument> documents_of(std::string_view input) {
  constexpr std::string_view between = "\n%%%\n";
  std::vector<NamedDocument> documents;
  for (;;) {
    const std::size_t end = input.find(between);
    documents.push_back({input.substr(0, end), std::to_string(documents.size())});
    if (end == std::string_view::npos) return documents;
    input.remove_prefix(end + between.size());
  }
}

void try_day(const std::vector<NamedDocument>& documents, std::optional<Date> day) {
  std::string document;
  try {
    document = resolve_policy(documents, day).document;
  } catch (const InvalidInput& invalid) {
    require(!invalid.diagnostics().empty(), "refused without a reason", "");
    for (const Diagnostic& each : invalid.diagnostics())
      require(!each.code.empty() && !each.message.empty() && !each.remedy.empty(), "half a diagnostic",
              to_text(each));
    return;
  }
  const NamedDocument alone{document, "0"};
  try {
    require(resolve_policy({&alone, 1}).document == document, "resolving again changes it", document);
  } catch (const InvalidInput& invalid) {
    require(false, invalid.what(), document);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto documents = documents_of({reinterpret_cast<const char*>(data), size});
  (void)parent_of(documents.front().text, "0");
  for (const auto day : {std::optional<Date>(), Date::parse("2024-06-30"), Date::parse("2024-07-01")})
    try_day(documents, day);
  return 0;
}
