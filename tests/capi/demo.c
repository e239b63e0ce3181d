/* The year of a city through the C ABI alone, in C99: a portfolio from columns, the four evaluations, results
   as columns and as documents. Ends with "demo: ok"; any failure ends the program with what went wrong. */
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

static void print_document(const giaingan_result* result, const char* title) {
  const char* json = NULL;
  int64_t size = 0;
  giaingan_error* error = NULL;
  if (giaingan_result_json(result, &json, &size, &error) != GIAINGAN_OK) fail(title, error);
  require(size > 2 && json[0] == '{' && json[size] == '\0', "a document comes back");
  printf("%s: %ld bytes\n", title, (long)size);
}

static void year_of_city(const giaingan_policy* policy, const char* folder) {
  static const char* const rounds[] = {"2024-06", "2024-09", "2024-11"};
  giaingan_portfolio* portfolio = NULL;
  giaingan_portfolio* after = NULL;
  giaingan_result* result = NULL;
  giaingan_error* error = NULL;
  int i;
  if (giaingan_portfolio_read(folder, giaingan_policy_year(policy), &portfolio, &error) != GIAINGAN_OK)
    fail("read", error);
  for (i = 0; i < 3; ++i) {
    if (giaingan_reallocate(policy, portfolio, rounds[i], &result, &after, &error) != GIAINGAN_OK)
      fail(rounds[i], error);
    print_document(result, rounds[i]);
    giaingan_result_release(result);
    giaingan_portfolio_release(portfolio);
    portfolio = after;
  }
  if (giaingan_assess(policy, portfolio, 2025, 1, 31, NULL, &result, &error) != GIAINGAN_OK)
    fail("assess", error);
  print_document(result, "assessment");
  giaingan_result_release(result);
  if (giaingan_evaluate(policy, portfolio, 2025, 1, 31, &result, &error) != GIAINGAN_OK)
    fail("evaluate", error);
  print_document(result, "evaluation");
  giaingan_result_release(result);
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
