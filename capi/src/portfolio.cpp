#include "giaingan/io/dataset.hpp"

#include <filesystem>
#include <string_view>
#include <utility>
#include <vector>

#include "dataset_tables.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "loading.hpp"
#include "table_input.hpp"

using namespace giaingan;
using namespace giaingan::capi;

namespace {

/// Adds a table's columns; wrong ones leave the builder as it was.
void add_table(giaingan_builder& target, const AddTable add, std::string_view name,
               std::vector<ColumnView> columns) {
  TableInput input{std::string(name), std::move(columns), target.budget_year};
  add(target.rows, input);
  for (Diagnostic& problem : input.value_problems())
    target.rows.add_problem(std::move(problem));
}

}  // namespace

int giaingan::capi::checked_year(int32_t budget_year) {
  if (budget_year < 1900 || budget_year > 9000) {
    throw InvalidArgument("budget_year " + std::to_string(budget_year) + " is not between 1900 and 9000");
  }
  return budget_year;
}

giaingan_status giaingan_portfolio_read(const char* folder, int32_t budget_year,
                                        giaingan_portfolio** portfolio, giaingan_error** error) {
  if (portfolio != nullptr) *portfolio = nullptr;
  return guarded(error, [&] {
    giaingan_portfolio*& out = required(portfolio, "portfolio");
    const std::filesystem::path path(text_of(folder, -1, "folder"));
    out = new giaingan_portfolio(read_dataset(path, checked_year(budget_year)));
  });
}

giaingan_portfolio* giaingan_portfolio_retain(giaingan_portfolio* portfolio) {
  return retain(portfolio);
}
void giaingan_portfolio_release(giaingan_portfolio* portfolio) {
  release(portfolio);
}

giaingan_status giaingan_builder_create(int32_t budget_year, giaingan_builder** builder,
                                        giaingan_error** error) {
  if (builder != nullptr) *builder = nullptr;
  return guarded(error, [&] {
    giaingan_builder*& out = required(builder, "builder");
    const int year = checked_year(budget_year);
    out = new giaingan_builder{year, PortfolioBuilder(year)};
  });
}

giaingan_status giaingan_builder_add(giaingan_builder* builder, const char* table,
                                     const giaingan_column* columns, int64_t column_count,
                                     giaingan_error** error) {
  return guarded(error, [&] {
    giaingan_builder& target = required(builder, "builder");
    const std::string_view name = text_of(table, -1, "table");
    const AddTable add = table_named(name);
    add_table(target, add, name, columns_of(columns, column_count));
  });
}

giaingan_status giaingan_builder_add_arrow(giaingan_builder* builder, const char* table,
                                           const ArrowSchema* schema, const ArrowArray* array,
                                           giaingan_error** error) {
  return guarded(error, [&] {
    giaingan_builder& target = required(builder, "builder");
    const std::string_view name = text_of(table, -1, "table");
    const AddTable add = table_named(name);
    add_table(target, add, name, columns_of(required(schema, "schema"), required(array, "array")));
  });
}

giaingan_status giaingan_builder_finish(giaingan_builder* builder, giaingan_portfolio** portfolio,
                                        giaingan_error** error) {
  if (portfolio != nullptr) *portfolio = nullptr;
  return guarded(error, [&] {
    giaingan_builder& source = required(builder, "builder");
    giaingan_portfolio*& out = required(portfolio, "portfolio");
    require_open(source.watch);
    const Watching watching(source.watch.get());
    PortfolioBuilder next(source.budget_year, source.limits);
    std::swap(next, source.rows);
    out = new giaingan_portfolio(std::move(next).build(), source.watch);
  });
}

void giaingan_builder_release(giaingan_builder* builder) {
  delete builder;
}
