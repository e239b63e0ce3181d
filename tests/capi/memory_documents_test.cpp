// Memory runs out while a policy of several documents is read, resolved, and tested.
#include <gtest/gtest.h>

#include <array>
#include <cstdint>

#include "failing_allocations.hpp"
#include "giaingan.h"

namespace {

using capi::fail_every_allocation;
using capi::settled;

constexpr std::array names{"c.json", "n.json"};
constexpr std::array documents{
    R"({"schema": 1, "id": "c", "title": {"vi": "a", "en": "b"}, "year": 2024, "extends": "n.json",
        "overrides": {"/disbursement/decimals": 2}, "adds": {"/bases/current/to": "2024-12-31"}})",
    R"({"schema": 1, "id": "n", "title": {"vi": "a", "en": "b"}, "partial": true,
        "bases": [{"id": "current", "title": {"vi": "a", "en": "b"}, "plan": "current"}],
        "disbursement": {"basis": "current", "decimals": 3}})"};
// Two cases: one passes, one's figures are wrong.
constexpr const char* tests = R"({"cases": [
  {"name": "a", "at": "2025-01-01", "refused": [{"code": "policy.no_basis"}]},
  {"name": "b", "given": {"allocations": [{"allocation": "x", "owner": "nobody"}]},
   "assess": {"as_of": "2024-06-30"}, "expect": {}}]})";

TEST(Memory, RunsOutWhileDocumentsAreReadAsOnePolicy) {
  const auto on_day = [](int32_t day, giaingan_status expected) {
    fail_every_allocation([&] {
      giaingan_policy* policy = nullptr;
      giaingan_error* error = nullptr;
      const giaingan_status status = giaingan_policy_from_documents(
          names.data(), documents.data(), nullptr, 2, 2024 * day, 6 * day, day, &policy, &error);
      giaingan_error_release(error);
      giaingan_policy_release(policy);
      return status == expected ? GIAINGAN_OK : status;
    });
  };
  on_day(1, GIAINGAN_OK);
  on_day(0, GIAINGAN_INVALID_INPUT);
}

TEST(Memory, RunsOutWhileDocumentsAreResolvedIntoOne) {
  fail_every_allocation([] {
    char* text = nullptr;
    int64_t size = 0;
    giaingan_error* error = nullptr;
    const giaingan_status status = settled(
        giaingan_resolve_policy(names.data(), documents.data(), nullptr, 2, 2024, 6, 1, &text, &size, &error),
        error);
    EXPECT_EQ(text != nullptr, status == GIAINGAN_OK);
    giaingan_text_release(text);
    return status;
  });
}

TEST(Memory, RunsOutWhileDocumentsAreTested) {
  fail_every_allocation([] {
    giaingan_result* result = nullptr;
    giaingan_error* error = nullptr;
    const giaingan_status status =
        settled(giaingan_test_policy_documents(names.data(), documents.data(), nullptr, 2, tests, -1, nullptr,
                                               nullptr, &result, &error),
                error);
    giaingan_result_release(result);
    return status;
  });
}

}  // namespace
