#include "simulation/behaviour_reader.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "input/text.hpp"

namespace giaingan::inline v1 {
namespace {

// What a list of texts says in units of 2^-24 or 2^-16.
std::vector<std::uint32_t> numbers(ObjectReader& reader, const char* key,
                                   std::optional<std::uint32_t> (*read)(Ratio) noexcept,
                                   const std::string& expected) {
  std::vector<std::uint32_t> read_numbers;
  for (const std::string& text : reader.texts(key)) {
    const auto ratio = parse_ratio(text);
    const auto number = ratio ? read(*ratio) : std::nullopt;
    if (number) {
      read_numbers.push_back(*number);
    } else {
      reader.problem(key, "simulation.number", in_quotes(text) + " is out of place", expected, "correct it");
    }
  }
  return read_numbers;
}

std::vector<std::uint32_t> factors(ObjectReader& reader, const char* key) {
  const std::string expected = "exact factors from 0 to 16, as \"85%\" or \"1.2\"";
  if (!reader.has(key)) return {factor_one};
  auto read = numbers(reader, key, factor_of, expected);
  if (read.empty() || read.size() > most_factors) {
    reader.problem(key, "simulation.factors", std::to_string(read.size()) + " factors",
                   "1 to 256, of which each is as likely as the others", "give so many");
    return {factor_one};
  }
  std::ranges::sort(read);
  return read;
}

AbsorptionClass read_curve(ObjectReader& reader) {
  AbsorptionClass of;
  const auto shares =
      numbers(reader, "shares", share_of, "exact shares of the plan from 0 to 1, as \"7.5%\"");
  if (shares.size() != of.share.size()) {
    reader.problem("shares", "simulation.shares", std::to_string(shares.size()) + " shares",
                   "13, one a month from January to the next January", "give a share for each month");
  } else {
    std::ranges::copy(shares, of.share.begin());
  }
  of.year_factors = factors(reader, "year_factors");
  of.month_factors = factors(reader, "month_factors");
  return of;
}

std::vector<ClassKey> read_class_by(ObjectReader& reader) {
  std::vector<ClassKey> keys;
  for (const std::string& text : reader.texts("class_by")) {
    const auto key = parse_class_key(text);
    if (key) {
      keys.push_back(*key);
    } else {
      reader.problem("class_by", "simulation.class_key", in_quotes(text) + " tells no classes apart",
                     "group, phase, priority, source, programme, carried_over, locality or owner",
                     "correct it");
    }
  }
  return keys;
}

// Curves that the document gives in place of fitted ones.
void read_curves(ReadingContext& context, ObjectReader& reader, AbsorptionModel& model) {
  for (const Node& item : reader.items("curves")) {
    ObjectReader curve(context, item);
    const std::string id = curve.has("class") ? curve.text("class") : "";
    const bool others = !curve.has("class");
    AbsorptionClass read = read_curve(curve);
    curve.finish();
    if (others) {
      model.others = std::move(read);
      continue;
    }
    read.id = id;
    const auto place = std::ranges::lower_bound(model.classes, id, {}, &AbsorptionClass::id);
    if (place != model.classes.end() && place->id == id) {
      *place = std::move(read);
    } else {
      model.classes.insert(place, std::move(read));
    }
  }
}

void quicken(AbsorptionClass& of, Ratio pace) {
  for (std::uint32_t& factor : of.year_factors) {
    const Int128 changed = Int128{factor} * pace.num / pace.den;
    factor = static_cast<std::uint32_t>(std::min<Int128>(changed, greatest_factor));
  }
}

std::optional<Ratio> read_pace(ObjectReader& reader, const char* key) {
  const Ratio pace = reader.ratio(key).value;
  if (factor_of(pace)) return pace;
  reader.problem(key, "simulation.pace", "the pace is out of place",
                 "an exact factor from 0 to 16, as \"80%\"", "correct it");
  return std::nullopt;
}

// Everything faster or slower, and single classes once more.
void read_paces(ReadingContext& context, ObjectReader& reader, AbsorptionModel& model) {
  if (reader.has("pace")) {
    if (const auto pace = read_pace(reader, "pace")) {
      for (AbsorptionClass& of : model.classes)
        quicken(of, *pace);
      quicken(model.others, *pace);
    }
  }
  for (const Node& item : reader.items("pace_of")) {
    ObjectReader one(context, item);
    const std::string id = one.text("class");
    const auto pace = read_pace(one, "pace");
    const auto place = std::ranges::find(model.classes, id, &AbsorptionClass::id);
    if (place == model.classes.end()) {
      std::string known;
      for (const AbsorptionClass& of : model.classes)
        known += (known.empty() ? "one of " : ", ") + of.id;
      one.problem("class", "simulation.unknown_class", "there is no class " + in_quotes(id), known,
                  "correct the id");
    } else if (pace) {
      quicken(*place, *pace);
    }
    one.finish();
  }
}

AbsorptionModel read_absorption(ReadingContext& context, ObjectReader& reader, const Portfolio& portfolio) {
  AbsorptionModel model = fit_absorption(portfolio, read_class_by(reader));
  read_curves(context, reader, model);
  read_paces(context, reader, model);
  return model;
}

}  // namespace

Behaviour read_behaviour(ReadingContext& context, const Node& node, const Portfolio& portfolio,
                         const HostBehaviour& host) {
  ObjectReader reader(context, node);
  enum class Kind { absorption, recorded, of_host };
  const auto kind = reader.choice<Kind>(
      "kind", {{"absorption", Kind::absorption}, {"recorded", Kind::recorded}, {"host", Kind::of_host}});
  Behaviour behaviour = RecordedBehaviour{};
  if (kind == Kind::absorption) behaviour = read_absorption(context, reader, portfolio);
  if (kind == Kind::of_host) {
    behaviour = host;
    if (!host)
      reader.problem("kind", "simulation.no_host", "nobody says how projects behave",
                     "a behaviour given by a host that calls the library", "choose another kind");
  }
  reader.finish();
  return behaviour;
}

}  // namespace giaingan::inline v1
