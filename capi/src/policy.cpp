#include "giaingan/policy/resolved_policy.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "guard.hpp"
#include "handles.hpp"
#include "loading.hpp"

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

std::vector<NamedDocument> giaingan::capi::documents_of(const GivenDocuments& given) {
  (void)required(given.names, "names");
  (void)required(given.documents, "documents");
  if (given.count < 1) throw InvalidArgument("count is " + std::to_string(given.count));
  std::vector<NamedDocument> documents;
  for (int64_t i = 0; i < given.count; ++i) {
    documents.push_back(
        {text_of(given.documents[i], given.sizes == nullptr ? -1 : given.sizes[i], "a document"),
         std::string(text_of(given.names[i], -1, "a name"))});
  }
  return documents;
}

std::optional<Date> giaingan::capi::day_if(int32_t year, int32_t month, int32_t day) {
  const bool no_day = year == 0 && month == 0 && day == 0;
  return no_day ? std::nullopt : std::optional(day_of(year, month, day));
}

Policy giaingan::capi::policy_of(const GivenDocuments& given, int32_t year, int32_t month, int32_t day,
                                 const Limits& limits) {
  return Policy::from_documents(documents_of(given), day_if(year, month, day), limits);
}

giaingan_status giaingan_policy_from_documents(const char* const* names, const char* const* documents,
                                               const int64_t* sizes, int64_t count, int32_t year,
                                               int32_t month, int32_t day, giaingan_policy** policy,
                                               giaingan_error** error) {
  if (policy != nullptr) *policy = nullptr;
  return guarded(error, [&] {
    giaingan_policy*& out = required(policy, "policy");
    out = new giaingan_policy(policy_of({names, documents, sizes, count}, year, month, day, {}));
  });
}

giaingan_status giaingan_resolve_policy(const char* const* names, const char* const* documents,
                                        const int64_t* sizes, int64_t count, int32_t year, int32_t month,
                                        int32_t day, char** text, int64_t* text_size,
                                        giaingan_error** error) {
  if (text != nullptr) *text = nullptr;
  return guarded(error, [&] {
    char*& out = required(text, "text");
    const ResolvedPolicy resolved =
        resolve_policy(documents_of({names, documents, sizes, count}), day_if(year, month, day));
    out = new_text(resolved.document);
    if (text_size != nullptr) *text_size = static_cast<int64_t>(resolved.document.size());
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
