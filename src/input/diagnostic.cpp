#include "giaingan/input/diagnostic.hpp"

#include <utility>

namespace giaingan::inline v1 {
namespace {

/// Keeps a diagnostic on its one line whatever the input held.
std::string one_line(const std::string& text) {
  std::string line;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    line += byte < 0x20 || byte == 0x7f ? ' ' : c;
  }
  return line;
}

std::string place_text(const Place& place) {
  std::string text = place.file.empty() ? "input" : place.file;
  if (place.row > 0) text += ":" + std::to_string(place.row);
  if (!place.column.empty()) text += ": column " + place.column;
  if (!place.pointer.empty()) text += ": " + place.pointer;
  return text;
}

}  // namespace

std::string to_text(const Diagnostic& diagnostic) {
  std::string text = place_text(diagnostic.place) + ": " + diagnostic.message;
  if (!diagnostic.expected.empty()) text += "; expected " + diagnostic.expected;
  if (!diagnostic.remedy.empty()) text += "; " + diagnostic.remedy;
  return one_line(text + " [" + diagnostic.code + "]");
}

InvalidInput::InvalidInput(std::vector<Diagnostic> diagnostics) : diagnostics_(std::move(diagnostics)) {
  for (const Diagnostic& diagnostic : diagnostics_) {
    if (!text_.empty()) text_ += '\n';
    text_ += to_text(diagnostic);
  }
}

}  // namespace giaingan::inline v1
