#include "policy/origins.hpp"

#include <cstddef>
#include <utility>

namespace giaingan::inline v1 {

void OriginMarks::mark(Json& tree, const std::string& file, const std::string& pointer) {
  tree.origin = static_cast<std::int32_t>(places_.size());
  places_.push_back({.file = file, .pointer = pointer});
  for (auto& [name, value] : tree.members)
    mark(value, file, pointer_to(pointer, name));
  for (std::size_t i = 0; i < tree.items.size(); ++i)
    mark(tree.items[i], file, pointer_to(pointer, std::to_string(i)));
}

Origins::Origins(std::string file) {
  moved_[""] = {.file = std::move(file)};
}

Origins::Origins(const Json& tree, const OriginMarks& marks) {
  const Place& root = marks.of(tree);
  moved_[""] = root;
  note(tree, "", root.file, root.pointer, marks);
}

void Origins::note(const Json& json, const std::string& pointer, const std::string& expected_file,
                   const std::string& expected_pointer, const OriginMarks& marks) {
  const Place& written = marks.of(json);
  if (written.file != expected_file || written.pointer != expected_pointer) moved_[pointer] = written;
  const auto below = [&](const Json& child, const std::string& token) {
    note(child, pointer_to(pointer, token), written.file, pointer_to(written.pointer, token), marks);
  };
  for (const auto& [name, value] : json.members)
    below(value, name);
  for (std::size_t i = 0; i < json.items.size(); ++i)
    below(json.items[i], std::to_string(i));
}

Place Origins::at(std::string_view pointer) const {
  std::string_view above = pointer;
  auto found = moved_.find(above);
  while (found == moved_.end()) {
    const std::size_t last = above.rfind('/');
    above = last == std::string_view::npos ? std::string_view() : above.substr(0, last);
    found = moved_.find(above);
  }
  Place place = found->second;
  place.pointer += pointer.substr(above.size());
  return place;
}

}  // namespace giaingan::inline v1
