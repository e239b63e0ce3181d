#include "giaingan/exact/rational.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <mutex>
#include <utility>
#include <vector>

#include <boost/multiprecision/cpp_int.hpp>

#include "exact/lowest_terms.hpp"

namespace giaingan::inline v1 {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

// A number in lowest terms; or terms of many digits that are brought there when somebody asks for them, since
// finding their common divisor costs more than everything else that is done with them.
struct Rational::Number {
  explicit Number(cpp_rational value) : value_(std::move(value)) {}
  explicit Number(Terms terms) : postponed_(std::make_unique<Postponed>(std::move(terms))) {}

  [[nodiscard]] bool is_postponed() const noexcept { return postponed_ != nullptr; }
  /// @pre not postponed
  [[nodiscard]] const cpp_rational& value() const noexcept { return value_; }
  [[nodiscard]] Terms lowest() const {
    if (!postponed_) return terms();
    std::call_once(postponed_->once, [&] { postponed_->lowest = lowest_terms(postponed_->terms); });
    return postponed_->lowest;
  }
  [[nodiscard]] Terms terms() const {
    return postponed_ ? postponed_->terms : Terms{numerator(value_), denominator(value_)};
  }
  [[nodiscard]] int sign() const noexcept {
    return postponed_ ? postponed_->terms.num.sign() : value_.sign();
  }

 private:
  struct Postponed {
    explicit Postponed(Terms its_terms) : terms(std::move(its_terms)) {}
    Terms terms;
    std::once_flag once;
    Terms lowest;
  };
  cpp_rational value_;
  std::unique_ptr<Postponed> postponed_;
};

namespace {

cpp_int floor_of(const Terms& terms) {
  cpp_int quotient;
  cpp_int rest;
  divide_qr(terms.num, terms.den, quotient, rest);
  if (rest < 0) --quotient;
  return quotient;
}

// The sum of fractions, neighbours pairwise, round by round: all numbers grow alike, so that few products are
// of large numbers; and nothing is reduced on the way.
Terms sum_of(std::vector<Terms> parts) {
  while (parts.size() > 1) {
    const std::size_t half = parts.size() / 2;
    for (std::size_t i = 0; i < half; ++i) {
      const Terms& a = parts[2 * i];
      const Terms& b = parts[2 * i + 1];
      parts[i] = Terms{a.num * b.den + b.num * a.den, a.den * b.den};
    }
    if (parts.size() % 2 == 1) parts[half] = std::move(parts.back());
    parts.resize(parts.size() - half);
  }
  return std::move(parts.front());
}

bool fits_int64(const cpp_int& value) {
  return value >= std::numeric_limits<std::int64_t>::min() &&
         value <= std::numeric_limits<std::int64_t>::max();
}

}  // namespace

Rational::Rational(Number number) : number_(std::make_shared<const Number>(std::move(number))) {}
Rational::Rational() : Rational(std::int64_t{0}) {}
Rational::Rational(std::int64_t whole) : Rational(Number(cpp_rational(whole))) {}
Rational::Rational(Ratio ratio) : Rational(Number(cpp_rational(cpp_int(ratio.num), cpp_int(ratio.den)))) {}

Rational Rational::from_int128(Int128 whole) {
  return Rational(Number(cpp_rational(cpp_int(whole))));
}

Rational Rational::mean(std::span<const Ratio> ratios) {
  // Equal denominators are added first: plans are often round, and then few denominators remain.
  std::vector<Ratio> sorted;
  sorted.reserve(ratios.size());
  for (const Ratio ratio : ratios)
    sorted.push_back(reduced(ratio));
  std::ranges::sort(sorted, {}, &Ratio::den);
  std::vector<Terms> parts;
  for (std::size_t first = 0, end = 0; first < sorted.size(); first = end) {
    Int128 sum = 0;
    for (; end < sorted.size() && sorted[end].den == sorted[first].den; ++end)
      sum += sorted[end].num;
    parts.push_back({cpp_int(sum), cpp_int(sorted[first].den)});
  }
  Terms terms = sum_of(std::move(parts));
  terms.den *= sorted.size();
  constexpr std::size_t reduced_at_once = 2048;
  if (msb(terms.den) < reduced_at_once) return Rational(Number(cpp_rational(terms.num, terms.den)));
  return Rational(Number(std::move(terms)));
}

std::string Rational::numerator_text() const {
  return number_->lowest().num.str();
}
std::string Rational::denominator_text() const {
  return number_->lowest().den.str();
}
Rational Rational::floor() const {
  return Rational(Number(cpp_rational(floor_of(number_->terms()))));
}
Rational Rational::ceil() const {
  Terms terms = number_->terms();
  terms.num = -terms.num;
  return Rational(Number(cpp_rational(-floor_of(terms))));
}
int Rational::sign() const noexcept {
  return number_->sign();
}

std::optional<std::int64_t> Rational::to_int64() const {
  const auto ratio = to_ratio();
  return ratio && ratio->den == 1 ? std::optional(ratio->num) : std::nullopt;
}

std::optional<Ratio> Rational::to_ratio() const {
  const auto [num, den] = number_->lowest();
  if (!fits_int64(num) || !fits_int64(den)) return std::nullopt;
  return Ratio{static_cast<std::int64_t>(num), static_cast<std::int64_t>(den)};
}

// What is computed from a number with postponed reduction has its reduction postponed too.
template <class OfValues, class OfTerms>
Rational Rational::combine(const Rational& a, const Rational& b, OfValues of_values, OfTerms of_terms) {
  if (!a.number_->is_postponed() && !b.number_->is_postponed())
    return Rational(Number(cpp_rational(of_values(a.number_->value(), b.number_->value()))));
  return Rational(Number(of_terms(a.number_->terms(), b.number_->terms())));
}

Rational Rational::operator-() const {
  return Rational(0) - *this;
}
Rational operator+(const Rational& a, const Rational& b) {
  return Rational::combine(
      a, b, [](const auto& x, const auto& y) { return x + y; },
      [](const Terms& x, const Terms& y) {
        return Terms{x.num * y.den + y.num * x.den, x.den * y.den};
      });
}
Rational operator-(const Rational& a, const Rational& b) {
  return Rational::combine(
      a, b, [](const auto& x, const auto& y) { return x - y; },
      [](const Terms& x, const Terms& y) {
        return Terms{x.num * y.den - y.num * x.den, x.den * y.den};
      });
}
Rational operator*(const Rational& a, const Rational& b) {
  return Rational::combine(
      a, b, [](const auto& x, const auto& y) { return x * y; },
      [](const Terms& x, const Terms& y) {
        return Terms{x.num * y.num, x.den * y.den};
      });
}
Rational operator/(const Rational& a, const Rational& b) {
  return Rational::combine(
      a, b, [](const auto& x, const auto& y) { return x / y; },
      [](const Terms& x, const Terms& y) {
        Terms quotient{x.num * y.den, x.den * y.num};
        if (quotient.den < 0) quotient = {-quotient.num, -quotient.den};
        return quotient;
      });
}
std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
  int order = 0;
  if (a.number_->is_postponed() || b.number_->is_postponed()) {
    const Terms x = a.number_->terms();
    const Terms y = b.number_->terms();
    order = cpp_int(x.num * y.den).compare(cpp_int(y.num * x.den));
  } else {
    order = a.number_->value().compare(b.number_->value());
  }
  return order < 0   ? std::strong_ordering::less
         : order > 0 ? std::strong_ordering::greater
                     : std::strong_ordering::equal;
}
bool operator==(const Rational& a, const Rational& b) {
  return std::is_eq(a <=> b);
}

}  // namespace giaingan::inline v1
