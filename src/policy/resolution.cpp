#include "policy/resolution.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <filesystem>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "policy/dating.hpp"
#include "policy/extension.hpp"

namespace giaingan::inline v1 {
namespace {

/// A parsed document with its name.
struct Parsed {
  std::string name;
  std::string_view text;
  Json tree;
};

/// Without `.` and what `..` takes back, so that one document has one name. Looks at no disk.
std::string plain_name(const std::string& name) {
  return std::filesystem::path(name).lexically_normal().generic_string();
}

/// `parent`, seen from the document `child`.
std::string name_from(const std::string& child, const std::string& parent) {
  return plain_name((std::filesystem::path(child).parent_path() / parent).generic_string());
}

void report_parent(const std::string& file, std::string code, std::string message, std::string expected,
                   std::string remedy, Problems& problems) {
  problems.add({std::move(code),
                {.file = file, .pointer = "/extends"},
                std::move(message),
                std::move(expected),
                std::move(remedy)});
}

std::string chain_text(const std::vector<Parsed>& chain, const std::string& last) {
  std::string text;
  for (const Parsed& each : chain)
    text += each.name + " extends ";
  return text + last;
}

const Json& unwrapped(const Json& json) {
  return is_wrapped_value(json) ? *json.find("value") : json;
}

/// Finds what can be told of a document before it is known what the others say.
class FirstLook {
 public:
  FirstLook(const Parsed& document, Problems& problems)
      : tree_(document.tree), file_(document.name), problems_(problems) {}

  /// Whether it is worth reading on.
  bool is_fit(bool extended) {
    const auto count = problems_.count();
    if (tree_.kind != Json::Kind::object) {
      wrong_value("", tree_, "an object");
      return false;
    }
    if (!is_of_a_later_version()) {
      if (extended) look_as_parent();
      look_for_idle_changes();
      look_at_partial(extended);
    }
    return problems_.count() == count;
  }

 private:
  void report(const std::string& pointer, std::string code, std::string message, std::string expected,
              std::string remedy) {
    problems_.add({std::move(code),
                   {.file = file_, .pointer = pointer},
                   std::move(message),
                   std::move(expected),
                   std::move(remedy)});
  }
  void wrong_value(const std::string& pointer, const Json& json, std::string expected) {
    report(pointer, "policy.wrong_value", shown(json) + " can't stand here", std::move(expected),
           "write one");
  }

  [[nodiscard]] std::optional<std::int64_t> version() const {
    const Json* member = tree_.find("schema");
    const Json* version = member == nullptr ? nullptr : &unwrapped(*member);
    if (version == nullptr || version->kind != Json::Kind::number || version->reported) return std::nullopt;
    std::int64_t number = 0;
    std::from_chars(version->text.data(), version->text.data() + version->text.size(), number);
    return number;
  }

  /// Nothing else can be said of a document whose form isn't known yet.
  bool is_of_a_later_version() {
    const std::int64_t given = version().value_or(0);
    if (given <= schema_version) return false;
    report("/schema", "policy.future_schema",
           "the document is of version " + std::to_string(given) + " of the form of policies",
           "version " + std::to_string(schema_version) + ", the only one that this giaingan understands",
           "use a later giaingan, or write the document in version " + std::to_string(schema_version));
    return true;
  }

  void look_as_parent() {
    for (const std::string key : {"schema", "id", "title"}) {
      if (tree_.find(key) != nullptr) continue;
      report("", "policy.missing_key", "the key \"" + key + "\" is missing", "a value for it",
             "add \"" + key + "\"");
    }
    if (const Json* given = tree_.find("schema"); given != nullptr && version() != schema_version)
      wrong_value("/schema", *given, "version " + std::to_string(schema_version));
  }

  void look_at_partial(bool extended) {
    const Json* partial = tree_.find("partial");
    if (partial == nullptr) return;
    if (partial->kind != Json::Kind::boolean) {
      wrong_value("/partial", *partial, "true or false");
    } else if (partial->boolean && !extended) {
      report("/partial", "policy.partial", "this is a part of policies, not a policy by itself",
             "a document that extends it",
             "name a document that extends it, or complete it and delete \"partial\"");
    }
  }

  void look_for_idle_changes() {
    if (tree_.find("extends") != nullptr) return;
    for (const std::string key : {"adds", "overrides", "removes"}) {
      if (tree_.find(key) == nullptr) continue;
      report("/" + key, "policy.extends_nothing", "there is nothing that \"" + key + "\" could concern",
             "\"extends\" with the name of another document",
             "say what the document extends, or write the values in place");
    }
  }

  const Json& tree_;
  const std::string& file_;
  Problems& problems_;
};

/// The policy, its parent, its parent's parent …; nothing if one is missing or unfit.
std::optional<std::vector<Parsed>> read_chain(std::span<const NamedDocument> documents, const Limits& limits,
                                              Problems& problems) {
  std::vector<Parsed> chain;
  const NamedDocument* next = &documents.front();
  std::string name = next->name;
  for (;;) {
    auto tree = parse_json(next->text, name, limits, problems);
    if (!tree) return std::nullopt;
    chain.push_back({name, next->text, std::move(*tree)});
    const Parsed& child = chain.back();
    if (!FirstLook(child, problems).is_fit(chain.size() > 1)) return std::nullopt;
    const Json* extends = child.tree.find("extends");
    if (extends == nullptr) return chain;
    if (extends->kind != Json::Kind::string || extends->text.empty()) {
      report_parent(name, "policy.wrong_value", shown(*extends) + " can't stand here",
                    "the name of the document that this one extends", "write one", problems);
      return std::nullopt;
    }
    const std::string parent = name_from(name, extends->text);
    const auto is_named = [&](const auto& each) { return plain_name(each.name) == parent; };
    if (std::ranges::any_of(chain, is_named)) {
      report_parent(chain.front().name, "policy.extends_cycle",
                    "the documents extend one another in a circle: " + chain_text(chain, parent),
                    "a document that extends nothing at the end", "delete one of the \"extends\"", problems);
      return std::nullopt;
    }
    const auto found = std::ranges::find_if(documents, is_named);
    if (found == documents.end()) {
      report_parent(name, "policy.missing_parent", "the document " + parent + " was not given",
                    "every document that is extended: " + chain_text(chain, parent),
                    "give it under that name, or mend \"extends\"", problems);
      return std::nullopt;
    }
    next = &*found;
    name = parent;
  }
}

void check_year(const std::vector<Parsed>& chain, Problems& problems) {
  const Json* year = chain.front().tree.find("year");
  for (const Parsed& parent : chain) {
    const Json* other = parent.tree.find("year");
    if (year == nullptr || other == nullptr) continue;
    const std::string ours = shown(unwrapped(*year));
    const std::string theirs = shown(unwrapped(*other));
    if (ours == theirs) continue;
    problems.add({.code = "policy.other_year",
                  .place = Place{.file = parent.name, .pointer = "/year"},
                  .message = "this document is of " + theirs + ", but " + chain.front().name +
                             ", which extends it, of " + ours,
                  .expected = "documents of one budget year",
                  .remedy = "extend another, or leave \"year\" out where the values are of any year"});
  }
}

void report_no_day(const std::string& file, const std::set<Date>& changes, Problems& problems) {
  std::string days;
  for (const Date each : changes)
    days += (days.empty() ? "" : ", ") + each.text();
  problems.add({.code = "policy.no_day",
                .place = Place{.file = file},
                .message = "the policy has values that hold from or to a day, and no day is asked about",
                .expected = "a day; what holds changes on " + days,
                .remedy = "say which day's policy is meant"});
}

void report_second_of_a_name(std::span<const NamedDocument> documents, Problems& problems) {
  std::set<std::string> names;
  for (const NamedDocument& document : documents) {
    if (names.insert(plain_name(document.name)).second) continue;
    problems.add({.code = "policy.given_twice",
                  .place = Place{.file = document.name},
                  .message = "two documents were given under this name",
                  .expected = "every document once, under a name of its own",
                  .remedy = "leave one of them out, or rename it"});
  }
}

/// What the documents are known by.
std::vector<NamedDigest> digests_of(const std::vector<Parsed>& chain) {
  std::vector<NamedDigest> digests;
  digests.reserve(chain.size());
  for (const Parsed& each : chain) {
    const Json* id = each.tree.find("id");
    digests.push_back({id == nullptr ? "" : unwrapped(*id).text, sha256(each.text)});
  }
  return digests;
}

/// One tree of all that the documents say. @pre every value is marked
Json merged(std::vector<Parsed> chain, const OriginMarks& marks, const Limits& limits, Problems& problems) {
  Json whole{.kind = Json::Kind::object, .origin = chain.front().tree.origin};
  for (auto& member : chain.front().tree.members) {
    const auto spent = {"extends", "adds", "overrides", "removes", "partial"};
    const bool kept = is_of_its_document(member.name) && std::ranges::find(spent, member.name) == spent.end();
    if (kept) whole.members.push_back(member);
  }
  Json inherited{.kind = Json::Kind::object, .origin = chain.back().tree.origin};
  for (; !chain.empty(); chain.pop_back())
    extend(inherited, std::move(chain.back().tree), marks, limits, problems);
  std::ranges::move(inherited.members, std::back_inserter(whole.members));
  return whole;
}

}  // namespace

std::optional<std::string> parent_of(std::string_view document, const std::string& name,
                                     const Limits& limits) {
  Problems unreported(limits);
  const auto tree = parse_json(document, name, limits, unreported);
  const Json* parent = tree ? tree->find("extends") : nullptr;
  if (parent == nullptr || parent->kind != Json::Kind::string || parent->text.empty()) return std::nullopt;
  return name_from(name, parent->text);
}

std::set<Date> days_of_change(std::span<const NamedDocument> documents, const Limits& limits,
                              Problems& problems) {
  std::set<Date> days;
  const auto chain = read_chain(documents, limits, problems);
  if (!chain) return days;
  for (const Parsed& document : *chain)
    days.merge(days_of_change(document.tree));
  return days;
}

std::optional<Resolution> resolve(std::span<const NamedDocument> documents, std::optional<Date> day,
                                  const Limits& limits, Problems& problems) {
  report_second_of_a_name(documents, problems);
  auto chain = read_chain(documents, limits, problems);
  if (!chain) return std::nullopt;
  const bool dated = std::ranges::any_of(*chain, [](const Parsed& each) { return has_dates(each.tree); });
  std::vector<NamedDigest> sources = digests_of(*chain);
  if (!dated && chain->size() == 1) {
    Parsed& alone = chain->front();
    return Resolution{std::move(alone.tree), Origins(alone.name), std::move(sources), {}};
  }
  // Texts that are wrong by themselves would be found wrong a second time.
  if (!problems.empty()) return std::nullopt;
  const std::string file = chain->front().name;
  OriginMarks marks;
  std::set<Date> changes;
  for (Parsed& document : *chain) {
    marks.mark(document.tree, document.name);
    check_dates(document.tree, marks, problems);
    if (day) require_to_hold(document.tree, *day, marks, problems);
    changes.merge(days_of_change(document.tree));
  }
  check_year(*chain, problems);
  Json tree = merged(std::move(*chain), marks, limits, problems);
  // A day may have come to its object from another document.
  if (problems.empty()) check_dates(tree, marks, problems);
  changes.merge(days_of_change(tree));
  const bool depends_on_day = dated || !changes.empty() || has_dates(tree);
  if (depends_on_day && !day) report_no_day(file, changes, problems);
  if (!problems.empty()) return std::nullopt;
  if (depends_on_day) keep_what_holds(tree, *day, marks, problems);
  if (!problems.empty()) return std::nullopt;
  Origins origins(tree, marks);
  return Resolution{std::move(tree), std::move(origins), std::move(sources), dated ? day : std::nullopt};
}

}  // namespace giaingan::inline v1
