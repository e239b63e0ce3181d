/// @file
/// A small policy with tests of it, as documents.
#pragma once

#include <string>

namespace capi {

/// A policy with a milestone, and tests of it that pass, fail and are wrong.
inline const std::string tested_policy =
    R"({"schema": 1, "id": "p", "title": {"vi": "a", "en": "b"}, "year": 2024,
  "bases": [{"id": "c", "title": {"vi": "a", "en": "b"}, "plan": "current"}],
  "disbursement": {"basis": "c", "ties": "dense"},
  "milestones": [{"id": "m", "title": {"vi": "a", "en": "b"}, "by": "2024-03-31", "ratio": "10%", "basis": "c"}]})";
inline const std::string small_tests = [] {
  const std::string given = R"("given": {"units": [{"unit": "u", "kind": "owner"}],
    "allocations": [{"allocation": "x", "owner": "u", "project": "p", "plan": 100}]},
    "assess": {"as_of": "2024-03-31"})";
  const std::string rank = R"(, "expect": {"units": [{"unit": "u", "milestone": {"status": ")";
  return R"({"cases": [{"name": "passes", )" + given + rank + R"(missed"}}]}}, {"name": "fails", )" + given +
         rank + R"(met"}}]}}, {"name": "is wrong", )" + given +
         R"(, "expect": {"unit": 1}}, {"name": "refused",
    "with": {"/milestones/0/ratio": "x"}, "refused": [{"code": "y"}]}]})";
}();

}  // namespace capi
