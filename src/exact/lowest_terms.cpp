#include "exact/lowest_terms.hpp"

#include "giaingan/exact/int128.hpp"

#include <cstddef>
#include <utility>

namespace giaingan::inline v1 {
namespace {

using boost::multiprecision::cpp_int;

std::size_t bits(const cpp_int& number) {
  return number == 0 ? 0 : msb(number) + 1;
}

cpp_int without_sign(cpp_int number) {
  if (number < 0) number = -number;
  return number;
}

// Whole numbers x, y turned into a·x + b·y and c·x + d·y, where ad − bc = ±1.
template <class Integer>
struct Steps {
  Integer a = 1;
  Integer b = 0;
  Integer c = 0;
  Integer d = 1;
};

// Two numbers with what was done to get them. Whatever steps are taken, none loses a common divisor or adds
// one, because each can be undone in whole numbers. That alone makes the result right; how well the steps are
// chosen decides only how soon it is there.
struct Pair {
  cpp_int x;
  cpp_int y;
  Steps<cpp_int> done;

  void take(const Steps<cpp_int>& steps) {
    const auto above = [&](const cpp_int& p, const cpp_int& q) { return cpp_int(steps.a * p + steps.b * q); };
    const auto below = [&](const cpp_int& p, const cpp_int& q) { return cpp_int(steps.c * p + steps.d * q); };
    x = above(x, std::exchange(y, below(x, y)));
    done.a = above(done.a, std::exchange(done.c, below(done.a, done.c)));
    done.b = above(done.b, std::exchange(done.d, below(done.b, done.d)));
    if (x < 0) negate(x, done.a, done.b);
    if (y < 0) negate(y, done.c, done.d);
    if (x < y) swap();
  }
  // One step of Euclid's. Needs y > 0.
  void divide() {
    cpp_int quotient;
    cpp_int rest;
    divide_qr(x, y, quotient, rest);
    x = std::move(rest);
    done.a -= quotient * done.c;
    done.b -= quotient * done.d;
    swap();
  }

 private:
  static void negate(cpp_int& number, cpp_int& of_first, cpp_int& of_second) {
    number = -number;
    of_first = -of_first;
    of_second = -of_second;
  }
  void swap() {
    x.swap(y);
    done.a.swap(done.c);
    done.b.swap(done.d);
  }
};

constexpr std::size_t few_bits = 120;

// Euclid's steps from numbers of few bits until the smaller has half as many.
Steps<cpp_int> half_of_few(Int128 x, Int128 y, std::size_t size) {
  Steps<Int128> done;
  while (y >> (size / 2) != 0) {
    const Int128 quotient = x / y;
    x = std::exchange(y, x - quotient * y);
    done.a = std::exchange(done.c, done.a - quotient * done.c);
    done.b = std::exchange(done.d, done.b - quotient * done.d);
  }
  return {cpp_int(done.a), cpp_int(done.b), cpp_int(done.c), cpp_int(done.d)};
}

// Steps that take x >= y >= 0 to numbers of about half as many bits (the half-gcd). Which steps Euclid's
// algorithm takes first is told by the leading digits alone: so a quarter of the bits is taken off by looking
// at the upper half, twice.
Steps<cpp_int> half(const cpp_int& x, const cpp_int& y) {
  const std::size_t size = bits(x);
  if (size <= few_bits) return half_of_few(static_cast<Int128>(x), static_cast<Int128>(y), size);
  Pair pair{x, y, {}};
  for (int quarter = 0; quarter < 2; ++quarter) {
    const std::size_t now = bits(pair.x);
    const std::size_t hidden = now > size / 2 ? now - size / 2 : 0;
    if (bits(pair.y) <= hidden) break;
    pair.take(half(pair.x >> hidden, pair.y >> hidden));
  }
  return std::move(pair.done);
}

}  // namespace

Terms lowest_terms(const Terms& terms) {
  if (terms.num < 0) {
    Terms positive = lowest_terms({-terms.num, terms.den});
    positive.num = -positive.num;
    return positive;
  }
  Pair pair{terms.num, terms.den, {}};
  pair.take({});  // the greater comes first
  while (pair.y != 0) {
    const std::size_t hidden = bits(pair.x) / 2;
    if (bits(pair.y) > hidden) pair.take(half(pair.x >> hidden, pair.y >> hidden));
    if (pair.y != 0) pair.divide();
  }
  // Now c·num + d·den = 0, and c and d have no common divisor since ad − bc = ±1.
  return {without_sign(std::move(pair.done.d)), without_sign(std::move(pair.done.c))};
}

}  // namespace giaingan::inline v1
