#include "giaingan/assessment/rated_row.hpp"
#include "giaingan/rules/rating_columns.hpp"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "guard.hpp"
#include "handles.hpp"
#include "result_tables.hpp"

using namespace giaingan;
using namespace giaingan::capi;

// Ratings with what they were made of, so that one of them can be explained.
struct giaingan_ratings {
  Policy policy;
  std::vector<MetricColumn> metrics;
  RatedColumns rated;
  std::atomic<std::int64_t> owners{1};
};

namespace {

constexpr std::ptrdiff_t value_bytes = 8;

std::string name_of(const char* list, std::size_t index) {
  return std::string(list) + "[" + std::to_string(index) + "]";
}

void check_column(const giaingan_column& column, const std::string& name, std::int64_t length) {
  if (column.type != GIAINGAN_INT64) throw InvalidArgument(name + " is not GIAINGAN_INT64");
  if (column.length != length) {
    throw InvalidArgument(name + " has " + std::to_string(column.length) + " rows, metrics[0] has " +
                          std::to_string(length));
  }
  if (column.stride < 0 || column.stride % value_bytes != 0)
    throw InvalidArgument(name + " has a stride that is no multiple of 8");
  if (reinterpret_cast<std::uintptr_t>(column.data) % alignof(std::int64_t) != 0)
    throw InvalidArgument(name + " has data that doesn't lie at a multiple of 8");
}

std::ptrdiff_t values_between(const giaingan_column& column) {
  return column.stride == 0 ? 1 : column.stride / value_bytes;
}

const std::int64_t* values_of(const giaingan_column& column) {
  return static_cast<const std::int64_t*>(column.data);
}

MetricColumn metric_column(std::span<const giaingan_column> metrics, const giaingan_column* denominators,
                           std::size_t index, std::int64_t length) {
  const giaingan_column& column = metrics[index];
  const std::string name = name_of("metrics", index);
  check_column(column, name, length);
  if (column.data == nullptr && length > 0) throw InvalidArgument(name + " has no data");
  MetricColumn made{.metric = std::string(text_of(column.name, -1, name + ".name")),
                    .num = values_of(column),
                    .den = nullptr,
                    .valid = column.valid,
                    .num_stride = values_between(column)};
  if (denominators == nullptr || denominators[index].data == nullptr) return made;
  const giaingan_column& den = denominators[index];
  check_column(den, name_of("denominators", index), length);
  if (den.valid != nullptr)
    throw InvalidArgument(name_of("denominators", index) + " has `valid`: the metric's says what is missing");
  made.den = values_of(den);
  made.den_stride = values_between(den);
  return made;
}

std::vector<MetricColumn> metric_columns(std::span<const giaingan_column> metrics,
                                         const giaingan_column* denominators, std::int64_t length) {
  std::vector<MetricColumn> made;
  for (std::size_t i = 0; i < metrics.size(); ++i)
    made.push_back(metric_column(metrics, denominators, i, length));
  return made;
}

const EvaluationPolicy& rubric_of(const Policy& policy) {
  if (!policy->evaluation) throw InvalidArgument("the policy has no section \"evaluation\"");
  return *policy->evaluation;
}

Subject subject_of(giaingan_subject subject, const EvaluationPolicy& rubric) {
  if (subject == GIAINGAN_SUBJECT_COLLECTIVE) return Subject::collective;
  if (subject != GIAINGAN_SUBJECT_HEAD)
    throw InvalidArgument("subject is " + std::to_string(subject) + ", no GIAINGAN_SUBJECT_ value");
  if (rubric.heads == Heads::not_rated) throw InvalidArgument("the policy doesn't rate heads");
  return Subject::head;
}

/// The classes that heads are held to; empty if nobody is.
std::span<const std::int16_t> classes_to_hold_to(const giaingan_ratings* collectives, Subject subject,
                                                 const EvaluationPolicy& rubric, std::int64_t length) {
  const bool wanted = subject == Subject::head && rubric.heads == Heads::not_above_collective;
  if (!wanted && collectives != nullptr)
    throw InvalidArgument("collectives is not NULL, but nobody is held to a collective's class");
  if (!wanted) return {};
  const RatedColumns& rated = required(collectives, "collectives").rated;
  if (rated.subject != Subject::collective) throw InvalidArgument("collectives are ratings of heads");
  if (&rubric != &rubric_of(collectives->policy))
    throw InvalidArgument("collectives were rated under another policy");
  if (std::cmp_not_equal(rated.units, length)) {
    throw InvalidArgument("collectives has " + std::to_string(rated.units) + " rows, metrics[0] has " +
                          std::to_string(length));
  }
  return rated.class_final;
}

template <class T>
giaingan_column lent(const char* name, std::span<const T> values, giaingan_type type) {
  return {.name = name,
          .data = values.data(),
          .offsets = nullptr,
          .valid = nullptr,
          .length = static_cast<std::int64_t>(values.size()),
          .stride = 0,
          .type = type};
}

giaingan_column column_named(const RatedColumns& rated, std::string_view name) {
  if (name == "total_num") return lent("total_num", rated.total_num, GIAINGAN_INT64);
  if (name == "total_den") return lent("total_den", std::span(rated.total_den), GIAINGAN_INT64);
  if (name == "class_by_total") return lent("class_by_total", rated.class_by_total, GIAINGAN_INT16);
  if (name == "class_after_limits")
    return lent("class_after_limits", rated.class_after_limits, GIAINGAN_INT16);
  if (name == "class") return lent("class", rated.class_final, GIAINGAN_INT16);
  throw InvalidArgument("ratings have no column \"" + std::string(name) +
                        "\"; there are total_num, total_den, class_by_total, class_after_limits and class");
}

/// The place of a part of the rubric by its id.
template <class Part>
std::size_t place_of(const std::vector<Part>& parts, std::string_view id, const char* what) {
  const auto found = std::ranges::find(parts, id, &Part::id);
  if (found == parts.end())
    throw InvalidArgument("the rubric has no " + std::string(what) + " \"" + std::string(id) + "\"");
  return static_cast<std::size_t>(found - parts.begin());
}

/// A column of a part of the rubric, which must concern the subject.
template <class T>
giaingan_column lent_part(const std::string& id, std::span<const T> values, giaingan_type type,
                          const RatedColumns& rated) {
  if (values.data() == nullptr && rated.units > 0)
    throw InvalidArgument("\"" + id + "\" doesn't concern a " + subject_text(rated.subject));
  return lent(id.c_str(), values, type);
}

std::int64_t number(std::size_t place) {
  return static_cast<std::int64_t>(place);
}

struct BandOfCriterion {
  std::size_t criterion;
  ScoreBand band;  ///< of a row of a table, which has bounds of several metrics: without bounds
};

void add_criteria(ResultTables& result, const EvaluationPolicy& rubric, const RatedColumns& rated) {
  using Row = const Criterion&;
  TableOutput& criteria = result.table("criteria");
  add_column(criteria, "criterion", GIAINGAN_UTF8, rubric.criteria, [](Row row) { return row.id; });
  add_exact_columns(criteria, "weight_", rubric.criteria, [](Row row) { return Rational(row.weight); });
  ColumnOutput& concerns = criteria.column("concerns_subject", GIAINGAN_BOOL);
  std::vector<BandOfCriterion> bands;
  for (std::size_t i = 0; i < rubric.criteria.size(); ++i) {
    concerns.add(rated.units == 0 || !rated.bands[i].empty());
    if (const auto* banded = std::get_if<BandedScore>(&rubric.criteria[i].score)) {
      for (const ScoreBand& band : banded->bands)
        bands.push_back({i, band});
    } else if (const auto* rows = std::get_if<TabledScore>(&rubric.criteria[i].score)) {
      for (const TableRow& row : rows->rows)
        bands.push_back({i, {.id = row.id, .interval = {}, .points = row.points, .points_to = {}}});
    }
  }
  using BandRow = const BandOfCriterion&;
  const auto exact = [](const std::optional<Ratio>& number) {
    return number ? std::optional(Rational(*number)) : std::nullopt;
  };
  TableOutput& table = result.table("bands");
  add_column(table, "criterion_row", GIAINGAN_INT64, bands,
             [](BandRow row) { return number(row.criterion); });
  add_column(table, "band", GIAINGAN_UTF8, bands, [](BandRow row) { return row.band.id; });
  add_exact_columns(table, "from_", bands, [&](BandRow row) { return exact(row.band.interval.from); });
  add_exact_columns(table, "to_", bands, [&](BandRow row) { return exact(row.band.interval.to); });
  add_exact_columns(table, "points_", bands, [](BandRow row) { return Rational(row.band.points); });
  add_exact_columns(table, "points_to_", bands, [&](BandRow row) { return exact(row.band.points_to); });
}

void add_limits(ResultTables& result, const EvaluationPolicy& rubric) {
  TableOutput& table = result.table("limits");
  std::vector<const ClassLimit*> rows;
  rows.reserve(rubric.vetoes.size() + rubric.caps.size());
  for (const ClassLimit& veto : rubric.vetoes)
    rows.push_back(&veto);
  for (const ClassLimit& cap : rubric.caps)
    rows.push_back(&cap);
  using Row = const ClassLimit* const&;
  add_column(table, "limit", GIAINGAN_UTF8, rows, [](Row row) { return row->id; });
  ColumnOutput& veto = table.column("veto", GIAINGAN_BOOL);
  for (std::size_t i = 0; i < rows.size(); ++i)
    veto.add(i < rubric.vetoes.size());
  add_column(table, "class_row", GIAINGAN_INT64, rows, [](Row row) { return number(row->limit); });
}

void add_quotas(ResultTables& result, const EvaluationPolicy& rubric, const RatedColumns& rated) {
  using Row = const QuotaOutcome&;
  const auto& rows = rated.quotas;
  TableOutput& table = result.table("quotas");
  add_column(table, "quota", GIAINGAN_UTF8, rows, [&](Row row) { return rubric.quotas[row.quota].id; });
  add_column(table, "class_row", GIAINGAN_INT64, rows,
             [&](Row row) { return number(rubric.quotas[row.quota].rated); });
  add_column(table, "base_class_row", GIAINGAN_INT64, rows,
             [&](Row row) { return number(rubric.quotas[row.quota].base_class); });
  add_column(table, "qualifying", GIAINGAN_INT64, rows, [](Row row) { return row.qualifying; });
  add_column(table, "in_base", GIAINGAN_INT64, rows, [](Row row) { return row.in_base; });
  add_column(table, "allowed", GIAINGAN_INT64, rows, [](Row row) { return row.allowed; });
  add_column(table, "kept", GIAINGAN_INT64, rows, [](Row row) { return row.kept; });
  add_exact_columns(table, "line_", rows, [](Row row) { return row.line; });
}

ResultTables legend_of(const giaingan_ratings& ratings) {
  const EvaluationPolicy& rubric = rubric_of(ratings.policy);
  ResultTables result;
  add_criteria(result, rubric, ratings.rated);
  add_column(result.table("classes"), "class", GIAINGAN_UTF8, rubric.classes,
             [](const RatingClass& row) { return row.id; });
  add_limits(result, rubric);
  add_quotas(result, rubric, ratings.rated);
  return result;
}

}  // namespace

giaingan_status giaingan_ratings_create(const giaingan_policy* policy, giaingan_subject subject,
                                        const giaingan_ratings* collectives, const giaingan_column* metrics,
                                        const giaingan_column* denominators, int64_t metric_count,
                                        giaingan_ratings** ratings, giaingan_error** error) {
  if (ratings != nullptr) *ratings = nullptr;
  return guarded(error, [&] {
    giaingan_ratings*& out = required(ratings, "ratings");
    const Policy& rules = required(policy, "policy").value;
    const EvaluationPolicy& rubric = rubric_of(rules);
    const Subject who = subject_of(subject, rubric);
    if (metric_count < 1) throw InvalidArgument("metric_count is " + std::to_string(metric_count));
    const std::int64_t length = required(metrics, "metrics").length;
    if (length < 0 || length > std::numeric_limits<std::int32_t>::max())
      throw InvalidArgument("metrics[0] has " + std::to_string(length) + " rows, not 0 to 2^31 - 1");
    auto columns = metric_columns({metrics, static_cast<std::size_t>(metric_count)}, denominators, length);
    const auto held_to = classes_to_hold_to(collectives, who, rubric, length);
    RatedColumns rated = rate_columns(rubric, who, columns, static_cast<std::size_t>(length), held_to);
    out = new giaingan_ratings{rules, std::move(columns), std::move(rated)};
  });
}

giaingan_ratings* giaingan_ratings_retain(giaingan_ratings* ratings) {
  return retain(ratings);
}
void giaingan_ratings_release(giaingan_ratings* ratings) {
  release(ratings);
}

giaingan_status giaingan_ratings_column(const giaingan_ratings* ratings, const char* name,
                                        giaingan_column* column, giaingan_error** error) {
  return guarded(error, [&] {
    const giaingan_ratings& of = required(ratings, "ratings");
    const std::string_view wanted = text_of(name, -1, "name");
    required(column, "column") = column_named(of.rated, wanted);
  });
}

giaingan_status giaingan_ratings_bands(const giaingan_ratings* ratings, const char* criterion,
                                       giaingan_column* column, giaingan_error** error) {
  return guarded(error, [&] {
    const giaingan_ratings& of = required(ratings, "ratings");
    const std::string_view wanted = text_of(criterion, -1, "criterion");
    giaingan_column& out = required(column, "column");
    const auto& criteria = rubric_of(of.policy).criteria;
    const std::size_t place = place_of(criteria, wanted, "criterion");
    out = lent_part(criteria[place].id, of.rated.bands[place], GIAINGAN_INT16, of.rated);
  });
}

giaingan_status giaingan_ratings_limit(const giaingan_ratings* ratings, int64_t limit,
                                       giaingan_column* column, giaingan_error** error) {
  return guarded(error, [&] {
    const giaingan_ratings& of = required(ratings, "ratings");
    giaingan_column& out = required(column, "column");
    const EvaluationPolicy& rubric = rubric_of(of.policy);
    if (limit < 0 || std::cmp_greater_equal(limit, of.rated.limits.size())) {
      throw InvalidArgument("there is no limit " + std::to_string(limit) + " of " +
                            std::to_string(of.rated.limits.size()));
    }
    const auto place = static_cast<std::size_t>(limit);
    const std::size_t vetoes = rubric.vetoes.size();
    const ClassLimit& one = place < vetoes ? rubric.vetoes[place] : rubric.caps[place - vetoes];
    out = lent_part(one.id, of.rated.limits[place], GIAINGAN_INT8, of.rated);
  });
}

giaingan_status giaingan_ratings_demoted(const giaingan_ratings* ratings, const char* quota,
                                         giaingan_column* column, giaingan_error** error) {
  return guarded(error, [&] {
    const giaingan_ratings& of = required(ratings, "ratings");
    const std::string_view wanted = text_of(quota, -1, "quota");
    giaingan_column& out = required(column, "column");
    const auto& quotas = rubric_of(of.policy).quotas;
    const std::size_t place = place_of(quotas, wanted, "quota");
    out = lent_part(quotas[place].id, of.rated.demoted[place], GIAINGAN_INT8, of.rated);
  });
}

giaingan_status giaingan_ratings_legend(const giaingan_ratings* ratings, giaingan_result** result,
                                        giaingan_error** error) {
  if (result != nullptr) *result = nullptr;
  return guarded(error, [&] {
    const giaingan_ratings& of = required(ratings, "ratings");
    giaingan_result*& out = required(result, "result");
    out = new_result(of.policy, {}, legend_of(of));
  });
}

giaingan_status giaingan_ratings_explain(const giaingan_ratings* ratings, int64_t row, const char* unit,
                                         giaingan_result** result, giaingan_error** error) {
  if (result != nullptr) *result = nullptr;
  return guarded(error, [&] {
    const giaingan_ratings& of = required(ratings, "ratings");
    const std::string name(text_of(unit, -1, "unit"));
    giaingan_result*& out = required(result, "result");
    if (row < 0 || std::cmp_greater_equal(row, of.rated.units))
      throw InvalidArgument("there is no row " + std::to_string(row) + " of " +
                            std::to_string(of.rated.units));
    const EvaluationResult found =
        evaluate_row(rubric_of(of.policy), of.metrics, static_cast<std::size_t>(row), name);
    out = new_result(of.policy, rated_row_document(of.policy, found), tables_of(of.policy, found));
  });
}
