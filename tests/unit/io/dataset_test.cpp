#include "giaingan/io/dataset.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>
#include <sstream>

#include "unit/io/dataset_folder.hpp"

namespace {

using namespace dataset_folder;
using namespace std::string_literals;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string message_of(const std::string& name, const std::string& text) {
  Files files = valid_files();
  files[name] = text;
  const Folder folder(files);
  try {
    static_cast<void>(read_dataset(folder.path(), 2024));
  } catch (const InvalidInput& invalid) {
    return invalid.what();
  }
  return {};
}

TEST(Dataset, ReadsTheSameFromMemory) {
  Files files = valid_files();
  const Portfolio held = read_dataset(DatasetTexts(files.begin(), files.end()), 2024);
  const Folder folder(files);
  const Portfolio read = read_dataset(folder.path(), 2024);
  EXPECT_EQ(held->units[1].name, read->units[1].name);
  EXPECT_EQ(held->allocations.size(), read->allocations.size());
  EXPECT_EQ(held->metrics.size(), read->metrics.size());

  files.erase("allocations.csv");
  files["unit.csv"] = "unit\n";
  files["units.csv"] += "x,,,nobody\n";
  try {
    static_cast<void>(read_dataset(DatasetTexts(files.begin(), files.end()), 2024));
    FAIL();
  } catch (const InvalidInput& invalid) {
    for (const char* problem : {"dataset.missing_file", "dataset.unknown_file", "\"nobody\""})
      EXPECT_THAT(invalid.what(), HasSubstr(problem));
  }
  Limits limits;
  limits.max_file_bytes = 10;
  EXPECT_THROW(
      static_cast<void>(read_dataset(DatasetTexts{{"units.csv", "unit,name,kind,parent\n"}}, 2024, limits)),
      InvalidInput);
}

TEST(Dataset, ReadsEveryFile) {
  const Folder folder(valid_files());
  const Portfolio portfolio = read_dataset(folder.path(), 2024);
  const Facts& facts = *portfolio;
  EXPECT_EQ(facts.units[1].name, "Ban \"A\", phía bắc");
  EXPECT_EQ(facts.projects[0].total_investment, Dong{9000});
  EXPECT_EQ(facts.projects[0].started_on, Date::from(2022, 2, 1));
  EXPECT_FALSE(facts.projects[0].completed_on.has_value());
  EXPECT_EQ(facts.allocations[1].carried_from, 2023);
  EXPECT_EQ(facts.changes_of(0).size(), 2U);
  EXPECT_EQ(facts.disbursed.at(0, {13}), Dong{20});
  EXPECT_EQ(facts.estimates[0].disbursed, Dong{30});
  EXPECT_EQ(facts.schedule->at(0, {3}), Dong{5});
  EXPECT_EQ(facts.committed.at(0, {2}), Dong{15});
  EXPECT_EQ(facts.requests[0].absorbable, Dong{40});
  EXPECT_EQ(facts.references[0].percent, (Ratio{579, 1000}));
  EXPECT_EQ(facts.references[0].percent_decimals, 2);
  EXPECT_EQ(facts.ledger[0].system, "treasury");
  EXPECT_EQ(facts.events[0].amount, Dong{5});
  EXPECT_EQ(facts.revenues[0].collected, Dong{20});
  EXPECT_EQ(facts.metrics[0].value, (Ratio{-5, 4}));
}

TEST(Dataset, ReadsTheExampleCity) {
  const Portfolio portfolio = read_dataset(GIAINGAN_SOURCE_DIR "/docs/examples/lang-son-city-2024", 2024);
  EXPECT_GE(portfolio->allocations.size(), 250U);
  EXPECT_TRUE(portfolio->schedule.has_value());
}

TEST(Dataset, AcceptsWhatSpreadsheetsWrite) {
  Files files = valid_files();
  for (auto& [name, text] : files) {
    std::string crlf = "\xef\xbb\xbf";
    for (const char c : text)
      crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
    text = crlf.substr(0, crlf.size() - 2);
  }
  files["readme.txt"] = "left alone";
  const Folder plain(valid_files());
  const Folder exported(files);
  EXPECT_EQ(facts_text(*read_dataset(exported.path(), 2024)), facts_text(*read_dataset(plain.path(), 2024)));
}

TEST(Dataset, TakesColumnsInAnyOrderAndKnowsWhoAssigned) {
  EXPECT_THAT(problems_with("schedule.csv", "scheduled,allocation,month\n5,a1,2024-03\n"), IsEmpty());
  Files files = valid_files();
  files["plan_changes.csv"] = "assigned_by,decision,change,date,allocation\nprovince,d,5,2024-02-29,a1\n";
  const Folder folder(files);
  const Portfolio portfolio = read_dataset(folder.path(), 2024);
  const Index by = portfolio->plan_changes[0].assigned_by;
  ASSERT_NE(by, none);
  EXPECT_EQ(portfolio->names[static_cast<std::size_t>(by)], "province");
}

TEST(Dataset, NamesAMissingFolderAndMissingFiles) {
  EXPECT_THAT(small_city::problems([] { static_cast<void>(read_dataset("no/such/folder", 2024)); }),
              ElementsAre("dataset.missing_folder no/such/folder:0"));
  Files files = valid_files();
  files.erase("units.csv");
  EXPECT_THAT(problems_of(files), ElementsAre("dataset.missing_file units.csv:0"));
  EXPECT_THAT(problems_of({}),
              ElementsAre("dataset.missing_file units.csv:0", "dataset.missing_file allocations.csv:0"));
}

TEST(Dataset, NamesFilesThatItDoesNotKnow) {
  Files files = valid_files();
  files["disbursement.csv"] = "x";
  files["Units.CSV"] = "x";
  EXPECT_THAT(problems_of(files),
              ElementsAre("dataset.unknown_file Units.CSV:0", "dataset.unknown_file disbursement.csv:0"));
  EXPECT_THAT(message_of("disbursement.csv", "x"), HasSubstr("did you mean disbursements.csv?"));
}

TEST(Dataset, NamesEveryFaultOfAHeader) {
  EXPECT_THAT(problems_with("schedule.csv", "allocation,mnth,scheduled,allocation\na1,2024-03,5,a1\n"),
              ElementsAre("dataset.unknown_column schedule.csv:1 mnth",
                          "dataset.duplicate_column schedule.csv:1 allocation",
                          "dataset.missing_column schedule.csv:1 month"));
  EXPECT_THAT(message_of("schedule.csv", "allocation,mnth,scheduled\n"), HasSubstr("did you mean month?"));
  EXPECT_THAT(problems_with("schedule.csv", "allocation;month;scheduled\na1;2024-03;5\n"),
              ElementsAre("dataset.wrong_separator schedule.csv:1"));
  EXPECT_THAT(problems_with("schedule.csv", ""), ElementsAre("dataset.empty_file schedule.csv:0"));
  EXPECT_THAT(problems_with("units.csv", "\xef\xbb\xbf\n\n"), ElementsAre("dataset.empty_file units.csv:0"));
  EXPECT_THAT(problems_with("schedule.csv", std::string("\xff\xfe"
                                                        "a\0l\0",
                                                        6)),
              ElementsAre("dataset.not_utf8 schedule.csv:0"));
}

TEST(Dataset, NamesEveryFaultOfAFieldWithItsRowAndColumn) {
  const std::string rows = disbursements(
      "a1,2024-01,1.234.567,\n"  // 2
      "a1,2024-02,12.5,\n"       // 3
      "a1,2024-03,9223372036854775808,\n"
      "a1,2024-04,9223372036854775807,\n"  // 5: the greatest amount is one
      "a1,2024-13,1,\n"
      "a1,2023-12,1,\n"
      "a1,2024-05,,\n"  // 8
      "a1,2024-06,1,actuals\n"
      "a9,2024-06,+1,\n"  // 10: the id is checked though the amount is wrong
      "a1,2024-07,1\n"
      "a1,2024-08,1,,\n"
      "\n"
      ",2024-09,1,\n"  // 14
      "a1,2024-01,1,\n");
  EXPECT_THAT(problems_with("disbursements.csv", rows),
              ElementsAre("dataset.not_an_integer disbursements.csv:2 disbursed",
                          "dataset.not_an_integer disbursements.csv:3 disbursed",
                          "dataset.amount_beyond_int64 disbursements.csv:4 disbursed",
                          "dataset.bad_month disbursements.csv:6 month",
                          "dataset.month_outside_year disbursements.csv:7 month",
                          "dataset.empty_field disbursements.csv:8 disbursed",
                          "dataset.unknown_word disbursements.csv:9 kind",
                          "dataset.not_an_integer disbursements.csv:10 disbursed",
                          "dataset.unknown_id disbursements.csv:10 allocation",
                          "dataset.wrong_field_count disbursements.csv:11",
                          "dataset.wrong_field_count disbursements.csv:12",
                          "dataset.empty_field disbursements.csv:14 allocation",
                          "dataset.duplicate_key disbursements.csv:15 allocation"));
  EXPECT_THAT(message_of("disbursements.csv", rows),
              HasSubstr("\"1.234.567\" isn't a whole number of đồng; expected "
                        "decimal digits with an optional leading minus; write "
                        "1234567, without separators"));
}

/// The diagnostics of a dataset that says no more than these months of disbursements.
std::string problems_of_months(const std::vector<std::string>& months) {
  Files files;
  for (const auto& [name, text] : valid_files()) {
    if (name == "units.csv" || name == "allocations.csv" || name == "projects.csv") files[name] = text;
  }
  files["disbursements.csv"] = "allocation,month,disbursed,kind\n";
  for (const std::string& month : months)
    files["disbursements.csv"] += "a1," + month + ",1,\n";
  const Folder folder(files);
  try {
    (void)read_dataset(folder.path(), 2024);
  } catch (const InvalidInput& invalid) {
    return invalid.what();
  }
  return "";
}

TEST(Dataset, OfAnotherYearIsOneProblem) {
  // 2024-01 closes the budget year 2023; 2025-01 is month 13 of 2024 and the first of 2025.
  EXPECT_EQ(
      problems_of_months({"2024-01", "2023-05", "2023-02"}),
      "disbursements.csv:3: column month: the months of the dataset, 2023-02 to 2024-01, are of the budget "
      "year 2023; expected a dataset of 2024, the year of the policy; name the policy of 2023, or the "
      "dataset of 2024 [dataset.other_year]");
  EXPECT_THAT(problems_of_months({"2025-01", "2025-02", "2025-11"}),
              AllOf(HasSubstr("budget year 2025"), Not(HasSubstr("month_outside_year"))));
}

TEST(Dataset, MonthsOfNoOtherYearAreToldOneByOne) {
  EXPECT_THAT(problems_of_months({"2024-02", "2023-03"}),
              AllOf(HasSubstr("dataset.month_outside_year"), Not(HasSubstr("other_year"))));
  EXPECT_THAT(problems_of_months({"2022-02", "2025-03"}),
              AllOf(HasSubstr("\"2022-02\""), HasSubstr("\"2025-03\""), Not(HasSubstr("other_year"))));
  EXPECT_EQ(problems_of_months({"2024-01", "2025-01"}), "");
}

TEST(Dataset, ChecksTheColumnsThatAreKnownThoughOthersAreNot) {
  const std::string header = "allocation,project,ownr,locality,source,programme,carried_from,plan\n";
  EXPECT_THAT(problems_with("allocations.csv", header + "a1,p1,north,,,,,abc\na2,p9,north,,,,,5\n"
                                                        "a1,p1,north,,,,,-5\n"),
              ElementsAre("dataset.unknown_column allocations.csv:1 ownr",
                          "dataset.missing_column allocations.csv:1 owner",
                          "dataset.not_an_integer allocations.csv:2 plan",
                          "dataset.unknown_id allocations.csv:3 project",
                          "dataset.negative_amount allocations.csv:4 plan",
                          "dataset.duplicate_key allocations.csv:4 allocation"));
}

TEST(Dataset, BlamesNothingOnAColumnThatIsMissing) {
  const Files valid = valid_files();
  for (const auto& [name, text] : valid) {
    const std::size_t end = text.find('\n');
    std::istringstream header(text.substr(0, end));
    for (std::string column; std::getline(header, column, ',');) {
      std::string broken = text;
      const std::size_t place = ("," + text.substr(0, end) + ",").find("," + column + ",");
      broken.insert(place, "x_");
      const auto found = problems_with(name, broken);
      ASSERT_FALSE(found.empty()) << name << ' ' << column;
      EXPECT_EQ(found[0], "dataset.unknown_column " + name + ":1 x_" + column);
      EXPECT_LE(found.size(), 2U) << ::testing::PrintToString(found);
    }
  }
}

TEST(Dataset, CountsTheRowsThatNameAnUnknownId) {
  Files files = valid_files();
  files["allocations.csv"].replace(files["allocations.csv"].find("\na1,"), 4, "\nb1,");
  EXPECT_THAT(problems_of(files), ElementsAre("dataset.unknown_id plan_changes.csv:2 allocation",
                                              "dataset.unknown_id disbursements.csv:2 allocation",
                                              "dataset.unknown_id schedule.csv:2 allocation",
                                              "dataset.unknown_id commitments.csv:2 allocation",
                                              "dataset.unknown_id ledgers.csv:2 allocation"));
  EXPECT_THAT(
      message_of("disbursements.csv",
                 disbursements("a9,2024-02,1,\na8,2024-02,1,\na9,2024-01,1,\na9,2024-03,1,\n")),
      ::testing::AllOf(
          HasSubstr("disbursements.csv:2: column allocation: \"a9\" isn't among the allocations; 2 more "
                    "row(s) of the file name it"),
          HasSubstr("\"a8\" isn't among the allocations; expected")));
}

TEST(Dataset, CallsNoIdUnknownForRowsThatCouldNotBeRead) {
  const std::string projects = valid_files()["projects.csv"];
  EXPECT_THAT(problems_with("projects.csv", projects.substr(0, projects.find('\n')) + "\np1,\"Cầu,B\n"),
              ElementsAre("dataset.unterminated_quote projects.csv:2 name"));
  EXPECT_THAT(problems_with("units.csv", "unit,name,kind,parent\nnorth,a,b,owner,\n"),
              ElementsAre("dataset.wrong_field_count units.csv:2"));
  EXPECT_THAT(problems_with("allocations.csv",
                            "allocation,project,owner,locality,source,programme,carried_from,plan\n"
                            "a1,p1,no\"rth,,,,,1\na2,p1,north,,,,,500\n"),
              ElementsAre("dataset.misplaced_quote allocations.csv:2 owner"));
}

TEST(Dataset, NamesBadDatesYearsAndNumbers) {
  EXPECT_THAT(
      problems_with("plan_changes.csv",
                    "allocation,date,change,decision\na1,2023-02-29,1,\na1,20/6/2024,1,\na1,,1,\n"),
      ElementsAre("dataset.bad_date plan_changes.csv:2 date", "dataset.bad_date plan_changes.csv:3 date",
                  "dataset.empty_field plan_changes.csv:4 date"));
  EXPECT_THAT(
      problems_with("references.csv",
                    "reference,month,basis,plan,disbursed,percent\nr,2024-01,,,,\"57,9\"\nr,2024-02,,,,57%\n"
                    "r,2024-03,,,,1/2\nr,2024-04,,5,,\nr,2024-05,,,,-1\n"),
      ElementsAre("dataset.bad_number references.csv:2 percent",
                  "dataset.bad_number references.csv:3 percent",
                  "dataset.bad_number references.csv:4 percent",
                  "dataset.incomplete_reference references.csv:5 disbursed",
                  "dataset.negative_amount references.csv:6 percent"));
  EXPECT_THAT(
      problems_with("metrics.csv", "unit,metric,value\nnorth,m,1e3\nnorth,n,\n"),
      ElementsAre("dataset.bad_number metrics.csv:2 value", "dataset.empty_field metrics.csv:3 value"));
  EXPECT_THAT(problems_with("allocations.csv",
                            "allocation,project,owner,locality,source,programme,carried_from,plan\n"
                            "a1,p1,north,,,,23,1000\na2,p1,north,,,,2024,500\n"),
              ElementsAre("dataset.bad_year allocations.csv:2 carried_from",
                          "dataset.bad_year allocations.csv:3 carried_from"));
}

TEST(Dataset, DoesNotBlameRowsThatReferToARowWithAProblem) {
  EXPECT_THAT(problems_with("allocations.csv",
                            "allocation,project,owner,locality,source,programme,carried_from,plan\n"
                            "a1,p1,north,,,,,1 000\na2,p1,north,,,,,500\n"),
              ElementsAre("dataset.not_an_integer allocations.csv:2 plan"));
}

TEST(Dataset, NamesBrokenQuotesAndTextAndGoesOn) {
  EXPECT_THAT(
      problems_with("units.csv",
                    "unit,name,kind,parent\nnorth,Ban \"A\",owner,\nnorth,a,owner,\n\"x\"y,,,\n"),
      ElementsAre("dataset.misplaced_quote units.csv:2 name", "dataset.misplaced_quote units.csv:4 unit"));
  EXPECT_THAT(problems_with("events.csv",
                            "unit,type,period,date,amount,cause\nnorth,\"report,2024,2024-01-01,,\n\n\n"),
              ElementsAre("dataset.unterminated_quote events.csv:2 type"));
  EXPECT_THAT(problems_with("units.csv", "unit,name,kind,parent\nnorth,\xc3\x28,owner,\nn\0x,,,\n"s),
              ElementsAre("dataset.not_utf8 units.csv:2 name", "dataset.nul_byte units.csv:3 unit"));
  EXPECT_THAT(problems_with("units.csv", "unit,name,kind,parent\nnorth,a\rb,owner,\nnorth,,,\n"),
              ElementsAre("dataset.bare_return units.csv:2"));
}

TEST(Dataset, CountsTheLinesOfQuotedLineBreaks) {
  EXPECT_THAT(problems_with("units.csv",
                            "unit,name,kind,parent\r\nnorth,\"two\r\nlines\",owner,\r\n\r\nx,,,nowhere\r\n"),
              ElementsAre("dataset.unknown_id units.csv:5 parent"));
}

TEST(Dataset, KeepsItsLimits) {
  Limits limits;
  limits.max_rows = 2;
  EXPECT_THAT(problems_with("disbursements.csv",
                            disbursements("a1,2024-01,1,\na1,2024-02,1,\na1,2024-03,1,\n"), limits),
              ElementsAre("dataset.too_many_rows disbursements.csv:4"));
  limits = Limits();
  limits.max_file_bytes = 600;
  EXPECT_THAT(problems_with("units.csv", "unit,name,kind,parent\n" + std::string(600, ' '), limits),
              ElementsAre("dataset.file_too_large units.csv:0"));
}

TEST(Dataset, ReportsAllFilesInOneRunInTheirOrder) {
  Files files = valid_files();
  files.erase("units.csv");
  files["allocations.csv"] += "a1,p1,north,,,,,7\n";
  files["projects.csv"] = "project\n";
  files["disbursements.csv"] =
      disbursements("a7,2024-01,1,\na1,2024-01,1.5,\na1,2024-02,99999999999999999999,\n");
  files["schedule.csv"] = "allocation,month,planned\n";
  const auto found = problems_of(files);
  EXPECT_EQ(found[0], "dataset.missing_file units.csv:0");
  EXPECT_EQ(found[1], "dataset.unknown_id allocations.csv:2 project");
  EXPECT_EQ(found[2], "dataset.duplicate_key allocations.csv:4 allocation");
  EXPECT_EQ(found[3], "dataset.missing_column projects.csv:1 name");
  EXPECT_THAT(std::vector<std::string>(found.begin() + 17, found.end()),
              ElementsAre("dataset.unknown_id disbursements.csv:2 allocation",
                          "dataset.not_an_integer disbursements.csv:3 disbursed",
                          "dataset.amount_beyond_int64 disbursements.csv:4 disbursed",
                          "dataset.unknown_column schedule.csv:1 planned",
                          "dataset.missing_column schedule.csv:1 scheduled"));
}

/// The lines under the header in another order. No field of these files holds a line break.
std::string shuffled(const std::string& text, std::mt19937& random) {
  std::istringstream stream(text);
  std::string header;
  std::getline(stream, header);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);)
    lines.push_back(line);
  std::ranges::shuffle(lines, random);
  std::string result = header + "\n";
  for (const std::string& line : lines)
    result += line + "\n";
  return result;
}

TEST(Dataset, GivesTheSameFactsForRowsInAnyOrder) {
  const std::filesystem::path example = GIAINGAN_SOURCE_DIR "/docs/examples/lang-son-city-2024";
  Files files;
  for (const auto& entry : std::filesystem::directory_iterator(example)) {
    std::ostringstream text;
    text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    if (entry.path().extension() == ".csv") files[entry.path().filename().string()] = text.str();
  }
  const std::string expected = facts_text(*read_dataset(example, 2024));
  std::mt19937 random(20240620);
  for (int round = 0; round < 5; ++round) {
    Files other = files;
    for (auto& [name, text] : other)
      text = shuffled(text, random);
    ASSERT_NE(other["disbursements.csv"], files["disbursements.csv"]);
    const Folder folder(other);
    EXPECT_EQ(facts_text(*read_dataset(folder.path(), 2024)), expected);
  }
}

/// Bytes replaced, inserted, deleted or copied.
std::string mutated(std::string text, std::mt19937& random) {
  const std::string bytes = std::string("\",\n\r;-.09aA \xff\xc3") + '\0';
  const auto below = [&](std::size_t size) { return random() % size; };
  for (std::size_t count = 1 + below(2); count > 0 && !text.empty(); --count) {
    const std::size_t place = below(text.size());
    switch (below(4)) {
      case 0:
        text[place] = bytes[below(bytes.size())];
        break;
      case 1:
        text.insert(place, 1, bytes[below(bytes.size())]);
        break;
      case 2:
        text.erase(place, 1 + below(8));
        break;
      default:
        text.insert(below(text.size()), text.substr(place, below(40)));
    }
  }
  return text;
}

TEST(Dataset, ReadsOrRefusesWhateverTheBytesAre) {
  std::mt19937 random(7);
  const Files valid = valid_files();
  int refused = 0;
  int read = 0;
  for (int round = 0; round < 800; ++round) {
    Files files = valid;
    const auto file = std::next(files.begin(), static_cast<std::ptrdiff_t>(random() % files.size()));
    file->second = mutated(file->second, random);
    const Folder folder(files);
    try {
      const Portfolio portfolio = read_dataset(folder.path(), 2024);
      ++read;
    } catch (const InvalidInput& invalid) {
      ++refused;
      for (const Diagnostic& diagnostic : invalid.diagnostics()) {
        EXPECT_FALSE(diagnostic.message.empty());
        EXPECT_FALSE(diagnostic.remedy.empty()) << diagnostic.code;
        EXPECT_FALSE(diagnostic.place.file.empty()) << diagnostic.code;
      }
    }
  }
  EXPECT_GT(refused, 200);
  EXPECT_GT(read, 20);
}

}  // namespace
