#include <memory>
#include <string>

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

giaingan_policy* giaingan_policy_retain(giaingan_policy* policy) {
  return retain(policy);
}
void giaingan_policy_release(giaingan_policy* policy) {
  release(policy);
}
int32_t giaingan_policy_year(const giaingan_policy* policy) {
  return policy == nullptr ? 0 : policy->value->year;
}
