/**
 * @file
 * giaingan (giai ngan: disbursement) - the C ABI.
 *
 * What to call first:
 *
 *   giaingan_policy* policy = NULL;
 *   giaingan_portfolio* portfolio = NULL;
 *   giaingan_result* result = NULL;
 *   giaingan_error* error = NULL;
 *   giaingan_status status = giaingan_policy_from_json(json, size, "policy.json", &policy, &error);
 *   if (status == GIAINGAN_OK)
 *     status = giaingan_portfolio_read("dataset", 2024, &portfolio, &error);
 *   if (status == GIAINGAN_OK)
 *     status = giaingan_assess(policy, portfolio, 2024, 12, 31, NULL, &result, &error);
 *   if (status == GIAINGAN_OK)
 *     status = giaingan_result_json(result, &document, &document_size, &error);
 *   if (status != GIAINGAN_OK)
 *     fprintf(stderr, "%s", giaingan_error_text(error));
 *   giaingan_error_release(error);
 *   giaingan_result_release(result);
 *   giaingan_portfolio_release(portfolio);
 *   giaingan_policy_release(policy);
 *
 * Contracts that hold for every function:
 *
 * - Amounts are whole dong (VND) in int64_t. Texts are UTF-8, given as pointer and size in bytes; a size of
 * -1 says that the text ends at its first NUL byte. Texts returned are NUL-terminated and have a size too.
 * - A function returns a status of pinned value. On any other than GIAINGAN_OK its out-parameters are set to
 * NULL (or left as they were, for plain values), nothing else has changed, and if `error` is not NULL, *error
 * is a new error object to be released by the caller (it may be NULL if memory ran out). `error` may always
 * be NULL.
 * - A unit that breaks a rule is data in a result, not a failed call.
 * - Policies, portfolios, results, panels, ratings and errors are immutable: any number of threads may read
 * one. They are counted:
 *   `_retain` adds an owner, `_release` takes one away, the last frees; releasing NULL does nothing. A
 * builder is for one thread at a time; after GIAINGAN_OUT_OF_MEMORY it can only be released.
 * - What a result lends (columns, texts) lives as long as the result does.
 * - No thread is started unless `threads` asks for it, nothing is printed, no locale, clock or environment is
 * read, nothing aborts.
 * - Unless a parameter says otherwise, a NULL where an object is needed is GIAINGAN_INVALID_ARGUMENT.
 */
#ifndef GIAINGAN_H
#define GIAINGAN_H

#include <stdint.h>

#if defined(_WIN32)
#if defined(GIAINGAN_BUILDING)
#define GIAINGAN_API __declspec(dllexport)
#else
#define GIAINGAN_API __declspec(dllimport)
#endif
#elif defined(__GNUC__)
#define GIAINGAN_API __attribute__((visibility("default")))
#else
#define GIAINGAN_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- version ---- */

/** The ABI that this header describes. It grows by adding; it is never broken within libgiaingan.so.1. */
#define GIAINGAN_ABI_VERSION 1

/** The ABI version of the library that is loaded: at least the one compiled against. */
GIAINGAN_API int32_t giaingan_abi_version(void);

/** The library's version, as "0.1.0". */
GIAINGAN_API const char* giaingan_version(void);

/* ---- status and errors ---- */

/** What a call came to. Values are pinned for ever. */
typedef int32_t giaingan_status;

/** done */
#define GIAINGAN_OK 0
/** a document or dataset is wrong: the error lists every problem with its place */
#define GIAINGAN_INVALID_INPUT 1
/** the call itself is wrong: a NULL, an unknown name, an impossible date */
#define GIAINGAN_INVALID_ARGUMENT 2
/** memory ran out */
#define GIAINGAN_OUT_OF_MEMORY 3
/** a fault of the library; please report it */
#define GIAINGAN_INTERNAL_ERROR 4
/** the session was cancelled, or its work came to its limit of steps */
#define GIAINGAN_CANCELLED 5

/** The value of a macro of this header by its name, as "GIAINGAN_UTF8": foreign-function interfaces can't
 * read macros. */
GIAINGAN_API giaingan_status giaingan_constant(const char* name, int64_t* value);

/** "ok", "invalid input" ...; for an unknown status "unknown status". Never NULL. */
GIAINGAN_API const char* giaingan_status_text(giaingan_status status);

/** Why a call failed. */
typedef struct giaingan_error giaingan_error;

/** One problem of an input. Texts are NUL-terminated, empty where there is nothing, and live as long as the
 * error. */
typedef struct giaingan_diagnostic {
  const char* code;     /**< stable name of the kind of problem */
  const char* file;     /**< file, or name given by the caller */
  const char* column;   /**< column of a table */
  const char* pointer;  /**< JSON pointer (RFC 6901) into a document */
  const char* message;  /**< what is wrong */
  const char* expected; /**< what was expected */
  const char* remedy;   /**< what to do */
  int64_t row;          /**< line of the file counted from 1, or 0 */
} giaingan_diagnostic;

GIAINGAN_API giaingan_status giaingan_error_status(const giaingan_error* error);
/** Everything that is wrong, a line each. Never NULL; empty for a NULL error. */
GIAINGAN_API const char* giaingan_error_text(const giaingan_error* error);
/** How many problems the error lists: 0 unless its status is GIAINGAN_INVALID_INPUT. */
GIAINGAN_API int64_t giaingan_error_diagnostic_count(const giaingan_error* error);
/** The problem of that index, counted from 0. */
GIAINGAN_API giaingan_status giaingan_error_diagnostic(const giaingan_error* error, int64_t index,
                                                       giaingan_diagnostic* diagnostic);
GIAINGAN_API void giaingan_error_release(giaingan_error* error);

/* ---- columns ---- */

/** How the values of a column are stored. Values are pinned for ever. */
typedef int32_t giaingan_type;

/** int64_t: amounts, numbers */
#define GIAINGAN_INT64 1
/** double that holds a whole number below 2^53; anything else is a diagnostic */
#define GIAINGAN_FLOAT64 2
/** int32_t: years, month numbers 1..13 */
#define GIAINGAN_INT32 3
/** int32_t: days since 1970-01-01 */
#define GIAINGAN_DATE 4
/** text: value i is the bytes offsets[i] .. offsets[i+1]-1 of data */
#define GIAINGAN_UTF8 5
/** uint8_t: 0 or 1 */
#define GIAINGAN_BOOL 6
/** int16_t: places in a list of the policy's */
#define GIAINGAN_INT16 7
/** int8_t: marks */
#define GIAINGAN_INT8 8

/**
 * A column, borrowed: the struct owns nothing. 48 bytes where pointers have 8; its layout is frozen.
 *
 * In: `stride` is the distance in bytes from one value to the next, so that a member of an array of structs
 * is a column too; 0 means that values lie side by side. `offsets` is read for GIAINGAN_UTF8 only. `valid`,
 * if not NULL, has a byte a row; a 0 there is an empty field. Out: stride is 0, `valid` is NULL where every
 * value is there.
 */
typedef struct giaingan_column {
  const char* name;       /**< as in the dataset's files, NUL-terminated */
  const void* data;       /**< the values; may be NULL if length is 0 */
  const int64_t* offsets; /**< texts: length + 1 positions in data, from 0 upwards; else NULL */
  const uint8_t* valid;   /**< a byte a row, or NULL: every value is there */
  int64_t length;         /**< rows */
  int32_t stride;         /**< bytes between values, 0: side by side */
  giaingan_type type;
} giaingan_column;

/* ---- policy ---- */

/** A policy document, read and checked. */
typedef struct giaingan_policy giaingan_policy;

/** Reads a policy document (JSON, UTF-8). `name` is what diagnostics call it; NULL: "policy". */
GIAINGAN_API giaingan_status giaingan_policy_from_json(const char* json, int64_t json_size, const char* name,
                                                       giaingan_policy** policy, giaingan_error** error);
/**
 * Reads a policy with the documents that it extends, as all of it stands on one day. `names`, `documents` and
 * `sizes` are arrays of `count` entries, of which the first is the policy itself and the others, in any
 * order, are those that it extends: document i is the sizes[i] bytes of documents[i], found by "extends" as
 * names[i] (a path with slashes, NUL-terminated; "extends" is seen from the document that says it). `sizes`
 * NULL: every document ends at its first NUL byte. `year`, `month` and `day` all 0: no day; a policy with
 * dated values is then GIAINGAN_INVALID_INPUT. Each problem is given where the value concerned was written.
 * No file is read.
 */
GIAINGAN_API giaingan_status giaingan_policy_from_documents(const char* const* names,
                                                            const char* const* documents,
                                                            const int64_t* sizes, int64_t count, int32_t year,
                                                            int32_t month, int32_t day,
                                                            giaingan_policy** policy, giaingan_error** error);
/**
 * The policy as all of it stands on one day as a single document (JSON), which loads by itself, gives the
 * same results to the byte but for "made_by", which names this document, and may be handed to functions that
 * take one document; parameters as giaingan_policy_from_documents. The text is new and released with
 * giaingan_text_release.
 */
GIAINGAN_API giaingan_status giaingan_resolve_policy(const char* const* names, const char* const* documents,
                                                     const int64_t* sizes, int64_t count, int32_t year,
                                                     int32_t month, int32_t day, char** text,
                                                     int64_t* text_size, giaingan_error** error);
GIAINGAN_API giaingan_policy* giaingan_policy_retain(giaingan_policy* policy);
GIAINGAN_API void giaingan_policy_release(giaingan_policy* policy);
/** The budget year; 0 for NULL. */
GIAINGAN_API int32_t giaingan_policy_year(const giaingan_policy* policy);

/* ---- portfolio ---- */

/** The facts of one budget year, checked. */
typedef struct giaingan_portfolio giaingan_portfolio;

/** Reads a dataset folder of CSV files. */
GIAINGAN_API giaingan_status giaingan_portfolio_read(const char* folder, int32_t budget_year,
                                                     giaingan_portfolio** portfolio, giaingan_error** error);
GIAINGAN_API giaingan_portfolio* giaingan_portfolio_retain(giaingan_portfolio* portfolio);
GIAINGAN_API void giaingan_portfolio_release(giaingan_portfolio* portfolio);

/** Builds a portfolio from the caller's columns. One thread at a time. */
typedef struct giaingan_builder giaingan_builder;

GIAINGAN_API giaingan_status giaingan_builder_create(int32_t budget_year, giaingan_builder** builder,
                                                     giaingan_error** error);
/**
 * Adds a table: "units", "projects", "allocations" (in this order, before what refers to them),
 * "plan_changes", "disbursements", "schedule", "commitments", "requests", "references", "ledgers", "events",
 * "revenues", "metrics", "earlier_runs", with the columns of the dataset file of that name in any order.
 * Amounts: GIAINGAN_INT64 or GIAINGAN_FLOAT64. Years: GIAINGAN_INT32 or GIAINGAN_INT64.
 * Dates: GIAINGAN_DATE, or GIAINGAN_UTF8 as YYYY-MM-DD. Months: GIAINGAN_INT32 or GIAINGAN_INT64 1..13 (of
 * earlier_runs: 0 is December of the year before, -1 November …), or GIAINGAN_UTF8 as YYYY-MM. Exact numbers
 * (percent, value): GIAINGAN_UTF8 or GIAINGAN_INT64. The rest: GIAINGAN_UTF8. Columns are copied: they need
 * to live during the call only. Wrong columns are GIAINGAN_INVALID_INPUT at once and leave the builder as it
 * was; wrong values are reported by giaingan_builder_finish, all together.
 */
GIAINGAN_API giaingan_status giaingan_builder_add(giaingan_builder* builder, const char* table,
                                                  const giaingan_column* columns, int64_t column_count,
                                                  giaingan_error** error);
/** Checks everything and makes the portfolio. The builder is empty afterwards, whatever the outcome. */
GIAINGAN_API giaingan_status giaingan_builder_finish(giaingan_builder* builder,
                                                     giaingan_portfolio** portfolio, giaingan_error** error);
GIAINGAN_API void giaingan_builder_release(giaingan_builder* builder);

/* ---- sessions ---- */

/** Limits on what is read, how far long work has come, and its end before its time. A portfolio that was read
 * or built in a session belongs to it: every call with that portfolio is counted and can be cancelled. Any
 * thread may call any of these functions at any time, while others work in the session. Panels and ratings
 * belong to none: their calls take well under a second for a million units. */
typedef struct giaingan_session giaingan_session;

GIAINGAN_API giaingan_status giaingan_session_create(giaingan_session** session, giaingan_error** error);
GIAINGAN_API giaingan_session* giaingan_session_retain(giaingan_session* session);
/** What was made in it may outlive it. */
GIAINGAN_API void giaingan_session_release(giaingan_session* session);

/** Sets a limit for what is begun after it, by name; `value` is at least 1, for "max_steps" at least 0.
 * - "max_policy_bytes" of a policy document, "max_depth" of its nesting
 * - "max_file_bytes", "max_rows" of a file of a dataset
 * - "max_diagnostics" that are listed one by one
 * - "max_steps" that are done before the work ends with GIAINGAN_CANCELLED, counted from
 * giaingan_session_reset: the same inputs need the same number on any machine (unlimited until it is set) */
GIAINGAN_API giaingan_status giaingan_session_set_limit(giaingan_session* session, const char* name,
                                                        int64_t value, giaingan_error** error);

/** Ends what runs in the session as soon as its step is done, and whatever is begun in it before
 * giaingan_session_reset, with GIAINGAN_CANCELLED; inputs are as they were. NULL: nothing. Never waits. */
GIAINGAN_API void giaingan_session_cancel(giaingan_session* session);
/** As if nothing had been done or cancelled in it yet; limits stay. NULL: nothing. */
GIAINGAN_API void giaingan_session_reset(giaingan_session* session);

/** The steps that are done, and those that are known to be needed so far (never fewer; more become known on
 * the way). To be polled: the library calls nobody back. Either pointer may be NULL. */
GIAINGAN_API giaingan_status giaingan_session_progress(const giaingan_session* session, int64_t* done,
                                                       int64_t* expected);

/** As giaingan_policy_from_documents, within the session's limits. */
GIAINGAN_API giaingan_status giaingan_session_policy(giaingan_session* session, const char* const* names,
                                                     const char* const* documents, const int64_t* sizes,
                                                     int64_t count, int32_t year, int32_t month, int32_t day,
                                                     giaingan_policy** policy, giaingan_error** error);
/** As giaingan_portfolio_read. */
GIAINGAN_API giaingan_status giaingan_session_portfolio(giaingan_session* session, const char* folder,
                                                        int32_t budget_year, giaingan_portfolio** portfolio,
                                                        giaingan_error** error);
/** As giaingan_builder_create: what the builder makes belongs to the session. */
GIAINGAN_API giaingan_status giaingan_session_builder(giaingan_session* session, int32_t budget_year,
                                                      giaingan_builder** builder, giaingan_error** error);

/* ---- evaluations ---- */

/** What an evaluation found: tables of columns, and a JSON document. */
typedef struct giaingan_result giaingan_result;

/**
 * Ratios, averages, ranking, milestones, runs below the average, obligations and project checks as of a day.
 * `level` NULL: the policy's; else carried_over, locality, source, programme, project, allocation, a kind of
 * unit that the portfolio has, or several of these joined by "/": any other, of the policy's too, is
 * GIAINGAN_INVALID_ARGUMENT, its message lists them. Tables: "units", "averages", "milestones", "headlines",
 * "groupings", "top", "bottom", "left_out", "contradictions", "below_average", "run_months", "review",
 * "data_findings", "obligations", "project_checks", "reconciliation",
 * "reconciliation_by_source", "unchecked_projects", "evidence".
 */
GIAINGAN_API giaingan_status giaingan_assess(const giaingan_policy* policy,
                                             const giaingan_portfolio* portfolio, int32_t year, int32_t month,
                                             int32_t day, const char* level, giaingan_result** result,
                                             giaingan_error** error);
/**
 * The verdicts of giaingan_assess without the evidence of each month, many times faster: for very many units.
 * `level` as above. Tables: "units", "averages", "milestones" (without what each asks for), "below_average"
 * (without the margins), "left_out"; the table "evidence" is empty, and the document is the short one of the
 * command line's --format verdicts.
 */
GIAINGAN_API giaingan_status giaingan_judge(const giaingan_policy* policy,
                                            const giaingan_portfolio* portfolio, int32_t year, int32_t month,
                                            int32_t day, const char* level, giaingan_result** result,
                                            giaingan_error** error);
/**
 * One reallocation round, by its id in the policy. Tables: "pools", "cuts", "additions", "donors" (their
 * allocations), "donor_units", "recipients", "caps" (of recipients), "rejected", "certificate",
 * "source_sides" (of its cuts), "findings", "evidence". `after` NULL, or where to put a new portfolio in
 * which the round's plan changes are applied.
 */
GIAINGAN_API giaingan_status giaingan_reallocate(const giaingan_policy* policy,
                                                 const giaingan_portfolio* portfolio, const char* round,
                                                 giaingan_result** result, giaingan_portfolio** after,
                                                 giaingan_error** error);
/**
 * Plans of sources fed by revenue, as of a day: what is short, what is cut or put off, what may stand in
 * TABMIS. The policy must have the section "revenue". Tables: "sources", "tiers", "allocations", "cuts",
 * "findings", "evidence". `after` NULL, or where to put a new portfolio in which the cuts are applied, dated
 * the day after.
 */
GIAINGAN_API giaingan_status giaingan_review_revenue_plans(
    const giaingan_policy* policy, const giaingan_portfolio* portfolio, int32_t year, int32_t month,
    int32_t day, giaingan_result** result, giaingan_portfolio** after, giaingan_error** error);
/**
 * One adjustment of the medium-term plan, by its id in the policy: projects slow in procedures or held up by
 * planning give, urgent and important ones receive. Tables: "totals", "tiers", "donors", "grounds",
 * "recipients", "rejected", "changes", "findings", "evidence". `after` NULL, or where to put a new portfolio
 * in which the changes are applied: facts hold one medium-term plan a project, without dates, so ask it for
 * days from the adjustment's effective day on only.
 */
GIAINGAN_API giaingan_status giaingan_adjust_medium_term(const giaingan_policy* policy,
                                                         const giaingan_portfolio* portfolio,
                                                         const char* adjustment, giaingan_result** result,
                                                         giaingan_portfolio** after, giaingan_error** error);
/** Completion evaluation as of a day. Tables: "subjects", "criteria", "steps", "shortcomings", "emulation",
 * "evidence". */
GIAINGAN_API giaingan_status giaingan_evaluate(const giaingan_policy* policy,
                                               const giaingan_portfolio* portfolio, int32_t year,
                                               int32_t month, int32_t day, giaingan_result** result,
                                               giaingan_error** error);

/**
 * The year's duties as of a day, past and to come, of one unit (its id) or, if `unit` is NULL, of all: last
 * day, standing, and where the readings of a deadline disagree, the standing by each. The policy must have
 * the section "obligations", the portfolio the unit. Tables: "obligations" (by unit, then last day),
 * "readings" (a row a reading, `obligation_row` leads back), "unknown_units", "evidence".
 * giaingan_result_icalendar makes an iCalendar of it.
 */
GIAINGAN_API giaingan_status giaingan_list_obligations(const giaingan_policy* policy,
                                                       const giaingan_portfolio* portfolio, int32_t year,
                                                       int32_t month, int32_t day, const char* unit,
                                                       giaingan_result** result, giaingan_error** error);

/**
 * Whether a saved round is what the policy and the portfolio ask for, to the last dong: `json` is the
 * document that giaingan_result_json gave (or the command line printed) for giaingan_reallocate. Everything
 * is worked out anew by code that shares nothing with the one that found it. GIAINGAN_INVALID_INPUT lists
 * what can't stand, each with its JSON pointer, what was found, what must be there and why. The portfolio is
 * the one that the round was computed on. `after` NULL, or where to put a new portfolio in which the round's
 * plan changes are applied.
 */
GIAINGAN_API giaingan_status giaingan_verify_round(const giaingan_policy* policy,
                                                   const giaingan_portfolio* portfolio, const char* json,
                                                   int64_t json_size, giaingan_portfolio** after,
                                                   giaingan_error** error);

/**
 * Runs policy tests: `tests` is a document of given facts and expected verdicts (docs/policy.md says its
 * form), `policy` the policy document that they are about, whatever the tests name. `policy_name` and
 * `tests_name` are what diagnostics call them; NULL: "policy", "tests". `folder` is what a case's dataset is
 * relative to; NULL: no case may name one. A case that fails or is wrong is data in the result;
 * GIAINGAN_INVALID_INPUT lists the problems of either document as a whole. Tables: "cases" (verdict: passed,
 * failed, wrong), "differences" and "problems" (`case_row` leads back), "coverage" and "edges" (what of the
 * policy passing cases exercise, by JSON pointer, with the number of these cases), "evidence" (empty).
 */
GIAINGAN_API giaingan_status giaingan_test_policy(const char* policy, int64_t policy_size,
                                                  const char* policy_name, const char* tests,
                                                  int64_t tests_size, const char* tests_name,
                                                  const char* folder, giaingan_result** result,
                                                  giaingan_error** error);
/**
 * As giaingan_test_policy, of a policy that extends others or has dated values: its documents as
 * giaingan_policy_from_documents takes them. Each case asks about the policy of its own day; "coverage" and
 * "edges" have one column more, the `file` in which each is written.
 */
GIAINGAN_API giaingan_status giaingan_test_policy_documents(const char* const* names,
                                                            const char* const* documents,
                                                            const int64_t* sizes, int64_t count,
                                                            const char* tests, int64_t tests_size,
                                                            const char* tests_name, const char* folder,
                                                            giaingan_result** result, giaingan_error** error);

/**
 * What each allocation has disbursed at the end of `month` (1..13), as the host has it: writes cumulative
 * dong into `disbursed`, which holds what `before` does, that of the month before. All columns have
 * `allocations` entries, in the order of the allocations' ids (UTF-8 byte order); `plan` is in force at the
 * month's end. Must depend on its arguments alone; with several threads it is called from all of them at
 * once. Anything but 0 ends the simulation with GIAINGAN_INVALID_ARGUMENT.
 */
typedef int32_t (*giaingan_behaviour)(void* context, int32_t month, int64_t seed, int64_t draw,
                                      int64_t allocations, const int64_t* plan, const int64_t* before,
                                      int64_t* disbursed);

/**
 * Simulates years by the rules themselves, the policy being given as a document (JSON, UTF-8) for scenarios
 * change it: `scenarios` is the document of the command line's simulate (docs/simulation.md). `against` NULL,
 * or another policy that the same draws are simulated by. `behaviour` NULL, or what a scenario's behaviour of
 * the kind "host" is. A draw is a step of the portfolio's session. The document is that of simulate, the same
 * bytes for any number of threads. Tables: "scenarios" (id, draws, first_draw), "figures" (`scenario_row`,
 * side, figure, least, greatest, exact mean), "quantiles" (`figure_row`, quantile, value), "units"
 * (`scenario_row`, side, unit, flagged: in how many draws), "rated" (`scenario_row`, side, unit, class, ""
 * for none, draws: in how many); side 0 is the policy, 1 the other one, 2 in "figures" the difference draw by
 * draw; and for each scenario its draws as "draws:ID", a row each, with the columns of simulate's CSV. A long
 * sweep is gone through in parts, one after the other or on many machines, by `first_draw` of the document:
 * their rows, one after the other, are those of the whole, and their counts add up.
 */
GIAINGAN_API giaingan_status giaingan_simulate(const char* policy, int64_t policy_size, const char* against,
                                               int64_t against_size, const giaingan_portfolio* portfolio,
                                               const char* scenarios, int64_t scenarios_size,
                                               giaingan_behaviour behaviour, void* context, int32_t threads,
                                               giaingan_result** result, giaingan_error** error);

/**
 * What differs between two policies, two portfolios or two days, which of the changes make each verdict
 * differ, and how much of a total is owed to each change: the document of the command line's compare. The
 * policies are given as documents (JSON, UTF-8), for their values are told apart; each side has its portfolio
 * and its day, which may be the other's. The result has no table but an empty "evidence".
 */
GIAINGAN_API giaingan_status giaingan_compare(const char* policy_a, int64_t policy_a_size,
                                              const giaingan_portfolio* portfolio_a, int32_t year_a,
                                              int32_t month_a, int32_t day_a, const char* policy_b,
                                              int64_t policy_b_size, const giaingan_portfolio* portfolio_b,
                                              int32_t year_b, int32_t month_b, int32_t day_b,
                                              giaingan_result** result, giaingan_error** error);
/**
 * Whether the rubrics of two policies give the same class for all figures; if not, figures that both rubrics
 * confirm: the document of the command line's compare --rubrics. Both policies must have the section
 * "evaluation". The result has no table but an empty "evidence".
 */
GIAINGAN_API giaingan_status giaingan_compare_rubrics(const giaingan_policy* policy_a,
                                                      const giaingan_policy* policy_b,
                                                      giaingan_result** result, giaingan_error** error);

/**
 * Why a unit doesn't have a verdict: each condition that fails as of a day, and by how much. `goal`:
 * "milestone:ID", "not-below", "leave-list", "flagged", "rank:K", "rise:K", "class:ID", "head-class:ID".
 * `level` NULL: that of the policy's section. A question that can't be asked (no such unit, milestone, class,
 * section, level ...) is GIAINGAN_INVALID_ARGUMENT. Table: "evidence", a row a condition. The document holds
 * the answer in words too. (Why a verdict holds: the table "evidence" of the other results.)
 */
GIAINGAN_API giaingan_status giaingan_why_not(const giaingan_policy* policy,
                                              const giaingan_portfolio* portfolio, int32_t year,
                                              int32_t month, int32_t day, const char* unit, const char* goal,
                                              const char* level, giaingan_result** result,
                                              giaingan_error** error);
/**
 * What it would take: the least further dong of the unit with which a goal (as above, but not "flagged") is
 * reached, everything else standing still and averages that contain the unit moving along; applied, judged
 * anew, and one dong less too. `by` NULL, or "YYYY-MM-DD", the day by which the money is disbursed: else a
 * milestone's own, or the as-of day. Not to be reached by disbursing alone is an answer, with the reason.
 */
GIAINGAN_API giaingan_status giaingan_what_would_it_take(const giaingan_policy* policy,
                                                         const giaingan_portfolio* portfolio, int32_t year,
                                                         int32_t month, int32_t day, const char* unit,
                                                         const char* goal, const char* by, const char* level,
                                                         giaingan_result** result, giaingan_error** error);

/**
 * Makes a saved result again from its question and compares byte for byte: `json` is the document that
 * giaingan_result_json gave (or the command line printed) for giaingan_assess, giaingan_judge,
 * giaingan_reallocate, giaingan_adjust_medium_term, giaingan_review_revenue_plans, giaingan_evaluate,
 * giaingan_list_obligations, giaingan_why_not or giaingan_what_would_it_take. What giaingan_compare and
 * giaingan_compare_rubrics gave is asked for again with both sides, and what giaingan_simulate gave with its
 * scenarios, and compared by the host. GIAINGAN_INVALID_INPUT lists which documents of the policy and files
 * of the dataset are others than those that it was made with, and the first place where it comes out
 * otherwise, by its JSON pointer. The portfolio is the dataset as it was read, or with the first of the
 * results applied that the result was computed after; the others are computed again. A result of another
 * version of the library (its /made_by/version) is compared without the digests of what that version made.
 */
GIAINGAN_API giaingan_status giaingan_replay(const giaingan_policy* policy,
                                             const giaingan_portfolio* portfolio, const char* json,
                                             int64_t json_size, giaingan_error** error);

GIAINGAN_API giaingan_result* giaingan_result_retain(giaingan_result* result);
GIAINGAN_API void giaingan_result_release(giaingan_result* result);
/** The result as the JSON document that the command line prints: the same bytes. Lives as long as the result.
 * Its first member, "made_by", says what it was made of, the SHA-256 of policy and dataset included; facts
 * from a builder have none ("dataset": null). */
GIAINGAN_API giaingan_status giaingan_result_json(const giaingan_result* result, const char** json,
                                                  int64_t* json_size, giaingan_error** error);
/** How many tables the result has; 0 for NULL. */
GIAINGAN_API int64_t giaingan_result_table_count(const giaingan_result* result);
/** The name of the table of that index; NULL if there is none. */
GIAINGAN_API const char* giaingan_result_table_name(const giaingan_result* result, int64_t index);
/** Rows and columns of a table. */
GIAINGAN_API giaingan_status giaingan_result_table_size(const giaingan_result* result, const char* table,
                                                        int64_t* rows, int64_t* columns,
                                                        giaingan_error** error);
/** The column of that index. */
GIAINGAN_API giaingan_status giaingan_result_column_at(const giaingan_result* result, const char* table,
                                                       int64_t index, giaingan_column* column,
                                                       giaingan_error** error);
/** The column of that name. */
GIAINGAN_API giaingan_status giaingan_result_column(const giaingan_result* result, const char* table,
                                                    const char* name, giaingan_column* column,
                                                    giaingan_error** error);
/**
 * A row of the table "evidence" in words. `language` is "vi" or "en". The text is new and released with
 * giaingan_text_release.
 */
GIAINGAN_API giaingan_status giaingan_result_explain(const giaingan_result* result, int64_t evidence_row,
                                                     const char* language, char** text, int64_t* text_size,
                                                     giaingan_error** error);
/**
 * The result of giaingan_list_obligations as iCalendar (RFC 5545): the bytes that the command line prints
 * with --format ics. `language` is "vi" or "en". The text is new and released with giaingan_text_release. The
 * result of another function is GIAINGAN_INVALID_ARGUMENT.
 */
GIAINGAN_API giaingan_status giaingan_result_icalendar(const giaingan_result* result, const char* language,
                                                       char** text, int64_t* text_size,
                                                       giaingan_error** error);
GIAINGAN_API void giaingan_text_release(char* text);

/* ---- digests ---- */

/** The SHA-256 of what the policy and the portfolio were made of, as the table "sources": `of` ("policy",
 * "dataset"), `name` (the document's id, the file's name), `sha256` (64 hexadecimal digits), in the order of
 * "made_by" in result documents. Either may be NULL, not both. Facts given as columns have no digest. */
GIAINGAN_API giaingan_status giaingan_digests(const giaingan_policy* policy,
                                              const giaingan_portfolio* portfolio, giaingan_result** result,
                                              giaingan_error** error);

/* ---- Arrow: the same columns for hosts that speak the Arrow C Data Interface ---- */

/* Defined by the interface's specification; any library that speaks it has them. */
struct ArrowSchema;
struct ArrowArray;

/**
 * Adds a table as giaingan_builder_add does, from a struct array: its children are the columns. Arrays are
 * borrowed for the call and stay the caller's to release. Amounts: int64, uint64, uint32, or double with
 * whole numbers. Years and months: any integer. Dates: date32. Texts: utf8, large_utf8, utf8 views, or a
 * dictionary of them. Exact numbers: texts or integers. Nulls are empty fields. An array that was released,
 * or whose buffers, offsets or codes can't be followed, leaves the builder as it was.
 */
GIAINGAN_API giaingan_status giaingan_builder_add_arrow(giaingan_builder* builder, const char* table,
                                                        const struct ArrowSchema* schema,
                                                        const struct ArrowArray* array,
                                                        giaingan_error** error);
/**
 * An Arrow column as a giaingan_column that points into it, for panels and ratings: int64, int32, int16,
 * int8, double, date32 or large_utf8 without nulls; another is GIAINGAN_INVALID_ARGUMENT, for it would have
 * to be copied. It lives as long as the array does.
 */
GIAINGAN_API giaingan_status giaingan_column_from_arrow(const struct ArrowSchema* schema,
                                                        const struct ArrowArray* array,
                                                        giaingan_column* column, giaingan_error** error);
/**
 * A table of a result as a struct array, a child a column: int64, int32, int16, int8, date32, bool,
 * large_utf8. Values and texts aren't copied: the array shares the result, which lives until array and
 * schema, or children moved out of them, are released, each by its own `release`. Only what Arrow keeps in
 * bits (which rows have a value, truth) is packed anew.
 */
GIAINGAN_API giaingan_status giaingan_result_to_arrow(const giaingan_result* result, const char* table,
                                                      struct ArrowSchema* schema, struct ArrowArray* array,
                                                      giaingan_error** error);

/* ---- panels: the figures of units by month, straight from the caller's columns ---- */

/** How equal ratios are ranked. Values are pinned for ever. */
typedef int32_t giaingan_rank_ties;

/** 1, 2, 2, 4 */
#define GIAINGAN_RANK_STANDARD 1
/** 1, 2, 2, 3 */
#define GIAINGAN_RANK_DENSE 2

/** What a month without a ratio (plan 0) or without a reference does to a run. Values are pinned for ever. */
typedef int32_t giaingan_gap;

/** ends it */
#define GIAINGAN_GAP_BREAKS 1
/** is taken out, so that its neighbours become consecutive */
#define GIAINGAN_GAP_SKIPPED 2

/**
 * Plan and disbursed of units at successive month-ends, on one basis, for hosts that have the figures of
 * units already and want the monthly verdicts on millions of them: exact, without a copy, about as fast as
 * memory is read. A portfolio is for those who have allocations, and gives the evidence too.
 */
typedef struct giaingan_panel giaingan_panel;

/**
 * A panel over `months` pairs of columns, one value a unit: plan[m] and disbursed[m] (cumulative) at the end
 * of month first_month + m, numbered 1..13. All have the same length, at most 2^31 - 1, and no `valid`; names
 * are not read. GIAINGAN_INT64 columns are borrowed: they must live and stay as they are as long as the panel
 * (a stride that isn't a multiple of 8 is copied). GIAINGAN_FLOAT64 columns, of whole numbers below 2^53, are
 * copied. GIAINGAN_INVALID_INPUT lists every negative or broken amount and every sum that leaves int64, with
 * its column ("plan[0]") and its row, counted from 1.
 */
GIAINGAN_API giaingan_status giaingan_panel_create(const giaingan_column* plan,
                                                   const giaingan_column* disbursed, int32_t first_month,
                                                   int32_t months, giaingan_panel** panel,
                                                   giaingan_error** error);
GIAINGAN_API giaingan_panel* giaingan_panel_retain(giaingan_panel* panel);
GIAINGAN_API void giaingan_panel_release(giaingan_panel* panel);
/** The sums over all units at the end of a month: the weighted average is disbursed over plan. */
GIAINGAN_API giaingan_status giaingan_panel_total(const giaingan_panel* panel, int32_t month, int64_t* plan,
                                                  int64_t* disbursed, giaingan_error** error);
/**
 * Ranks each month's units by their ratio, 1 for the highest; 0 where it is undefined. rank[m] is a buffer of
 * the caller's with an int32_t a unit for month first_month + m, or NULL: that month isn't ranked. At most
 * `threads` threads (1 to 256) work, the caller's included: with 1 none is started. The result is the same
 * for any number. If memory runs out, the buffers hold nothing of use.
 */
GIAINGAN_API giaingan_status giaingan_panel_rank(const giaingan_panel* panel, giaingan_rank_ties ties,
                                                 int32_t threads, int32_t* const* rank,
                                                 giaingan_error** error);
/**
 * Which months each unit is strictly below a reference, and the runs of such months. The reference of month
 * first_month + m is reference_disbursed[m] / reference_plan[m] (a plan of 0: undefined, nobody is below);
 * both NULL: the panel's own weighted average. Buffers are the caller's, with an entry a unit; any may be
 * NULL: below, undefined: bit k-1 is set if the unit is below, or without a ratio, in month k; current_run,
 * longest_run: months of the run that ends at the last month, and of the longest; first_flagged: the month in
 * which a run first had months_in_a_row months, or 0. A month without a ratio or without a reference does to
 * a run what `gap` says. Threads as above.
 */
GIAINGAN_API giaingan_status giaingan_panel_below_average(
    const giaingan_panel* panel, const int64_t* reference_plan, const int64_t* reference_disbursed,
    int32_t months_in_a_row, giaingan_gap gap, int32_t threads, uint16_t* below, uint16_t* undefined,
    uint8_t* current_run, uint8_t* longest_run, uint8_t* first_flagged, giaingan_error** error);

/* ---- ratings: the completion evaluation of very many units, straight from columns of their metrics ---- */

/** Who is rated. Values are pinned for ever. */
typedef int32_t giaingan_subject;

/** units as collectives */
#define GIAINGAN_SUBJECT_COLLECTIVE 1
/** the persons at their head */
#define GIAINGAN_SUBJECT_HEAD 2

/** Instead of a band: the metric is missing and gives no points. Values are pinned for ever. */
#define GIAINGAN_BAND_MISSING_ZERO (-1)
/** the metric is missing: the criterion drops out and the rest is rescaled */
#define GIAINGAN_BAND_MISSING_SKIPPED (-2)
/** the metric is missing: no total */
#define GIAINGAN_BAND_MISSING_ERROR (-3)
/** the criterion has no bands: points in proportion */
#define GIAINGAN_BAND_IN_PROPORTION (-4)
/** no band holds the value: no points */
#define GIAINGAN_BAND_NONE (-5)

/**
 * The ratings of units under the policy's section "evaluation", for hosts that have the metrics of very many
 * units already: exact, many times faster than giaingan_evaluate, and without an object a unit.
 */
typedef struct giaingan_ratings giaingan_ratings;

/**
 * Rates every unit. metrics[i] is a GIAINGAN_INT64 column whose `name` is a metric's; `valid`, if not NULL,
 * has a 0 where a unit's metric is missing. Its value is an exact number: metrics[i] / denominators[i], which
 * is a GIAINGAN_INT64 column above 0 wherever the value is there, or one whose `data` is NULL: whole numbers.
 * `denominators` NULL: all are whole. All metrics have the same length, at most 2^31 - 1; strides are
 * multiples of 8. Columns that the rubric doesn't read may be given; one that it reads must be, if need be
 * without a valid value. Columns are borrowed: they must live and stay as they are as long as the ratings.
 * Row i of every column is the same unit; where a quota's tie metrics leave a tie, earlier rows go first, so
 * units stand in the order of their ids. `collectives`: NULL, except for GIAINGAN_SUBJECT_HEAD under a policy
 * that holds heads to their collective's class: the ratings of the collectives, row by row.
 * GIAINGAN_INVALID_INPUT lists every column that isn't there, every denominator that isn't above 0 and every
 * negative value of a metric that the engine computes (counts, amounts, ratios), with its row counted from 1.
 */
GIAINGAN_API giaingan_status giaingan_ratings_create(const giaingan_policy* policy, giaingan_subject subject,
                                                     const giaingan_ratings* collectives,
                                                     const giaingan_column* metrics,
                                                     const giaingan_column* denominators,
                                                     int64_t metric_count, giaingan_ratings** ratings,
                                                     giaingan_error** error);
GIAINGAN_API giaingan_ratings* giaingan_ratings_retain(giaingan_ratings* ratings);
GIAINGAN_API void giaingan_ratings_release(giaingan_ratings* ratings);
/**
 * A column with a value a unit, lent as long as the ratings live; `valid` is NULL:
 * - "total_num", "total_den" (INT64): the total = num / den, exact. A total_den of length 1 is that of all,
 *   their totals are unreduced. Else they are in lowest terms where a criterion dropped out or points follow
 *   the value; 0 / 0 without a total, and where a term leaves int64_t (the class is exact even so).
 * - "class_by_total", "class_after_limits", "class" (INT16): the class by the total, after vetoes and caps,
 *   and in the end, as rows of the legend's table "classes"; -1: not classed, for there is no total.
 */
GIAINGAN_API giaingan_status giaingan_ratings_column(const giaingan_ratings* ratings, const char* name,
                                                     giaingan_column* column, giaingan_error** error);
/** The band of each unit (INT16) under a criterion by its id, counted from 0 as the policy lists them, or a
 * GIAINGAN_BAND_ value. A criterion, limit or quota that doesn't concern the subject is
 * GIAINGAN_INVALID_ARGUMENT, here and below. */
GIAINGAN_API giaingan_status giaingan_ratings_bands(const giaingan_ratings* ratings, const char* criterion,
                                                    giaingan_column* column, giaingan_error** error);
/** What a limit by its row of the legend's table "limits" says of each unit (INT8): 1 it holds, 0 it doesn't
 * (or the unit is not classed), -1 undecided, for a metric is missing and no condition fails. */
GIAINGAN_API giaingan_status giaingan_ratings_limit(const giaingan_ratings* ratings, int64_t limit,
                                                    giaingan_column* column, giaingan_error** error);
/** Which units a quota by its id has demoted by one class (INT8): 1 or 0. */
GIAINGAN_API giaingan_status giaingan_ratings_demoted(const giaingan_ratings* ratings, const char* quota,
                                                      giaingan_column* column, giaingan_error** error);
/**
 * What places stand for, and how quotas came out, as a result without a document (its JSON is
 * empty). Tables: "criteria", "bands" (and rows of tables, which have no bounds here), "classes",
 * "limits" (vetoes, then caps), "quotas".
 */
GIAINGAN_API giaingan_status giaingan_ratings_legend(const giaingan_ratings* ratings,
                                                     giaingan_result** result, giaingan_error** error);
/**
 * The evidence of one unit in full: its row, counted from 0, rated as giaingan_evaluate does, for the
 * collective and, if the policy rates heads, its head, before quotas, which depend on all the others. `unit`
 * is what the result calls it. Tables as of giaingan_evaluate.
 */
GIAINGAN_API giaingan_status giaingan_ratings_explain(const giaingan_ratings* ratings, int64_t row,
                                                      const char* unit, giaingan_result** result,
                                                      giaingan_error** error);

#ifdef __cplusplus
}
#endif

#endif /* GIAINGAN_H */
