#include "giaingan/policy/reallocation_policy.hpp"

#include "giaingan/input/diagnostic.hpp"
#include "giaingan/policy/policy.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "unit/policy/section_text.hpp"

namespace giaingan {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

const std::string documents = R"("documents": [{"id": "letter", "number": "1", "title": "t"},
    {"id": "law-39-2019", "number": "2", "title": "t"},
    {"id": "resolution-973-2020", "number": "3", "title": "t"}])";

const std::string small = R"({
  "basis": "current", "cite": {"doc": "letter", "clause": "4.3"},
  "required_ratio": "30%", "step": 1000, "within_tier": "equal",
  "tiers": [{"id": "first", "title": {"vi": "a", "en": "b"}, "condition": {"phase": ["completed"]}},
            {"id": "rest", "title": {"vi": "a", "en": "b"}, "within_tier": "proportional"}],
  "rounds": [
    {"id": "r1", "title": {"vi": "a", "en": "b"}, "report_before": "2024-06-20", "as_of": "2024-06-10"},
    {"id": "r2", "title": {"vi": "a", "en": "b"}, "report_before": "2024-09-20", "as_of": "2024-09-10",
     "required_ratio": "q3", "within_tier": "ratio_desc", "unmatched": "return", "step": 1}]
})";

/// A policy with this section.
std::string policy_with(const std::string& section) {
  return R"({"schema": 1, "id": "p", "title": {"vi": "a", "en": "b"}, "year": 2024,)" + documents + R"(,
  "bases": [{"id": "current", "title": {"vi": "a", "en": "b"}, "plan": "current"},
            {"id": "initial", "title": {"vi": "a", "en": "b"}, "plan": "initial"}],
  "averages": [{"id": "city", "title": {"vi": "a", "en": "b"}, "kind": "weighted", "basis": "initial"}],
  "milestones": [{"id": "q3", "title": {"vi": "a", "en": "b"}, "by": "2024-09-30", "basis": "current",
                  "operator": ">", "ratio": {"value": "60%", "cite": {"doc": "letter", "clause": "9"}}}],
  "disbursement": {"basis": "current"},
  "reallocation": )" +
         section + "}";
}

/// `small` with one text replaced.
std::string with(const std::string& from, const std::string& to) {
  return section_text::replaced(small, from, to);
}

std::vector<std::string> problems_of(const std::string& section) {
  return section_text::problems_in(policy_with(section));
}

TEST(ReallocationPolicy, FillsEveryRoundFromTheSection) {
  const Policy policy = Policy::from_json(policy_with(small));
  ASSERT_TRUE(policy->reallocation);
  const auto& rounds = policy->reallocation->rounds;
  ASSERT_EQ(rounds.size(), 2U);

  const Round& first = rounds[0];
  EXPECT_EQ(first.effective, first.report_before);
  EXPECT_EQ(first.required_ratio.value, (Ratio{3, 10}));
  EXPECT_EQ(first.required_ratio.citation.clause, "4.3");
  EXPECT_EQ(first.step, Dong{1000});
  EXPECT_EQ(first.unmatched, Unmatched::stay);
  EXPECT_EQ(first.donor_level, "owner");
  EXPECT_EQ(first.recipients.level, "owner");
  EXPECT_EQ(first.resupplement, Resupplement::barred);
  EXPECT_THAT(first.bars, ElementsAre(Bar::outside_medium_term_plan, Bar::settled));
  EXPECT_THAT(first.pool_by, ElementsAre(PoolKey::source, PoolKey::programme, PoolKey::carried_over));
  EXPECT_THAT(first.earlier, IsEmpty());
  ASSERT_EQ(first.tiers.size(), 2U);
  EXPECT_THAT(first.tiers[0].condition.phase, ElementsAre("completed"));
  EXPECT_EQ(first.tiers[0].within, WithinTier::equal);
  EXPECT_EQ(first.tiers[1].within, WithinTier::proportional);

  const Round& second = rounds[1];
  EXPECT_EQ(second.step, Dong{1});
  EXPECT_EQ(second.unmatched, Unmatched::return_to_above);
  EXPECT_THAT(second.earlier, ElementsAre("r1"));
  EXPECT_EQ(second.tiers[0].within, WithinTier::ratio_desc);
  EXPECT_EQ(second.tiers[1].within, WithinTier::proportional);
}

TEST(ReallocationPolicy, TakesRatioAndOperatorFromANamedMilestone) {
  const Policy policy = Policy::from_json(policy_with(small));
  const Round& round = policy->reallocation->rounds[1];
  EXPECT_EQ(round.milestone, "q3");
  EXPECT_EQ(round.required_ratio.value, (Ratio{3, 5}));
  EXPECT_EQ(round.required_ratio.citation.clause, "9");
  EXPECT_EQ(round.comparison, Comparison::more_than);
}

TEST(ReallocationPolicy, RecordsAnAssumedDefaultOnce) {
  const Policy policy = Policy::from_json(
      policy_with(with("\"step\": 1000", R"("step": {"value": 1000, "assumed": true, "note": "n"})")));
  ASSERT_EQ(policy->assumptions.size(), 1U);
  EXPECT_EQ(policy->assumptions[0].pointer, "/reallocation/step");
}

TEST(ReallocationPolicy, ReadsEverySetting) {
  const Policy policy = Policy::from_json(policy_with(with("\"step\": 1000", R"(
    "release": {"formula": "to_forecast", "forecast": {"method": "schedule", "last": 13}},
    "exempt": {"carried_over": "only"}, "donor_level": "project", "recipients": {"level": "department"},
    "bars": [], "resupplement": true, "owner_capacity": "capacity", "pool_by": ["source", "carried_from"],
    "exchange": [{"pools": ["a/", "b/"]}], "ties": "amount_desc", "cut_order": "proportional",
    "compare_at": "0.01%", "operator": ">")")));
  const Round& round = policy->reallocation->rounds[0];
  EXPECT_EQ(round.release.formula, ReleaseFormula::to_forecast);
  EXPECT_EQ(round.release.forecast.method, ForecastMethod::schedule);
  EXPECT_EQ(round.release.forecast.last.number, 13);
  ASSERT_TRUE(round.exempt);
  EXPECT_EQ(round.exempt->carried_over, CarriedOver::only);
  EXPECT_EQ(round.donor_level, "project");
  EXPECT_EQ(round.recipients.level, "department");
  EXPECT_THAT(round.bars, IsEmpty());
  EXPECT_EQ(round.resupplement, Resupplement::allowed);
  EXPECT_EQ(round.owner_capacity, "capacity");
  EXPECT_THAT(round.pool_by, ElementsAre(PoolKey::source, PoolKey::carried_from));
  ASSERT_EQ(round.exchange.size(), 1U);
  EXPECT_THAT(round.exchange[0].pools, ElementsAre("a/", "b/"));
  EXPECT_EQ(round.ties, RemainderTies::amount_desc);
  EXPECT_EQ(round.cut_order, CutOrder::proportional);
  EXPECT_EQ(round.compare_at, (Ratio{1, 10'000}));
  EXPECT_EQ(round.comparison, Comparison::more_than);
}

TEST(ReallocationPolicy, RefusesRoundsOutOfOrder) {
  EXPECT_THAT(problems_of(with("2024-09-20", "2024-06-15")),
              Contains("policy.rounds_out_of_order /reallocation/rounds/1/report_before"));
  // The second round must see what the first has moved.
  EXPECT_THAT(problems_of(with("\"as_of\": \"2024-09-10\"", "\"as_of\": \"2024-06-19\"")),
              ElementsAre("policy.rounds_out_of_order /reallocation/rounds/1/as_of"));
  EXPECT_THAT(problems_of(with("\"r2\"", "\"r1\"")),
              ElementsAre("policy.duplicate_id /reallocation/rounds/1/id"));
}

TEST(ReallocationPolicy, RefusesDatesThatCannotBe) {
  EXPECT_THAT(problems_of(with("2024-06-10", "2024-06-21")),
              ElementsAre("policy.round_dates /reallocation/rounds/0/as_of"));
  EXPECT_THAT(problems_of(with("2024-06-10", "2024-06-20")),
              ElementsAre("policy.round_dates /reallocation/rounds/0/effective"));
  EXPECT_THAT(problems_of(with("\"as_of\": \"2024-06-10\"",
                               "\"as_of\": \"2024-06-10\", \"effective\": \"2024-06-10\"")),
              ElementsAre("policy.round_dates /reallocation/rounds/0/effective"));
  EXPECT_THAT(problems_of(with("2024-06-10", "2023-06-10")),
              ElementsAre("policy.outside_year /reallocation/rounds/0/as_of"));
}

TEST(ReallocationPolicy, RefusesValuesThatMeanNothing) {
  const std::string at = " /reallocation/";
  EXPECT_THAT(problems_of(with("\"30%\"", "\"0\"")),
              ElementsAre("policy.bad_required_ratio" + at + "required_ratio"));
  EXPECT_THAT(problems_of(with("\"30%\"", "-1")),
              ElementsAre("policy.bad_required_ratio" + at + "required_ratio"));
  EXPECT_THAT(problems_of(with("\"q3\"", "\"q4\"")),
              ElementsAre("policy.unknown_id" + at + "rounds/1/required_ratio"));
  EXPECT_THAT(problems_of(with("\"step\": 1000", "\"step\": 0")),
              ElementsAre("policy.wrong_value" + at + "step"));
  EXPECT_THAT(problems_of(with("\"step\": 1000", "\"resupplement\": \"no\"")),
              ElementsAre("policy.wrong_value" + at + "resupplement"));
  EXPECT_THAT(problems_of(with("\"step\": 1000", "\"stepp\": 1")),
              ElementsAre("policy.unknown_key" + at + "stepp"));
  EXPECT_THAT(problems_of(with("\"step\": 1000", R"("release": {"formula": "share", "share": "120%"})")),
              ElementsAre("policy.bad_share" + at + "release/share"));
  EXPECT_THAT(problems_of(with("\"step\": 1000", R"("release": {"formula": "to_forecast"})")),
              ElementsAre("policy.missing_key" + at + "release"));
  EXPECT_THAT(
      problems_of(with("\"step\": 1000", R"("pool_by": ["source", "colour", "source"])")),
      UnorderedElementsAre("policy.wrong_value" + at + "pool_by", "policy.duplicate_id" + at + "pool_by"));
  EXPECT_THAT(
      problems_of(with("\"step\": 1000", R"("exchange": [{"pools": ["a//"]}, {"pools": ["a//", "b//"]}])")),
      ElementsAre("policy.bad_exchange" + at + "exchange/0/pools",
                  "policy.duplicate_id" + at + "exchange/1/pools"));
  EXPECT_THAT(problems_of(with("\"rest\"", "\"first\"")),
              ElementsAre("policy.duplicate_id" + at + "tiers/1/id"));
}

TEST(ReallocationPolicy, RefusesTiersThatNobodyCanReach) {
  const auto tiers = [](const std::string& first, const std::string& second, const std::string& third) {
    const auto tier = [](const std::string& id, const std::string& condition) {
      return R"({"id": ")" + id + R"(", "title": {"vi": "a", "en": "b"}, "condition": )" + condition + "}";
    };
    return with("\"step\": 1000,", "")
        .replace(with("\"step\": 1000,", "").find("\"tiers\""), std::string(R"("tiers": [)").size(),
                 R"("tiers": [)" + tier("a", first) + "," + tier("b", second) + "," + tier("c", third) + ",");
  };
  const std::string at = "policy.unreachable_tier /reallocation/tiers/";
  EXPECT_THAT(
      problems_of(tiers(R"({"source": ["x"]})", R"({"source": ["x", "y"]})", R"({"priority": ["u"]})")),
      IsEmpty());
  EXPECT_THAT(
      problems_of(tiers(R"({"source": ["x", "y"]})", R"({"source": ["x"]})", R"({"source": ["y", "x"]})")),
      ElementsAre(at + "1", at + "2"));
  EXPECT_THAT(problems_of(tiers(R"({"source": ["x"]})", R"({"source": ["y"]})",
                                R"({"source": ["x", "y"], "priority": ["u"]})")),
              ElementsAre(at + "2"))
      << "both together";
  EXPECT_THAT(problems_of(tiers(R"({"source": ["x"], "none_of": [{"source": ["x"]}]})",
                                R"({"source": ["y"]})", R"({"source": ["z"]})")),
              ElementsAre(at + "0"));
  try {
    (void)Policy::from_json(
        policy_with(tiers(R"({"source": ["x", "y"]})", R"({"source": ["x"]})", R"({"source": ["z"]})")));
    ADD_FAILURE();
  } catch (const InvalidInput& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("meets \"a\" at /reallocation/tiers/0 before"));
  }
}

TEST(ReallocationPolicy, RefusesPoolsThatCannotExist) {
  const std::string at = "policy.impossible_pool /reallocation/exchange/0/pools";
  EXPECT_THAT(problems_of(with("\"step\": 1000", R"("exchange": [{"pools": ["a", "b//"]}])")),
              ElementsAre(at))
      << "once, though both rounds have it";
  EXPECT_THAT(
      problems_of(with("\"step\": 1000", R"("pool_by": ["source"], "exchange": [{"pools": ["a/b", "b/"]}])")),
      ElementsAre(at, at));
  EXPECT_THAT(problems_of(with("\"step\": 1000",
                               R"("pool_by": ["source"], "exchange": [{"pools": ["a%2Fb", "b+c"]}])")),
              IsEmpty());
  EXPECT_THAT(problems_of(with(R"("unmatched": "return")",
                               R"("pool_by": ["source"], "exchange": [{"pools": ["a//", "b"]}])")),
              ElementsAre("policy.impossible_pool /reallocation/rounds/1/exchange/0/pools"));
}

TEST(ReallocationPolicy, RefusesFiguresOfAnotherBasis) {
  EXPECT_THAT(problems_of(with("\"basis\": \"current\"", "\"basis\": \"initial\"")),
              ElementsAre("policy.basis_not_current /reallocation/rounds/0/basis",
                          "policy.basis_not_current /reallocation/rounds/1/basis"));
  EXPECT_THAT(
      problems_of(with("\"step\": 1000", R"("recipients": {"criterion": "average", "average": "city"})")),
      ElementsAre("policy.mixed_bases /reallocation/rounds/0/recipients",
                  "policy.mixed_bases /reallocation/rounds/1/recipients"));
}

TEST(ReallocationPolicy, SaysWhatIsMissing) {
  EXPECT_THAT(problems_of(R"({"rounds": []})"), ElementsAre("policy.no_round /reallocation/rounds"));
  EXPECT_THAT(
      problems_of(R"({"rounds": [{"id": "r1", "title": {"vi": "a", "en": "b"},
                             "report_before": "2024-06-20", "as_of": "2024-06-10"}]})"),
      ElementsAre("policy.missing_key /reallocation/rounds/0", "policy.missing_key /reallocation/rounds/0",
                  "policy.missing_key /reallocation/rounds/0"));
}

TEST(ReallocationPolicy, ReadsTheRoundsOfLangSon) {
  std::ifstream file(GIAINGAN_SOURCE_DIR "/policies/lang-son-city-2024.json", std::ios::binary);
  const std::string document{std::istreambuf_iterator<char>(file), {}};
  const Policy policy = Policy::from_json(document);
  std::vector<std::string> days;
  for (const Round& round : policy->reallocation->rounds) {
    days.push_back(round.id + " " + round.report_before.text());
    EXPECT_TRUE(round.required_ratio.citation.assumed);
  }
  EXPECT_THAT(days, ElementsAre("2024-06 2024-06-20", "2024-09 2024-09-20", "2024-11 2024-11-15"));
}

}  // namespace
}  // namespace giaingan
