// Writes the synthetic city's dataset folder: make_example_city FOLDER
#include <exception>
#include <iostream>

#include "support/example_city.hpp"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: make_example_city FOLDER\n";
    return 2;
  }
  try {
    giaingan::example::write_example_city(argv[1]);
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
