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

}  // namespace giaingan::testing
