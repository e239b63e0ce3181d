#include "io/icalendar_writer.hpp"

#include <cstddef>

namespace giaingan::inline v1 {
namespace {

constexpr std::size_t longest_line = 75;  // octets without the line break (§3.1)

bool continues_character(char byte) noexcept {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

bool is_forbidden(char byte) noexcept {
  return (static_cast<unsigned char>(byte) < ' ' && byte != '\t') || byte == '\x7F';
}

std::string escaped(std::string_view value) {
  std::string text;
  for (std::size_t at = 0; at < value.size(); ++at) {
    const char byte = value[at];
    if (byte == '\\' || byte == ';' || byte == ',') {
      text += {'\\', byte};
    } else if (byte == '\n' || byte == '\r') {
      if (byte == '\r' && at + 1 < value.size() && value[at + 1] == '\n') ++at;
      text += "\\n";
    } else if (is_forbidden(byte)) {
      text += "\uFFFD";
    } else {
      text += byte;
    }
  }
  return text;
}

/// How many bytes of a line fit into so many octets without cutting a character.
std::size_t that_fit(std::string_view line, std::size_t octets) noexcept {
  if (line.size() <= octets) return line.size();
  std::size_t cut = octets;
  while (cut > 0 && continues_character(line[cut]))
    --cut;
  return cut == 0 ? octets : cut;  // no text in UTF-8 has so many continuing bytes
}

}  // namespace

void ICalendarWriter::line(std::string_view name, std::string_view value) {
  std::string whole(name);
  whole.append(":").append(value);
  std::string_view rest = whole;
  for (std::size_t octets = longest_line; !rest.empty(); octets = longest_line - 1) {
    const std::size_t cut = that_fit(rest, octets);
    if (octets != longest_line) stream_ += ' ';
    stream_.append(rest.substr(0, cut)).append("\r\n");
    rest.remove_prefix(cut);
  }
}

void ICalendarWriter::text(std::string_view name, std::string_view value) {
  line(name, escaped(value));
}

}  // namespace giaingan::inline v1
