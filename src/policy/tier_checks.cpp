#include "policy/tier_checks.hpp"

#include <algorithm>
#include <cstddef>
#include <span>

#include "policy/filter_witness.hpp"

namespace giaingan::inline v1 {
namespace {

using Answer = Witness::Answer;

bool nobody(const std::vector<Asked>& asked) {
  return find_witness(asked).answer == Answer::nobody;
}

/// Why nobody reaches tier `at`: a tier that holds it, or all before it together, or its own condition.
std::string what_shadows(const std::vector<Tier>& tiers, const std::vector<std::string>& pointers,
                         std::size_t at) {
  const AllocationFilter& condition = tiers[at].condition;
  if (nobody({{&condition, true}})) return "its condition can't hold";
  for (std::size_t i = 0; i < at; ++i) {
    if (nobody({{&condition, true}, {&tiers[i].condition, false}}))
      return "whatever meets it meets \"" + tiers[i].id + "\" at " + pointers[i] + " before";
  }
  return "whatever meets it meets one of the tiers from " + pointers.front() + " to " + pointers[at - 1] +
         " before";
}

bool same_conditions(const Round& one, const Round& other) {
  return std::ranges::equal(one.tiers, other.tiers, {}, &Tier::condition, &Tier::condition);
}

void add_overlaps(const Round& round, std::vector<PolicyFinding>& findings) {
  for (std::size_t later = 0; later < round.tiers.size(); ++later) {
    for (std::size_t earlier = 0; earlier < later; ++earlier) {
      const Asked first{&round.tiers[earlier].condition, true};
      const Asked second{&round.tiers[later].condition, true};
      const Witness both = find_witness({first, second});
      if (both.answer != Answer::some || nobody({first, {second.condition, false}})) continue;
      const std::string witness = attributes_text(both.attributes);
      findings.push_back(
          {FindingWeight::notice,
           "tiers_overlap",
           round.id + ": " + round.tiers[later].id,
           {"chồng một phần lên \"" + round.tiers[earlier].id +
                "\", kế hoạch vốn thuộc cả hai được xét ở thứ tự trước; ví dụ kế hoạch vốn có " + witness,
            "overlaps in part with \"" + round.tiers[earlier].id +
                "\", to which an allocation of both belongs, for it comes first; such as one with " +
                witness},
           TiersWitness{round.id, both.attributes, {round.tiers[earlier].id, round.tiers[later].id}}});
    }
  }
}

void add_left_out(const Round& round, std::vector<PolicyFinding>& findings) {
  std::vector<Asked> none;
  none.reserve(round.tiers.size());
  for (const Tier& tier : round.tiers)
    none.push_back({&tier.condition, false});
  const Witness witness = find_witness(none);
  if (witness.answer == Answer::nobody) return;
  const bool found = witness.answer == Answer::some;
  const std::string example = attributes_text(witness.attributes);
  findings.push_back(
      {FindingWeight::notice,
       "no_tier",
       round.id,
       {found ? "có kế hoạch vốn không thuộc thứ tự ưu tiên nào, đề nghị của chúng sẽ không được xét (nếu "
                "phải xét, thêm thứ tự cuối không điều kiện); ví dụ có " +
                    example
              : "chưa rõ có kế hoạch vốn nào không thuộc thứ tự ưu tiên nào hay không: điều kiện quá nhiều "
                "nhánh",
        found ? "some allocations are of no tier, so that their requests are refused (if they should "
                "receive, add a last tier without a condition); such as one with " +
                    example
              : "whether some allocation is of no tier wasn't found out: the conditions branch too often"},
       found ? FindingWitness(TiersWitness{round.id, witness.attributes, {}}) : FindingWitness()});
}

}  // namespace

void refuse_unreachable_tiers(ReadingContext& context, const std::vector<Tier>& tiers,
                              const std::vector<std::string>& pointers) {
  std::vector<Asked> asked;
  for (std::size_t i = 0; i < tiers.size(); ++i) {
    asked.push_back({&tiers[i].condition, true});
    if (nobody(asked)) {
      context.problems.add({.code = "policy.unreachable_tier",
                            .place = Place{.file = context.file, .pointer = pointers[i]},
                            .message = "no allocation can ever be of the tier \"" + tiers[i].id +
                                       "\": " + what_shadows(tiers, pointers, i),
                            .expected = "a tier that some allocation meets first",
                            .remedy = "delete it, mend its condition, or let it come earlier"});
    }
    asked.back().holds = false;
  }
}

void add_tier_findings(const ReallocationPolicy& policy, std::vector<PolicyFinding>& findings) {
  for (std::size_t i = 0; i < policy.rounds.size(); ++i) {
    const Round& round = policy.rounds[i];
    const auto earlier = std::span(policy.rounds).first(i);
    if (std::ranges::any_of(earlier, [&](const Round& other) { return same_conditions(round, other); }))
      continue;
    add_overlaps(round, findings);
    add_left_out(round, findings);
  }
}

}  // namespace giaingan::inline v1
