// Ranks two units that every double holds for equal, reads the policy that it is given, and a dataset that
// isn't there.
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include <giaingan/exact/ratio.hpp>
#include <giaingan/exact/rounding.hpp>
#include <giaingan/input/diagnostic.hpp>
#include <giaingan/io/dataset.hpp>
#include <giaingan/policy/policy.hpp>

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const giaingan::Ratio a{116'171'513'186, 190'445'000'000};
  const giaingan::Ratio b{93'382'510'791, 153'086'000'000};
  if (!(a > b)) return 1;
  if (giaingan::percent_text(giaingan::Ratio{7293, 22000}, 1, giaingan::Rounding::half_up) != "33.2")
    return 1;

  try {
    giaingan::Policy::from_json("{}");
    return 1;  // an empty policy must not be accepted
  } catch (const giaingan::InvalidInput&) {
  }

  try {
    giaingan::read_dataset("no such folder", 2024);
    return 1;  // a missing dataset must not be an empty one
  } catch (const giaingan::InvalidInput&) {
  }

  std::ifstream file(argv[1]);
  const std::string document{std::istreambuf_iterator<char>(file), {}};
  const auto policy = giaingan::Policy::from_json(document, argv[1]);
  std::cout << "giaingan C++: " << policy->id << ", year " << policy->year << '\n';
  return policy->year == 2024 ? 0 : 1;
}
