/* What `./dev demo` prints, through the C ABI alone, in C99: the ranking of a city's year, who is below the
   average and why, month by month, the three rounds one after another, the evaluation; tables and evidence in
   words. Before that, a portfolio from columns and what errors look like. Ends with "demo: ok"; any failure
   ends the program. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "giaingan.h"

static void fail(const char* what, giaingan_error* error) {
  fprintf(stderr, "%s: %s: %s\n", what, giaingan_status_text(giaingan_error_status(error)),
          giaingan_error_text(error));
  giaingan_error_release(error);
  exit(1);
}

static void require(int truth, const char* what) {
  if (!truth) {
    fprintf(stderr, "not so: %s\n", what);
    exit(1);
  }
}

static char* read_file(const char* path, int64_t* size) {
  FILE* file = fopen(path, "rb");
  char* text;
  long length;
  if (file == NULL) {
    fprintf(stderr, "can't read %s\n", path);
    exit(1);
  }
  fseek(file, 0, SEEK_END);
  length = ftell(file);
  rewind(file);
  text = (char*)malloc((size_t)length + 1);
  if (text == NULL || fread(text, 1, (size_t)length, file) != (size_t)length) exit(1);
  text[length] = '\0';
  *size = length;
  fclose(file);
  return text;
}

/* Amounts of 3 owners with one allocation each, of which "b" is below the average from January to March. */
static giaingan_portfolio* portfolio_from_columns(int32_t year) {
  static const char ids[] = "abc";
  static const int64_t id_offsets[] = {0, 1, 2, 3};
  static const char kinds[] = "ownerownerowner";
  static const int64_t kind_offsets[] = {0, 5, 10, 15};
  static const int64_t plans[] = {1000000000, 2000000000, 3000000000};
  /* Allocations a, b, c at the ends of January, February and March, in an array of structs: strided columns.
   */
  struct figure {
    int32_t month;
    int32_t unused;
    int64_t disbursed;
  };
  static const struct figure figures[] = {{1, 0, 200000000}, {2, 0, 400000000},  {3, 0, 600000000},
                                          {1, 0, 100000000}, {2, 0, 200000000},  {3, 0, 300000000},
                                          {1, 0, 600000000}, {2, 0, 1200000000}, {3, 0, 1800000000}};
  static const char nine[] = "aaabbbccc";
  static const int64_t nine_offsets[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
  giaingan_column units[2];
  giaingan_column allocations[4];
  giaingan_column disbursements[3];
  giaingan_builder* builder = NULL;
  giaingan_portfolio* portfolio = NULL;
  giaingan_error* error = NULL;
  memset(units, 0, sizeof units);
  memset(allocations, 0, sizeof allocations);
  memset(disbursements, 0, sizeof disbursements);

  units[0].name = "unit";
  units[0].data = ids;
  units[0].offsets = id_offsets;
  units[0].length = 3;
  units[0].type = GIAINGAN_UTF8;
  units[1] = units[0];
  units[1].name = "kind";
  units[1].data = kinds;
  units[1].offsets = kind_offsets;

  allocations[0] = units[0];
  allocations[0].name = "allocation";
  allocations[1] = units[0];
  allocations[1].name = "project";
  allocations[2] = units[0];
  allocations[2].name = "owner";
  allocations[3].name = "plan";
  allocations[3].data = plans;
  allocations[3].length = 3;
  allocations[3].type = GIAINGAN_INT64;

  disbursements[0].name = "allocation";
  disbursements[0].data = nine;
  disbursements[0].offsets = nine_offsets;
  disbursements[0].length = 9;
  disbursements[0].type = GIAINGAN_UTF8;
  disbursements[1].name = "month";
  disbursements[1].data = &figures[0].month;
  disbursements[1].stride = (int32_t)sizeof(struct figure);
  disbursements[1].length = 9;
  disbursements[1].type = GIAINGAN_INT32;
  disbursements[2].name = "disbursed";
  disbursements[2].data = &figures[0].disbursed;
  disbursements[2].stride = (int32_t)sizeof(struct figure);
  disbursements[2].length = 9;
  disbursements[2].type = GIAINGAN_INT64;

  if (giaingan_builder_create(year, &builder, &error) != GIAINGAN_OK) fail("create", error);
  if (giaingan_builder_add(builder, "units", units, 2, &error) != GIAINGAN_OK) fail("units", error);
  if (giaingan_builder_add(builder, "allocations", allocations, 4, &error) != GIAINGAN_OK)
    fail("allocations", error);
  if (giaingan_builder_add(builder, "disbursements", disbursements, 3, &error) != GIAINGAN_OK)
    fail("disbursements", error);
  if (giaingan_builder_finish(builder, &portfolio, &error) != GIAINGAN_OK) fail("finish", error);
  giaingan_builder_release(builder);
  return portfolio;
}

static void assess_columns(const giaingan_policy* policy) {
  giaingan_portfolio* portfolio = portfolio_from_columns(giaingan_policy_year(policy));
  giaingan_result* result = NULL;
  giaingan_error* error = NULL;
  giaingan_column unit;
  giaingan_column flagged;
  giaingan_column rank;
  char* words = NULL;
  int64_t size = 0;
  int64_t rows = 0;
  if (giaingan_assess(policy, portfolio, giaingan_policy_year(policy), 3, 31, "owner", &result, &error) !=
      GIAINGAN_OK) {
    fail("assess", error);
  }
  giaingan_portfolio_release(portfolio);
  if (giaingan_result_column(result, "below_average", "unit", &unit, &error) != GIAINGAN_OK)
    fail("column", error);
  if (giaingan_result_column(result, "below_average", "flagged", &flagged, &error) != GIAINGAN_OK)
    fail("column", error);
  if (giaingan_result_column(result, "units", "rank", &rank, &error) != GIAINGAN_OK) fail("column", error);
  require(unit.length == 3 && flagged.length == 3 && rank.length == 3, "three units come back");
  require(flagged.type == GIAINGAN_BOOL && rank.type == GIAINGAN_INT64, "types are as documented");
  /* The average is 2.7 of 6 billion, 45 %: b has 15 %, a and c 60 %. */
  require(((const uint8_t*)flagged.data)[0] == 0, "a isn't flagged");
  require(((const uint8_t*)flagged.data)[1] == 1, "b is flagged");
  require(((const uint8_t*)flagged.data)[2] == 0, "c isn't flagged");
  require(((const int64_t*)rank.data)[0] == 1 && ((const int64_t*)rank.data)[1] == 1,
          "a and c share the first rank");
  require(((const int64_t*)rank.data)[2] == 3, "b is third");
  if (giaingan_result_table_size(result, "evidence", &rows, NULL, &error) != GIAINGAN_OK)
    fail("evidence", error);
  require(rows > 0, "there is evidence");
  if (giaingan_result_explain(result, rows - 1, "vi", &words, &size, &error) != GIAINGAN_OK)
    fail("explain", error);
  require(size > 0 && strlen(words) == (size_t)size, "evidence reads as text");
  giaingan_text_release(words);
  giaingan_result_release(result);
}

/* ---- the year of a city ---- */

static giaingan_column column_of(const giaingan_result* result, const char* table, const char* name) {
  giaingan_column column;
  giaingan_error* error = NULL;
  if (giaingan_result_column(result, table, name, &column, &error) != GIAINGAN_OK) fail(name, error);
  return column;
}

static int is_there(const giaingan_column* column, int64_t row) {
  return column->valid == NULL || column->valid[row] != 0;
}

static int is_text(const giaingan_column* column, int64_t row, const char* text, int64_t size) {
  const int64_t begin = column->offsets[row];
  return column->offsets[row + 1] - begin == size &&
         memcmp((const char*)column->data + begin, text, (size_t)size) == 0;
}

static void print_value(const giaingan_column* column, int64_t row) {
  if (!is_there(column, row)) {
    printf("-");
  } else if (column->type == GIAINGAN_INT64) {
    printf("%" PRId64, ((const int64_t*)column->data)[row]);
  } else if (column->type == GIAINGAN_INT32 || column->type == GIAINGAN_DATE) {
    printf("%" PRId32, ((const int32_t*)column->data)[row]);
  } else if (column->type == GIAINGAN_BOOL) {
    printf("%s", ((const uint8_t*)column->data)[row] ? "yes" : "no");
  } else {
    require(column->type == GIAINGAN_UTF8, "the rest are texts");
    printf("%.*s", (int)(column->offsets[row + 1] - column->offsets[row]),
           (const char*)column->data + column->offsets[row]);
  }
}

/* Any table: a line of names, a line a row, tabs between them, an empty line at the end. */
static void print_table(const giaingan_result* result, const char* title, const char* table) {
  giaingan_column columns[16];
  giaingan_error* error = NULL;
  int64_t rows = 0;
  int64_t count = 0;
  int64_t row;
  int64_t i;
  if (giaingan_result_table_size(result, table, &rows, &count, &error) != GIAINGAN_OK) fail(table, error);
  require(count <= 16, "the table has no more columns than there is room for");
  printf("## %s: %s\n", title, table);
  for (i = 0; i < count; ++i) {
    if (giaingan_result_column_at(result, table, i, &columns[i], &error) != GIAINGAN_OK) fail(table, error);
    printf(i == 0 ? "%s" : "\t%s", columns[i].name);
  }
  printf("\n");
  for (row = 0; row < rows; ++row) {
    for (i = 0; i < count; ++i) {
      if (i > 0) printf("\t");
      print_value(&columns[i], row);
    }
    printf("\n");
  }
  printf("\n");
}

/* What a rule compared, in words: to judge one subject (text of `size` bytes), or all of them if it is NULL.
 */
static void print_evidence(const giaingan_result* result, const char* rule, const char* subject,
                           int64_t size) {
  const giaingan_column rules = column_of(result, "evidence", "rule");
  const giaingan_column subjects = column_of(result, "evidence", "subject");
  giaingan_error* error = NULL;
  int64_t row;
  for (row = 0; row < rules.length; ++row) {
    char* words = NULL;
    if (!is_text(&rules, row, rule, (int64_t)strlen(rule))) continue;
    if (subject != NULL && !is_text(&subjects, row, subject, size)) continue;
    if (giaingan_result_explain(result, row, "vi", &words, NULL, &error) != GIAINGAN_OK) fail(rule, error);
    printf("  [%s] %s\n", rule, words);
    giaingan_text_release(words);
  }
  printf("\n");
}

static void print_assessment(const giaingan_policy* policy, const giaingan_portfolio* portfolio,
                             int32_t year) {
  giaingan_result* result = NULL;
  giaingan_error* error = NULL;
  giaingan_column units;
  giaingan_column flagged;
  int64_t row;
  if (giaingan_assess(policy, portfolio, year + 1, 1, 31, NULL, &result, &error) != GIAINGAN_OK)
    fail("assess", error);
  print_table(result, "ranking", "units");
  print_table(result, "months in a row below the average", "below_average");
  print_table(result, "each month of these runs", "run_months");
  units = column_of(result, "below_average", "unit");
  flagged = column_of(result, "below_average", "flagged");
  for (row = 0; row < units.length; ++row) {
    const int64_t begin = units.offsets[row];
    if (((const uint8_t*)flagged.data)[row] == 0) continue;
    print_evidence(result, "below_average.month", (const char*)units.data + begin,
                   units.offsets[row + 1] - begin);
  }
  giaingan_result_release(result);
}

/* Each round sees what the one before has moved. */
static void print_rounds(const giaingan_policy* policy, giaingan_portfolio* portfolio) {
  static const char* const rounds[] = {"2024-06", "2024-09", "2024-11"};
  giaingan_portfolio* before = giaingan_portfolio_retain(portfolio);
  giaingan_portfolio* after = NULL;
  giaingan_result* result = NULL;
  giaingan_error* error = NULL;
  int i;
  for (i = 0; i < 3; ++i) {
    if (giaingan_reallocate(policy, before, rounds[i], &result, &after, &error) != GIAINGAN_OK)
      fail(rounds[i], error);
    print_table(result, rounds[i], "pools");
    print_table(result, rounds[i], "cuts");
    print_table(result, rounds[i], "additions");
    print_evidence(result, "reallocation.donor", NULL, 0);
    giaingan_result_release(result);
    giaingan_portfolio_release(before);
    before = after;
  }
  giaingan_portfolio_release(before);
}

static void print_evaluation(const giaingan_policy* policy, const giaingan_portfolio* portfolio,
                             int32_t year) {
  giaingan_result* result = NULL;
  giaingan_error* error = NULL;
  if (giaingan_evaluate(policy, portfolio, year + 1, 1, 31, &result, &error) != GIAINGAN_OK)
    fail("evaluate", error);
  print_table(result, "completion", "subjects");
  print_table(result, "completion", "steps");
  print_evidence(result, "evaluation.class", NULL, 0);
  giaingan_result_release(result);
}

/* The rounds are proposals: ranking, runs and evaluation are of the year as it was recorded. */
static void year_of_city(const giaingan_policy* policy, const char* folder) {
  const int32_t year = giaingan_policy_year(policy);
  giaingan_portfolio* portfolio = NULL;
  giaingan_error* error = NULL;
  if (giaingan_portfolio_read(folder, year, &portfolio, &error) != GIAINGAN_OK) fail("read", error);
  print_assessment(policy, portfolio, year);
  print_rounds(policy, portfolio);
  print_evaluation(policy, portfolio, year);
  giaingan_portfolio_release(portfolio);
}

static void errors(void) {
  giaingan_policy* policy = NULL;
  giaingan_error* error = NULL;
  giaingan_diagnostic diagnostic;
  require(giaingan_policy_from_json("{\"year\": 2024.5}", -1, "p.json", &policy, &error) ==
              GIAINGAN_INVALID_INPUT,
          "a wrong policy is refused");
  require(policy == NULL, "no policy comes of it");
  require(giaingan_error_diagnostic_count(error) > 1, "all problems are listed");
  require(giaingan_error_diagnostic(error, 0, &diagnostic) == GIAINGAN_OK, "each can be read");
  require(strcmp(diagnostic.code, "policy.json_float") == 0 && strcmp(diagnostic.pointer, "/year") == 0,
          "the first is the float, with its place");
  giaingan_error_release(error);
  require(giaingan_policy_from_json(NULL, 0, NULL, &policy, NULL) == GIAINGAN_INVALID_ARGUMENT,
          "NULL is refused");
}

int main(int argc, char** argv) {
  giaingan_policy* policy = NULL;
  giaingan_error* error = NULL;
  int64_t size = 0;
  char* json;
  if (argc != 3) {
    fprintf(stderr, "usage: demo POLICY DATASET\n");
    return 2;
  }
  json = read_file(argv[1], &size);
  if (giaingan_policy_from_json(json, size, argv[1], &policy, &error) != GIAINGAN_OK) fail("policy", error);
  free(json);
  errors();
  assess_columns(policy);
  year_of_city(policy, argv[2]);
  giaingan_policy_release(policy);
  printf("demo: ok\n");
  return 0;
}
