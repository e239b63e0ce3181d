#include "published_figures.hpp"

#include "giaingan/exact/ratio.hpp"

#include <stdexcept>

namespace giaingan::testing {

std::vector<CsvRow> data_rows(const std::string& name) {
  return read_csv(std::filesystem::path{GIAINGAN_SOURCE_DIR} / "tests/data" / name);
}

Rational printed_number(const std::string& text) {
  const auto number = parse_ratio(text);
  if (!number) throw std::runtime_error("not an exact number: " + text);
  return *number;
}

int printed_decimals(const std::string& text) {
  const auto point = text.find('.');
  return point == std::string::npos ? 0 : static_cast<int>(text.size() - point - 1);
}

Rational half_unit(int decimals) {
  Rational half = Ratio{1, 2};
  for (int digit = 0; digit < decimals; ++digit)
    half = half / 10;
  return half;
}

Dong dong_of_billions(const std::string& text) {
  const auto amount = (printed_number(text) * 1'000'000'000).to_int64();
  if (!amount) throw std::runtime_error("not whole đồng: " + text + " tỷ");
  return {*amount};
}

const std::vector<PublishedRatio>& published_ratios() {
  static const std::vector<PublishedRatio> all = [] {
    std::vector<PublishedRatio> ratios;
    for (const CsvRow& row : data_rows("ratio_rows.csv")) {
      if (row.at("plan_ty").empty() || row.at("disbursed_ty").empty() ||
          row.at("published_ratio_pct").empty())
        continue;
      const int decimals = static_cast<int>(parse_dong(row.at("published_decimals")).amount.value().value);
      ratios.push_back(
          {row, dong_of_billions(row.at("plan_ty")), dong_of_billions(row.at("disbursed_ty")),
           decimal_text(printed_number(row.at("published_ratio_pct")), decimals, Rounding::half_up),
           decimals});
    }
    return ratios;
  }();
  return all;
}

const PublishedRatio& published_ratio(const std::string& row_id) {
  for (const PublishedRatio& one : published_ratios()) {
    if (one.column("row_id") == row_id) return one;
  }
  throw std::logic_error("no row " + row_id);
}

}  // namespace giaingan::testing
