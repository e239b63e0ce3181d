#include "oracle/facts.hpp"

namespace oracle {

Date last_day(int year, int month) {
  if (month == 13) return {year + 1, 1, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  const int days[] = {31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return {year, month, days[month - 1]};
}

int month_of(int year, Date day) {
  int last = 0;
  for (int month = 1; month <= 13; ++month) {
    if (last_day(year, month) <= day) last = month;
  }
  return last;
}

Integer floor(const Rational& value) {
  const Integer num = numerator(value);
  const Integer den = denominator(value);  // always above 0
  const Integer quotient = num / den;      // towards 0
  return (quotient * den > num) ? Integer(quotient - 1) : quotient;
}

Integer ceil(const Rational& value) {
  return -floor(-value);
}

}  // namespace oracle
