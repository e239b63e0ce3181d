// The verifier of saved rounds: it accepts what the solver finds, and nothing else.
#include "giaingan/verify/round_verification.hpp"

#include "giaingan/io/dataset.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "differential/saved_rounds.hpp"
#include "differential/seeds.hpp"
#include "verify/saved_document.hpp"

namespace differential {
namespace {

using giaingan::Json;
using giaingan::ReallocationResult;
using giaingan::RoundVerification;
using ::testing::Contains;
using ::testing::IsEmpty;

std::vector<std::string> lines_of(const RoundVerification& verification) {
  std::vector<std::string> lines;
  for (const auto& problem : verification.problems)
    lines.push_back(problem.code + giaingan::problem_text(problem).en);
  return lines;
}

std::set<std::string> codes_of(const RoundVerification& verification) {
  std::set<std::string> codes;
  for (const auto& problem : verification.problems)
    codes.insert(problem.code);
  return codes;
}

TEST(RoundVerification, AcceptsWhatTheSolverFinds) {
  std::size_t moving = 0;
  const auto [first, end] = seeds(3000);
  for (std::uint64_t seed = first; seed < end; ++seed) {
    const SavedRound saved(seed);
    const RoundVerification verification = saved.verify(saved.result);
    ASSERT_THAT(lines_of(verification), IsEmpty()) << "seed " << seed;
    ASSERT_EQ(verification.plan_changes.size(), saved.result.plan_changes.size());
    moving += saved.result.cuts.empty() ? 0U : 1U;
  }
  EXPECT_GT(moving, (end - first) / 5);
}

TEST(RoundVerification, AcceptsRoundsOfAPortfolioWithoutDisbursements) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    RoundWorld world = random_round_world(seed);
    world.facts.disbursements.clear();
    const SavedRound saved(world);
    ASSERT_THAT(lines_of(saved.verify(saved.result)), IsEmpty()) << "seed " << seed;
  }
}

/// A cut that leaves out a node which carries nothing is a cut of the same capacity, and proves as much.
bool may_stay_a_proof(const Mutation& mutation) {
  return mutation.pointer.find("/source_side/") != std::string::npos;
}

template <class Verify>
void expect_seen(Json& document, std::size_t stride, Verify verify) {
  mutate(document, stride, [&](const Mutation& mutation) {
    const RoundVerification verification = verify(document);
    if (verification.problems.empty() && may_stay_a_proof(mutation)) return;
    const bool near = std::ranges::any_of(verification.problems, [&](const auto& problem) {
      return is_near(problem.pointer, mutation.pointer);
    });
    EXPECT_TRUE(near) << mutation.what << " at " << mutation.pointer << " gives\n"
                      << ::testing::PrintToString(lines_of(verification));
  });
}

TEST(RoundVerification, SeesEveryChangeOfRandomRounds) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const SavedRound saved(seed);
    Json document = *giaingan::verify::read_saved(saved.document(saved.result)).root;
    expect_seen(document, 15, [&](const Json& changed) { return saved.verify(changed); });
    if (::testing::Test::HasFailure()) return;
  }
}

std::string text_of(const std::string& path) {
  std::ifstream file(std::string(GIAINGAN_SOURCE_DIR) + "/" + path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(RoundVerification, SeesEveryChangeOfTheCitysRounds) {
  const auto policy = giaingan::Policy::from_json(text_of("policies/lang-son-city-2024.json"));
  auto portfolio = giaingan::read_dataset(
      std::string(GIAINGAN_SOURCE_DIR) + "/docs/examples/lang-son-city-2024", policy->year);
  for (const giaingan::Round& round : policy->reallocation->rounds) {
    SCOPED_TRACE(round.id);
    const ReallocationResult result = giaingan::run_round(policy, portfolio, round);
    const std::string text = giaingan::round_document(policy, portfolio, round, result);
    const RoundVerification verification = giaingan::verify_round(policy, portfolio, text);
    ASSERT_THAT(lines_of(verification), IsEmpty());
    Json document = *giaingan::verify::read_saved(text).root;
    const auto bars = giaingan::verify::bars_of(*policy, *portfolio, round);
    expect_seen(document, 41, [&](const Json& changed) {
      return giaingan::verify::check_round(*policy, *portfolio, round, bars, changed);
    });
    portfolio = giaingan::with_plan_changes(portfolio, verification.plan_changes);
  }
}

// ---- Forgeries that agree with themselves

/// Tries a forgery on many rounds; `forge` changes the result or returns false.
template <class Forge>
void expect_forgeries_seen(const std::string& code, std::size_t least, Forge forge) {
  std::size_t tried = 0;
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    const SavedRound saved(seed);
    ReallocationResult forged = saved.result;
    if (!forge(forged, saved.round.step.value)) continue;
    restate(forged, saved);
    const RoundVerification verification = saved.verify(forged);
    ASSERT_THAT(codes_of(verification), Contains(code))
        << "seed " << seed << ::testing::PrintToString(lines_of(verification));
    ++tried;
  }
  EXPECT_GT(tried, least);
}

/// A recipient that can give a step and one that can take it, so that no room notices: neither shares a room
/// with others, as far as its caps can tell.
template <class Suits>
bool move_addition(ReallocationResult& result, std::int64_t step, Suits suits) {
  for (auto& from : result.recipients) {
    if (from.addition.value < step) continue;
    for (auto& to : result.recipients) {
      if (&from == &to || from.pool != to.pool || !suits(from, to)) continue;
      std::int64_t room = to.need.value;
      for (const auto& cap : to.caps)
        room = std::min(room, cap.whole_steps.value);
      if (to.addition.value + step > room) continue;
      from.addition.value -= step;
      to.addition.value += step;
      return true;
    }
  }
  return false;
}

bool is_bound_broken(const RoundVerification& verification) {
  return codes_of(verification).count("verify.beyond_cap") != 0;
}

TEST(RoundVerification, SeesAStepMovedToALowerTier) {
  std::size_t tried = 0;
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    const SavedRound saved(seed);
    ReallocationResult forged = saved.result;
    if (!move_addition(forged, saved.round.step.value,
                       [](const auto& from, const auto& to) { return from.tier < to.tier; }))
      continue;
    restate(forged, saved);
    const RoundVerification verification = saved.verify(forged);
    ASSERT_FALSE(verification.problems.empty()) << "seed " << seed;
    if (is_bound_broken(verification)) continue;  // a room that both fill
    ASSERT_THAT(codes_of(verification), Contains("verify.not_largest")) << "seed " << seed;
    ASSERT_THAT(codes_of(verification), Contains("verify.no_proof")) << "seed " << seed;
    ++tried;
  }
  EXPECT_GT(tried, 30U);
}

TEST(RoundVerification, SeesAStepSwappedWithinATier) {
  std::set<giaingan::WithinTier> kinds;
  std::size_t tried = 0;
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    const SavedRound saved(seed);
    ReallocationResult forged = saved.result;
    std::size_t tier = 0;
    if (!move_addition(forged, saved.round.step.value, [&](const auto& from, const auto& to) {
          tier = from.tier;
          return from.tier == to.tier;
        }))
      continue;
    restate(forged, saved);
    const RoundVerification verification = saved.verify(forged);
    ASSERT_FALSE(verification.problems.empty()) << "seed " << seed;
    if (is_bound_broken(verification)) continue;
    // Room for a later tier may have opened with it; the tier's own unfairness is seen all the same.
    ASSERT_THAT(codes_of(verification), Contains("verify.unfair")) << "seed " << seed;
    kinds.insert(saved.round.tiers[tier].within);
    ++tried;
  }
  EXPECT_GT(tried, 100U);
  EXPECT_EQ(kinds.size(), 3U);
}

TEST(RoundVerification, SeesATotalThatIsNotTheLargest) {
  expect_forgeries_seen("verify.not_largest", 100, [](ReallocationResult& result, std::int64_t step) {
    for (auto& recipient : result.recipients) {
      if (recipient.addition.value < step) continue;
      const auto donor = std::ranges::find_if(result.donor_allocations, [&](const auto& one) {
        return one.pool == recipient.pool && one.cut.value >= step;
      });
      if (donor == result.donor_allocations.end()) continue;
      donor->cut.value -= step;
      recipient.addition.value -= step;
      return true;
    }
    return false;
  });
}

TEST(RoundVerification, SeesACutMovedToAnother) {
  std::size_t tried = 0;
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    const SavedRound saved(seed);
    ReallocationResult forged = saved.result;
    const std::int64_t step = saved.round.step.value;
    bool done = false;
    for (auto& from : forged.donor_allocations) {
      for (auto& to : forged.donor_allocations) {
        if (done || &from == &to || from.pool != to.pool || from.cut.value < step ||
            to.cut.value + step > to.release.value)
          continue;
        from.cut.value -= step;
        to.cut.value += step;
        done = true;
      }
    }
    if (!done) continue;
    restate(forged, saved);
    const RoundVerification verification = saved.verify(forged);
    ASSERT_FALSE(verification.problems.empty()) << "seed " << seed;
    if (is_bound_broken(verification) || codes_of(verification).count("verify.not_largest") != 0) continue;
    ASSERT_THAT(codes_of(verification), Contains("verify.unfair")) << "seed " << seed;
    ++tried;
  }
  EXPECT_GT(tried, 50U);
}

}  // namespace
}  // namespace differential
