/* What calls of the library cost in C, the yardstick. Every language's program does the same and prints
 * seconds of the processor: `call` (giaingan_panel_total, checked as the binding does), `rank` (a million
 * units' ranking for a month, from the language's arrays of figures to one of ranks), `facts` (a portfolio of
 * a million rows of disbursements of 100,000 allocations, from the language's arrays of texts and numbers);
 * and `sum`, which must be the same for all. */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "giaingan.h"

enum {
  units = 1000000,
  allocations = 100000,
  months = 10,
  owners = 1000,
  rows = allocations * months,
  calls = 200000,
  rounds = 5
};

static void done(giaingan_status status, giaingan_error* error) {
  if (status == GIAINGAN_OK) return;
  fprintf(stderr, "%s\n", giaingan_error_text(error));
  exit(1);
}

static double now(void) {
  return (double)clock() / CLOCKS_PER_SEC;
}

static void* memory(size_t size) {
  void* made = malloc(size);
  if (made == NULL) exit(1);
  return made;
}

static giaingan_column numbers(const char* name, const int64_t* values, int64_t length) {
  giaingan_column column = {0};
  column.name = name;
  column.data = values;
  column.length = length;
  column.type = GIAINGAN_INT64;
  return column;
}

/* Texts of one size, one behind the other. */
static giaingan_column texts(const char* name, const char* bytes, int64_t size, int64_t length) {
  int64_t* offsets = memory((size_t)(length + 1) * sizeof *offsets);
  for (int64_t i = 0; i <= length; ++i)
    offsets[i] = size * i;
  giaingan_column column = {0};
  column.name = name;
  column.data = bytes;
  column.offsets = offsets;
  column.length = length;
  column.type = GIAINGAN_UTF8;
  return column;
}

static char* ids(char letter, int64_t count, int64_t repeats, int64_t of) {
  char* bytes = memory((size_t)(count * repeats * 7 + 1));
  for (int64_t i = 0; i < count * repeats; ++i)
    sprintf(bytes + 7 * i, "%c%06" PRId64, letter, i % count % of);
  return bytes;
}

int main(void) {
  giaingan_error* error = NULL;
  giaingan_panel* panel = NULL;

  int64_t* plan = memory(units * sizeof *plan);
  int64_t* disbursed = memory(units * sizeof *disbursed);
  for (int64_t i = 0; i < units; ++i) {
    plan[i] = 1000000000 + i % 977;
    disbursed[i] = i * 7919 % plan[i];
  }
  const giaingan_column plans = numbers(NULL, plan, units);
  const giaingan_column figures = numbers(NULL, disbursed, units);
  int32_t* ranks = memory(units * sizeof *ranks);
  int64_t sum = 0;
  for (int round = 0; round < rounds; ++round) {
    const double start = now();
    done(giaingan_panel_create(&plans, &figures, 1, 1, &panel, &error), error);
    done(giaingan_panel_rank(panel, GIAINGAN_RANK_STANDARD, 1, &ranks, &error), error);
    giaingan_panel_release(panel);
    printf("rank %.9f\n", now() - start);
  }
  for (int64_t i = 0; i < units; ++i)
    sum += i % 1000 * ranks[i];
  printf("sum %" PRId64 "\n", sum);

  done(giaingan_panel_create(&plans, &figures, 1, 1, &panel, &error), error);
  for (int round = 0; round < rounds; ++round) {
    const double start = now();
    int64_t a = 0;
    int64_t b = 0;
    for (int i = 0; i < calls; ++i)
      done(giaingan_panel_total(panel, 1, &a, &b, &error), error);
    printf("call %.9f\n", (now() - start) / calls);
  }
  giaingan_panel_release(panel);

  char* kinds = memory(owners * 5 + 1);
  for (int i = 0; i < owners; ++i)
    memcpy(kinds + 5 * i, "owner", 5);
  const giaingan_column unit[] = {texts("unit", ids('u', owners, 1, owners), 7, owners),
                                  texts("name", ids('u', owners, 1, owners), 7, owners),
                                  texts("kind", kinds, 5, owners)};
  int64_t* amounts = memory(allocations * sizeof *amounts);
  for (int i = 0; i < allocations; ++i)
    amounts[i] = 1000000000;
  const giaingan_column allocation[] = {
      texts("allocation", ids('a', allocations, 1, allocations), 7, allocations),
      texts("project", ids('p', allocations, 1, allocations), 7, allocations),
      texts("owner", ids('u', allocations, 1, owners), 7, allocations),
      numbers("plan", amounts, allocations)};
  int64_t* month = memory(rows * sizeof *month);
  int64_t* paid = memory(rows * sizeof *paid);
  for (int i = 0; i < rows; ++i) {
    month[i] = i / allocations + 1;
    paid[i] = month[i] * (i % allocations);
  }
  const giaingan_column disbursement[] = {
      texts("allocation", ids('a', allocations, months, allocations), 7, rows), numbers("month", month, rows),
      numbers("disbursed", paid, rows)};
  for (int round = 0; round < rounds; ++round) {
    const double start = now();
    giaingan_builder* builder = NULL;
    giaingan_portfolio* portfolio = NULL;
    done(giaingan_builder_create(2024, &builder, &error), error);
    done(giaingan_builder_add(builder, "units", unit, 3, &error), error);
    done(giaingan_builder_add(builder, "allocations", allocation, 4, &error), error);
    done(giaingan_builder_add(builder, "disbursements", disbursement, 3, &error), error);
    done(giaingan_builder_finish(builder, &portfolio, &error), error);
    giaingan_builder_release(builder);
    giaingan_portfolio_release(portfolio);
    printf("facts %.9f\n", now() - start);
  }
  return 0;
}
