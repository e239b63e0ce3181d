// Making saved results again through the C ABI.
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "capi/results.hpp"
#include "giaingan.h"

namespace {

class Replayed : public testing::Test {
 protected:
  void SetUp() override {
    policy = capi::new_policy();
    ASSERT_EQ(giaingan_portfolio_read(GIAINGAN_SOURCE_DIR "/docs/examples/lang-son-city-2024", 2024,
                                      &portfolio, nullptr),
              GIAINGAN_OK);
  }
  void TearDown() override {
    giaingan_portfolio_release(portfolio);
    giaingan_policy_release(policy);
  }

  /// The document of a result, which is released.
  static std::string taken(giaingan_result* result) {
    const char* json = "";
    int64_t size = 0;
    EXPECT_EQ(giaingan_result_json(result, &json, &size, nullptr), GIAINGAN_OK);
    std::string document(json, static_cast<std::size_t>(size));
    giaingan_result_release(result);
    return document;
  }

  /// "" for the same, else the codes and pointers of what differs.
  [[nodiscard]] std::string differences(const std::string& document, const giaingan_portfolio* of) const {
    giaingan_error* error = nullptr;
    const giaingan_status status =
        giaingan_replay(policy, of, document.data(), static_cast<int64_t>(document.size()), &error);
    std::string text;
    for (int64_t i = 0; i < giaingan_error_diagnostic_count(error); ++i) {
      giaingan_diagnostic each;
      EXPECT_EQ(giaingan_error_diagnostic(error, i, &each), GIAINGAN_OK);
      text += std::string(each.code) + " " + each.pointer + "\n";
    }
    EXPECT_EQ(status, text.empty() ? GIAINGAN_OK : GIAINGAN_INVALID_INPUT);
    giaingan_error_release(error);
    return text;
  }

  giaingan_policy* policy = nullptr;
  giaingan_portfolio* portfolio = nullptr;
};

TEST_F(Replayed, EveryResultComesOutTheSameAlsoAfterOthersWereApplied) {
  giaingan_result* result = nullptr;
  giaingan_portfolio* june = nullptr;
  giaingan_portfolio* cut = nullptr;
  giaingan_portfolio* adjusted = nullptr;
  std::vector<std::string> documents;
  ASSERT_EQ(giaingan_reallocate(policy, portfolio, "2024-06", &result, &june, nullptr), GIAINGAN_OK);
  documents.push_back(taken(result));
  ASSERT_EQ(giaingan_review_revenue_plans(policy, june, 2024, 11, 8, &result, &cut, nullptr), GIAINGAN_OK);
  documents.push_back(taken(result));
  ASSERT_EQ(giaingan_adjust_medium_term(policy, cut, "trung-han-2024", &result, &adjusted, nullptr),
            GIAINGAN_OK);
  documents.push_back(taken(result));
  ASSERT_EQ(giaingan_assess(policy, adjusted, 2024, 12, 31, nullptr, &result, nullptr), GIAINGAN_OK);
  documents.push_back(taken(result));
  ASSERT_EQ(giaingan_judge(policy, adjusted, 2024, 12, 31, "source", &result, nullptr), GIAINGAN_OK);
  documents.push_back(taken(result));
  ASSERT_EQ(giaingan_evaluate(policy, adjusted, 2025, 1, 31, &result, nullptr), GIAINGAN_OK);
  documents.push_back(taken(result));
  ASSERT_EQ(giaingan_list_obligations(policy, adjusted, 2025, 1, 31, "cdt-tnmt", &result, nullptr),
            GIAINGAN_OK);
  documents.push_back(taken(result));
  ASSERT_EQ(giaingan_why_not(policy, adjusted, 2024, 12, 31, "bqlda", "rank:1", nullptr, &result, nullptr),
            GIAINGAN_OK);
  documents.push_back(taken(result));
  ASSERT_EQ(giaingan_what_would_it_take(policy, adjusted, 2024, 11, 30, "bqlda", "rank:1", "2024-12-31",
                                        nullptr, &result, nullptr),
            GIAINGAN_OK);
  documents.push_back(taken(result));
  for (const std::string& document : documents)
    EXPECT_EQ(differences(document, portfolio), "") << document.substr(0, 200);
  EXPECT_EQ(differences(documents[1], june), "") << "what was applied isn't computed again";
  EXPECT_EQ(differences(documents[3], adjusted), "");
  EXPECT_EQ(differences(documents[0], june), "replay.applied_otherwise /made_by/after/0\n");
  giaingan_portfolio_release(june);
  giaingan_portfolio_release(cut);
  giaingan_portfolio_release(adjusted);
}

TEST_F(Replayed, AChangedResultIsRefusedAtItsPlace) {
  giaingan_result* result = nullptr;
  ASSERT_EQ(giaingan_assess(policy, portfolio, 2024, 9, 30, nullptr, &result, nullptr), GIAINGAN_OK);
  std::string document = taken(result);
  const std::string was = "\"flagged\": true";
  document.replace(document.find(was), was.size(), "\"flagged\": null");
  EXPECT_EQ(differences(document, portfolio).find("replay.result_differs /below_average/"), 0U);
  ASSERT_EQ(giaingan_compare_rubrics(policy, policy, &result, nullptr), GIAINGAN_OK);
  EXPECT_EQ(differences(taken(result), portfolio), "replay.other_question /made_by/question/command\n");
  EXPECT_EQ(differences("{}", portfolio), "replay.not_a_result \n");
  EXPECT_EQ(giaingan_replay(nullptr, portfolio, "{}", -1, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_replay(policy, nullptr, "{}", -1, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_replay(policy, portfolio, nullptr, -1, nullptr), GIAINGAN_INVALID_ARGUMENT);
}

TEST_F(Replayed, FactsFromColumnsHaveNoDigestsAndTheResultSaysSo) {
  static const int64_t plan[] = {1'000'000};
  static const int64_t offsets[] = {0, 1};
  static const int64_t kind_offsets[] = {0, 5};
  const giaingan_column id{"unit", "a", offsets, nullptr, 1, 0, GIAINGAN_UTF8};
  const giaingan_column kind{"kind", "owner", kind_offsets, nullptr, 1, 0, GIAINGAN_UTF8};
  const giaingan_column units[] = {id, kind};
  giaingan_column allocations[] = {id, id, id, {"plan", plan, nullptr, nullptr, 1, 0, GIAINGAN_INT64}};
  allocations[0].name = "allocation";
  allocations[1].name = "project";
  allocations[2].name = "owner";
  giaingan_builder* builder = nullptr;
  giaingan_portfolio* columns = nullptr;
  giaingan_result* result = nullptr;
  ASSERT_EQ(giaingan_builder_create(2024, &builder, nullptr), GIAINGAN_OK);
  ASSERT_EQ(giaingan_builder_add(builder, "units", units, 2, nullptr), GIAINGAN_OK);
  ASSERT_EQ(giaingan_builder_add(builder, "allocations", allocations, 4, nullptr), GIAINGAN_OK);
  ASSERT_EQ(giaingan_builder_finish(builder, &columns, nullptr), GIAINGAN_OK);
  ASSERT_EQ(giaingan_assess(policy, columns, 2024, 9, 30, "owner", &result, nullptr), GIAINGAN_OK);
  const std::string document = taken(result);
  EXPECT_NE(document.find("\"dataset\": null"), std::string::npos);
  EXPECT_EQ(differences(document, columns), "");
  EXPECT_EQ(differences(document, portfolio).find("replay.result_differs "), 0U) << "other facts";
  giaingan_builder_release(builder);
  giaingan_portfolio_release(columns);
}

}  // namespace
