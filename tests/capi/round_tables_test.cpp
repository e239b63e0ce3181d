// The tables of a round against its document.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "capi/results.hpp"

namespace {

using namespace capi;
using json = nlohmann::json;
using Texts = std::vector<std::string>;

std::string text_of(const json& value) {
  if (value.is_null()) return "";
  return value.is_string() ? value.get<std::string>() : value.dump();
}

/// One member of every row of a list; of a row that hasn't it what a column has: no text, or no number.
Texts members(const json& rows, const char* name) {
  const std::string nothing = std::string(name) == "amount" ? "-" : "";
  Texts found;
  for (const json& row : rows)
    found.push_back(row.contains(name) ? text_of(row.at(name)) : nothing);
  return found;
}

class RoundTables : public testing::Test {
 protected:
  void SetUp() override {
    policy_ = new_policy();
    ASSERT_EQ(giaingan_portfolio_read(GIAINGAN_SOURCE_DIR "/docs/examples/lang-son-city-2024", 2024,
                                      &portfolio_, nullptr),
              GIAINGAN_OK);
    ASSERT_EQ(giaingan_reallocate(policy_, portfolio_, "2024-11", &result_, nullptr, nullptr), GIAINGAN_OK);
    const char* text = nullptr;
    ASSERT_EQ(giaingan_result_json(result_, &text, nullptr, nullptr), GIAINGAN_OK);
    document_ = json::parse(text);
  }
  void TearDown() override {
    giaingan_result_release(result_);
    giaingan_portfolio_release(portfolio_);
    giaingan_policy_release(policy_);
  }

  void expect_same(const char* table, const char* list, const std::vector<const char*>& columns) {
    ASSERT_FALSE(document_.at(list).empty()) << list;
    for (const char* column : columns)
      EXPECT_EQ(texts_of(result_, table, column), members(document_.at(list), column))
          << table << '.' << column;
  }

  giaingan_policy* policy_ = nullptr;
  giaingan_portfolio* portfolio_ = nullptr;
  giaingan_result* result_ = nullptr;
  json document_;
};

TEST_F(RoundTables, SayWhatTheDocumentSays) {
  expect_same("pools", "pools", {"pool", "cut", "added", "returned"});
  expect_same("cuts", "cuts", {"allocation", "amount"});
  expect_same("additions", "additions", {"allocation", "amount", "tier"});
  expect_same("donor_units", "donors", {"unit", "plan", "disbursed", "wanted", "limit", "cut"});
  expect_same("donors", "donor_allocations",
              {"allocation", "unit", "pool", "plan", "disbursed", "floor", "release", "cut", "bound_by"});
  expect_same(
      "recipients", "recipients",
      {"allocation", "unit", "tier", "pool", "need", "addition", "stopped_by", "stopped_at", "taken_by"});
  expect_same("rejected", "rejected", {"allocation", "rejection", "reason"});
  expect_same("certificate", "certificate", {"tier", "earlier", "total", "capacity"});
  expect_same("findings", "findings", {"finding", "subject", "at", "amount", "decision"});
}

TEST_F(RoundTables, GiveTheCapsOfEveryRecipientAndTheClauseOfEveryRefusal) {
  Texts rows;
  Texts caps;
  Texts rooms;
  for (std::size_t i = 0; i < document_.at("recipients").size(); ++i) {
    for (const char* cap :
         {"requested", "absorbable", "total_investment", "medium_term_plan", "owner_capacity"}) {
      const json& of_one = document_.at("recipients")[i].at("caps");
      if (!of_one.contains(cap)) continue;
      rows.push_back(std::to_string(i));
      caps.emplace_back(cap);
      rooms.push_back(text_of(of_one.at(cap)));
    }
  }
  ASSERT_FALSE(rows.empty());
  EXPECT_EQ(texts_of(result_, "caps", "recipient_row"), rows);
  EXPECT_EQ(texts_of(result_, "caps", "cap"), caps);
  EXPECT_EQ(texts_of(result_, "caps", "room"), rooms);
  Texts clauses;
  for (const json& row : document_.at("rejected"))
    clauses.push_back(text_of(row.at("cite").at("clause")));
  EXPECT_EQ(texts_of(result_, "rejected", "clause"), clauses);
}

TEST_F(RoundTables, ListTheSourceSideOfEveryCut) {
  Texts rows;
  Texts nodes;
  Texts ids;
  for (std::size_t i = 0; i < document_.at("certificate").size(); ++i) {
    for (const json& node : document_.at("certificate")[i].at("source_side")) {
      rows.push_back(std::to_string(i));
      nodes.push_back(text_of(node.at("node")));
      ids.push_back(text_of(node.at("id")));
    }
  }
  EXPECT_GT(rows.size(), document_.at("certificate").size());
  EXPECT_EQ(texts_of(result_, "source_sides", "tier_row"), rows);
  EXPECT_EQ(texts_of(result_, "source_sides", "node"), nodes);
  EXPECT_EQ(texts_of(result_, "source_sides", "id"), ids);
}

}  // namespace
