#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "guard.hpp"
#include "handles.hpp"

using namespace giaingan;
using namespace giaingan::capi;

giaingan_status giaingan_policy_from_json(const char* json, int64_t json_size, const char* name,
                                          giaingan_policy** policy, giaingan_error** error) {
  if (policy != nullptr) *policy = nullptr;
  return guarded(error, [&] {
    giaingan_policy*& out = required(policy, "policy");
    const std::string_view document = text_of(json, json_size, "json");
    out = new giaingan_policy(Policy::from_json(document, name == nullptr ? "policy" : name));
  });
}

giaingan_status giaingan_policy_from_documents(const char* const* names, const char* const* documents,
                                               const int64_t* sizes, int64_t count, int32_t year,
                                               int32_t month, int32_t day, giaingan_policy** policy,
                                               giaingan_error** error) {
  if (policy != nullptr) *policy = nullptr;
  return guarded(error, [&] {
    giaingan_policy*& out = required(policy, "policy");
    (void)required(names, "names");
    (void)required(documents, "documents");
    if (count < 1) throw InvalidArgument("count is " + std::to_string(count));
    std::vector<NamedDocument> given;
    for (int64_t i = 0; i < count; ++i) {
      given.push_back({text_of(documents[i], sizes == nullptr ? -1 : sizes[i], "a document"),
                       std::string(text_of(names[i], -1, "a name"))});
    }
    const bool no_day = year == 0 && month == 0 && day == 0;
    out = new giaingan_policy(
        Policy::from_documents(given, no_day ? std::nullopt : std::optional(day_of(year, month, day))));
  });
}

giaingan_policy* giaingan_policy_retain(giaingan_policy* policy) {
  return retain(policy);
}
void giaingan_policy_release(giaingan_policy* policy) {
  release(policy);
}
int32_t giaingan_policy_year(const giaingan_policy* policy) {
  return policy == nullptr ? 0 : policy->value->year;
}
