#include "report/workbook.hpp"

#include "giaingan/input/diagnostic.hpp"

#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <ctime>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "officer_tables.hpp"
#include "report/below_average_tables.hpp"
#include "report/duties_table.hpp"
#include "report/simulation_tables.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

constexpr std::int64_t most_exact = 999'999'999'999'999;  // 15 digits: what spreadsheets keep and show
constexpr std::size_t widest = 60;
constexpr lxw_row_t heading_rows = 2;
constexpr int seconds_a_day = 86'400;

bool is_short(std::int64_t number) {
  return number <= most_exact && number >= -most_exact;
}

bool is_whole(const Cell& cell) {
  return cell.measure == Measure::amount || cell.measure == Measure::count;
}

/// An amount that a sheet can't hold.
bool is_long(const Cell& cell) {
  return is_whole(cell) && !is_short(cell.number.num);
}

/// Whether a ratio or points can be written as the division that they are.
bool divides_exactly(const Cell& cell) {
  return !cell.printed && is_short(cell.number.num) && is_short(cell.number.den);
}

/// A table that the workbook has a sheet of, in each language.
struct SheetOf {
  std::string name;
  TextTable vi;
  TextTable en;
};

/// One workbook while it is written; each failure of the library is one of the file.
class Workbook {
 public:
  Workbook(std::string path, Date day) : path_(std::move(path)), book_(workbook_new(path_.c_str())) {
    if (book_ == nullptr) refuse("memory ran out");
    lxw_doc_properties properties{};
    properties.created = static_cast<std::time_t>(day.days().time_since_epoch().count()) * seconds_a_day;
    require(workbook_set_properties(book_, &properties));
    heading_ = format([](lxw_format* format) {
      format_set_bold(format);
      format_set_text_wrap(format);
      format_set_align(format, LXW_ALIGN_VERTICAL_BOTTOM);
      format_set_border(format, LXW_BORDER_THIN);
    });
    words_ = format([](lxw_format* format) { format_set_align(format, LXW_ALIGN_VERTICAL_TOP); });
    number_ = numbers("#,##0");
    ratio_ = numbers("0.00%");
    points_ = numbers("0.00");
  }
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;
  ~Workbook() {
    if (book_ != nullptr) lxw_workbook_free(book_);
  }

  void add(const SheetOf& of, Language language) {
    lxw_worksheet* sheet = new_sheet(of.name);
    const TextTable& table = language == Language::vi ? of.vi : of.en;
    headings(sheet, 0, of.vi);
    headings(sheet, 1, of.en);
    lxw_row_t row = heading_rows;
    for (const auto& cells : table.rows()) {
      for (std::size_t i = 0; i < cells.size(); ++i)
        write(sheet, row, static_cast<lxw_col_t>(i), cells[i]);
      ++row;
    }
    for (std::size_t i = 0; i < table.headings().size(); ++i)
      width(sheet, static_cast<lxw_col_t>(i), width_of(table, i));
    worksheet_freeze_panes(sheet, heading_rows, 0);
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, paper_a4);
    worksheet_fit_to_pages(sheet, 1, 0);
    require(worksheet_repeat_rows(sheet, 0, heading_rows - 1));
    if (row > heading_rows)
      require(worksheet_autofilter(sheet, heading_rows - 1, 0, row - 1,
                                   static_cast<lxw_col_t>(table.headings().size() - 1)));
  }

  /// A sheet of lines, each a name and what it is.
  void add(const std::string& name, const std::vector<std::pair<std::string, std::string>>& lines) {
    lxw_worksheet* sheet = new_sheet(name);
    lxw_row_t row = 0;
    for (const auto& [term, is] : lines) {
      require(worksheet_write_string(sheet, row, 0, term.c_str(), words_));
      require(worksheet_write_string(sheet, row++, 1, is.c_str(), words_));
    }
    width(sheet, 0, widest);
    width(sheet, 1, widest);
  }

  void close() { require(workbook_close(std::exchange(book_, nullptr))); }

 private:
  static constexpr std::uint8_t paper_a4 = 9;

  [[noreturn]] void refuse(const std::string& why) const {
    throw InvalidInput(
        {{.code = "output.unwritable",
          .place = Place{.file = path_},
          .message = "the workbook could not be written: " + why,
          .expected = "a path that may be written, room for all of it, and tables that a sheet holds",
          .remedy = "free space, or write elsewhere"}});
  }

  void require(lxw_error error) const {
    if (error != LXW_NO_ERROR) refuse(lxw_strerror(error));
  }

  lxw_format* format(const std::function<void(lxw_format*)>& set) {
    lxw_format* made = workbook_add_format(book_);
    if (made == nullptr) refuse("memory ran out");
    set(made);
    return made;
  }

  lxw_format* numbers(const char* as) {
    return format([&](lxw_format* format) {
      format_set_num_format(format, as);
      format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    });
  }

  lxw_worksheet* new_sheet(const std::string& name) {
    lxw_worksheet* sheet = workbook_add_worksheet(book_, name.c_str());
    if (sheet == nullptr) refuse("no sheet may be called \"" + name + "\"");
    return sheet;
  }

  void width(lxw_worksheet* sheet, lxw_col_t column, std::size_t characters) {
    require(worksheet_set_column(sheet, column, column, static_cast<double>(characters), nullptr));
  }

  void headings(lxw_worksheet* sheet, lxw_row_t row, const TextTable& table) {
    for (std::size_t i = 0; i < table.headings().size(); ++i)
      require(worksheet_write_string(sheet, row, static_cast<lxw_col_t>(i), table.headings()[i].c_str(),
                                     heading_));
  }

  /// What fits the cells; long words and headings are broken into lines.
  static std::size_t width_of(const TextTable& table, std::size_t column) {
    std::size_t characters = 10;
    for (const auto& cells : table.rows())
      characters = std::max(characters, display_width(cells[column].text) + 2);
    return std::min(characters, widest);
  }

  void write(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const Cell& cell) {
    if (cell.measure == Measure::nothing) {
      require(worksheet_write_string(sheet, row, column, cell.text.c_str(), words_));
      return;
    }
    if (is_long(cell)) {
      require(worksheet_write_string(sheet, row, column, std::to_string(cell.number.num).c_str(), words_));
      return;
    }
    const double value = static_cast<double>(cell.number.num) / static_cast<double>(cell.number.den);
    lxw_format* as = cell.measure == Measure::ratio ? ratio_ : is_whole(cell) ? number_ : points_;
    if (is_whole(cell) || !divides_exactly(cell)) {
      require(worksheet_write_number(sheet, row, column, value, as));
      return;
    }
    const std::string division =
        "=" + std::to_string(cell.number.num) + "/" + std::to_string(cell.number.den);
    require(worksheet_write_formula_num(sheet, row, column, division.c_str(), as, value));
  }

  std::string path_;
  lxw_workbook* book_;
  lxw_format* heading_ = nullptr;
  lxw_format* words_ = nullptr;
  lxw_format* number_ = nullptr;
  lxw_format* ratio_ = nullptr;
  lxw_format* points_ = nullptr;
};

template <class Make>
SheetOf sheet(std::string name, const Make& make) {
  return {std::move(name), make(Language::vi), make(Language::en)};
}

std::vector<SheetOf> sheets_of(const ReportContents& contents) {
  const Inputs& inputs = contents.inputs;
  std::vector<SheetOf> sheets;
  sheets.push_back(sheet("Xếp hạng - Ranking", [&](Language language) {
    return ranking_table(inputs, contents.assessment, language);
  }));
  if (const auto& below = contents.assessment.below_average) {
    sheets.push_back(sheet("Dưới mức TB - Below",
                           [&](Language language) { return standings_table(inputs, *below, language); }));
    sheets.push_back(sheet("Theo tháng - Months",
                           [&](Language language) { return all_months_table(inputs, *below, language); }));
  }
  for (std::size_t i = 0; i < contents.rounds.size(); ++i) {
    const ReportedRound& round = contents.rounds[i];
    const std::string number = std::to_string(i + 1);
    sheets.push_back(sheet("Đợt " + number + " giảm - Cuts", [&](Language language) {
      return cuts_table(round.inputs, *round.round, round.result, language);
    }));
    sheets.push_back(sheet("Đợt " + number + " tăng - Additions", [&](Language language) {
      return additions_table(round.inputs, *round.round, round.result, language);
    }));
    sheets.push_back(sheet("Đợt " + number + " nguồn - Pools", [&](Language language) {
      return pools_table(*round.round, round.result, language);
    }));
  }
  if (contents.evaluation)
    sheets.push_back(sheet("Đánh giá - Evaluation", [&](Language language) {
      return evaluation_table(inputs, *contents.evaluation, language);
    }));
  if (const auto& obligations = contents.assessment.obligations)
    sheets.push_back(sheet("Nghĩa vụ - Obligations", [&](Language language) {
      return unit_duties_table(inputs, *obligations, language);
    }));
  for (std::size_t i = 0; i < contents.simulation.size(); ++i) {
    const SimulatedScenario& scenario = contents.simulation[i];
    sheets.push_back(sheet("Mô phỏng " + std::to_string(i + 1) + " - Simulation",
                           [&](Language language) { return outcomes_table(inputs, scenario, language); }));
  }
  return sheets;
}

bool holds(const SheetOf& of, const std::function<bool(const Cell&)>& is_meant) {
  return std::ranges::any_of(
      of.vi.rows(), [&](const std::vector<Cell>& cells) { return std::ranges::any_of(cells, is_meant); });
}

bool is_rounded(const Cell& cell) {
  return (cell.measure == Measure::ratio || cell.measure == Measure::points) && !divides_exactly(cell);
}

/// What the workbook was made of, and what a reader must know of its numbers.
std::vector<std::pair<std::string, std::string>> about(const ReportContents& contents,
                                                       const std::vector<SheetOf>& sheets,
                                                       Language language) {
  const Policy& policy = contents.inputs.policy;
  const Provenance& from = contents.inputs.portfolio->provenance;
  std::vector<std::pair<std::string, std::string>> lines = {
      {say(language, "Chính sách", "Policy"), say(language, policy->title)},
      {say(language, "Ngày đánh giá", "As of"), contents.as_of.text()},
      {say(language, "Chương trình", "Program"), "giaingan " GIAINGAN_VERSION}};
  if (policy->day)
    lines.emplace_back(say(language, "Chính sách của ngày", "Policy as it stands on"), policy->day->text());
  for (std::size_t i = 0; i < contents.rounds.size(); ++i)
    lines.emplace_back(say(language, "Đợt ", "Round ") + std::to_string(i + 1),
                       contents.rounds[i].round->id + ": " + say(language, contents.rounds[i].round->title));
  for (std::size_t i = 0; i < contents.simulation.size(); ++i)
    lines.emplace_back(say(language, "Mô phỏng ", "Simulation ") + std::to_string(i + 1),
                       contents.simulation[i].id + ": SHA-256 " + contents.simulation[i].sweep);
  for (const NamedDigest& source : policy->sources)
    lines.emplace_back("SHA-256 " + source.name, source.digest.text());
  for (const NamedDigest& file : from.files)
    lines.emplace_back("SHA-256 " + file.name, file.digest.text());
  for (const AppliedResult& result : from.applied)
    lines.emplace_back("SHA-256 " + result.question.command + " " + result.question.round.value_or(""),
                       result.digest.text());
  for (const SheetOf& each : sheets) {
    if (holds(each, is_long))
      lines.emplace_back(each.name,
                         say(language, "có số tiền trên 15 chữ số, ghi bằng chữ vì bảng tính không giữ được",
                             "has amounts of more than 15 digits, written as text since spreadsheets "
                             "can't hold them"));
    if (holds(each, is_rounded))
      lines.emplace_back(each.name,
                         say(language,
                             "có tỷ lệ hoặc điểm mà tử, mẫu quá dài, chỉ ghi số đã làm tròn; số chính "
                             "xác có trong kết quả --format json",
                             "has ratios or points whose terms are too long, written rounded; the exact "
                             "ones are in the results of --format json"));
  }
  return lines;
}

}  // namespace

void write_workbook(const ReportContents& contents, Language language, const std::string& path) {
  Workbook workbook(path, contents.as_of);
  const std::vector<SheetOf> sheets = sheets_of(contents);
  for (const SheetOf& each : sheets)
    workbook.add(each, language);
  workbook.add("Nguồn gốc - About", about(contents, sheets, language));
  workbook.close();
}

}  // namespace giaingan::tool
