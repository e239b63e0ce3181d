// A dataset folder under the test's temporary directory, removed with the object.
#pragma once

#include "giaingan/io/dataset.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "unit/portfolio/small_city.hpp"

namespace dataset_folder {

using namespace giaingan;
using Files = std::map<std::string, std::string>;

class Folder {
 public:
  explicit Folder(const Files& files) {
    static int count = 0;
    const auto* const test = ::testing::UnitTest::GetInstance()->current_test_info();
    path_ =
        std::filesystem::path(::testing::TempDir()) / ("giaingan-" + std::string(test->test_suite_name()) +
                                                       "-" + test->name() + "-" + std::to_string(++count));
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
    for (const auto& [name, text] : files)
      std::ofstream(path_ / name, std::ios::binary) << text;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// A valid dataset with a row or two in every file.
inline Files valid_files() {
  return {
      {"units.csv",
       "unit,name,kind,parent\ncity,Thành phố,city,\nnorth,\"Ban \"\"A\"\", phía bắc\",owner,city\n"},
      {"allocations.csv",
       "allocation,project,owner,locality,source,programme,carried_from,plan\n"
       "a1,p1,north,ward,budget,,,1000\na2,p1,north,ward,land,ntp,2023,500\n"},
      {"projects.csv",
       "project,name,group,phase,total_investment,funded_before,first_funded_year,medium_term_plan,medium_"
       "term_used,"
       "priority,approved_on,started_on,completed_on,settlement_submitted_on,settled_on\n"
       "p1,Cầu,B,transitional,9000,100,2022,5000,200,1,2021-12-31,2022-02-01,,,\n"},
      {"plan_changes.csv",
       "allocation,date,change,decision\na1,2024-06-20,-100,QĐ 1\na1,2024-06-20,-100,QĐ 1\n"},
      {"disbursements.csv",
       "allocation,month,disbursed,kind\na1,2024-01,10,\na1,2025-01,20,actual\na1,2024-12,30,estimate\n"},
      {"schedule.csv", "allocation,month,scheduled\na1,2024-03,5\n"},
      {"commitments.csv", "allocation,month,committed\na1,2024-02,15\n"},
      {"requests.csv", "allocation,round,requested,absorbable\na2,r1,50,40\n"},
      {"references.csv", "reference,month,basis,plan,disbursed,percent\nprovince,2024-03,current,,,57.90\n"},
      {"ledgers.csv", "allocation,month,system,plan,disbursed\na1,2024-01,treasury,1000,10\n"},
      {"events.csv",
       "unit,type,period,date,amount,cause\nnorth,returned_capital,2024,2024-12-01,5,subjective\n"},
      {"revenues.csv", "source,month,estimated,collected\nland,2024-01,100,20\n"},
      {"metrics.csv", "unit,metric,value\nnorth,score,-1.25\n"}};
}

inline std::vector<std::string> problems_of(const Files& files, const Limits& limits = {}) {
  const Folder folder(files);
  return small_city::problems([&] { static_cast<void>(read_dataset(folder.path(), 2024, limits)); });
}

/// The valid dataset with one file replaced.
inline std::vector<std::string> problems_with(const std::string& name, const std::string& text,
                                              const Limits& limits = {}) {
  Files files = valid_files();
  files[name] = text;
  return problems_of(files, limits);
}

/// A disbursements.csv with these lines under its header.
inline std::string disbursements(const std::string& lines) {
  return "allocation,month,disbursed,kind\n" + lines;
}

/// All facts as text, to compare them.
inline std::string facts_text(const Facts& facts) {
  std::string text;
  const auto add = [&](const auto&... parts) { ((text += parts, text += '|'), ...); };
  const auto number = [](auto value) { return std::to_string(value); };
  const auto maybe = [](const auto& value) {
    return value ? std::to_string(value->value) : std::string("-");
  };
  const auto day = [](const auto& date) { return date ? date->text() : std::string("-"); };
  for (const auto& name : facts.names)
    add(name);
  for (const auto& unit : facts.units)
    add(unit.id, unit.name, unit.kind, number(unit.parent));
  for (const auto& p : facts.projects) {
    add(p.id, p.name, p.group, p.phase, p.priority, maybe(p.total_investment), number(p.funded_before.value),
        number(p.first_funded_year.value_or(0)), maybe(p.medium_term_plan), number(p.medium_term_used.value),
        day(p.approved_on), day(p.started_on), day(p.completed_on), day(p.settlement_submitted_on),
        day(p.settled_on));
  }
  for (const auto& a : facts.allocations) {
    add(a.id, number(a.project), number(a.owner), number(a.locality), number(a.source), number(a.programme),
        number(a.assigned_by), number(a.carried_from), number(a.plan.value));
  }
  for (const auto& c : facts.plan_changes)
    add(number(c.allocation), c.date.text(), number(c.change.value), c.decision, number(c.assigned_by));
  for (const auto start : facts.first_plan_change)
    add(number(start));
  for (const auto* const figures :
       {&facts.disbursed, &facts.committed, facts.schedule ? &*facts.schedule : nullptr}) {
    if (figures == nullptr) continue;
    for (const auto& row : figures->value) {
      for (const auto value : row)
        add(number(value));
    }
    for (const auto bits : figures->reported)
      add(number(bits));
  }
  for (const auto& e : facts.estimates)
    add(number(e.allocation), number(e.month.number), number(e.disbursed.value));
  for (const auto& r : facts.requests)
    add(number(r.allocation), r.round, number(r.requested.value), number(r.absorbable.value));
  for (const auto& r : facts.references) {
    const Ratio percent = r.percent.value_or(Ratio{-1, 1});
    add(r.reference, number(r.month.number), r.basis, maybe(r.plan), maybe(r.disbursed), number(percent.num),
        number(percent.den), number(r.percent_decimals));
  }
  for (const auto& l : facts.ledger)
    add(number(l.allocation), number(l.month.number), l.system, number(l.plan.value),
        number(l.disbursed.value));
  for (const auto& e : facts.events)
    add(number(e.unit), e.type, e.period, e.date.text(), maybe(e.amount), e.cause);
  for (const auto& r : facts.revenues)
    add(r.source, number(r.month.number), number(r.estimated.value), number(r.collected.value));
  for (const auto& m : facts.metrics)
    add(number(m.unit), m.metric, number(m.value.num), number(m.value.den));
  return text;
}

}  // namespace dataset_folder
