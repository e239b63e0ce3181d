<?php
declare(strict_types=1);

namespace Giaingan;

use FFI;
use FFI\CData;

/** The functions of giaingan.h, and how their failures become exceptions. */
final class Native
{
    private const DECLARATIONS = <<<'C'
        typedef struct giaingan_error giaingan_error;
        typedef struct giaingan_policy giaingan_policy;
        typedef struct giaingan_portfolio giaingan_portfolio;
        typedef struct giaingan_result giaingan_result;
        typedef struct giaingan_builder giaingan_builder;
        typedef struct giaingan_panel giaingan_panel;
        typedef struct giaingan_ratings giaingan_ratings;
        typedef struct giaingan_session giaingan_session;
        typedef struct {
            const char *code; const char *file; const char *column; const char *pointer;
            const char *message; const char *expected; const char *remedy; int64_t row;
        } giaingan_diagnostic;
        typedef struct {
            const char *name; const void *data; const int64_t *offsets; const uint8_t *valid;
            int64_t length; int32_t stride; int32_t type;
        } giaingan_column;
        const char *giaingan_version(void);
        int32_t giaingan_constant(const char *name, int64_t *value);
        const char *giaingan_error_text(const giaingan_error *error);
        int64_t giaingan_error_diagnostic_count(const giaingan_error *error);
        int32_t giaingan_error_diagnostic(const giaingan_error *error, int64_t index, giaingan_diagnostic *diagnostic);
        void giaingan_error_release(giaingan_error *error);
        int32_t giaingan_policy_from_json(const char *json, int64_t size, const char *name, giaingan_policy **policy,
            giaingan_error **error);
        int32_t giaingan_policy_from_documents(const char *const *names, const char *const *documents,
            const int64_t *sizes, int64_t count, int32_t year, int32_t month, int32_t day, giaingan_policy **policy,
            giaingan_error **error);
        int32_t giaingan_resolve_policy(const char *const *names, const char *const *documents,
            const int64_t *sizes, int64_t count, int32_t year, int32_t month, int32_t day, char **text, int64_t *size,
            giaingan_error **error);
        void giaingan_policy_release(giaingan_policy *policy);
        int32_t giaingan_policy_year(const giaingan_policy *policy);
        int32_t giaingan_portfolio_read(const char *folder, int32_t year, giaingan_portfolio **portfolio,
            giaingan_error **error);
        void giaingan_portfolio_release(giaingan_portfolio *portfolio);
        int32_t giaingan_assess(const giaingan_policy *policy, const giaingan_portfolio *portfolio, int32_t year,
            int32_t month, int32_t day, const char *level, giaingan_result **result, giaingan_error **error);
        int32_t giaingan_judge(const giaingan_policy *policy, const giaingan_portfolio *portfolio, int32_t year,
            int32_t month, int32_t day, const char *level, giaingan_result **result, giaingan_error **error);
        int32_t giaingan_evaluate(const giaingan_policy *policy, const giaingan_portfolio *portfolio, int32_t year,
            int32_t month, int32_t day, giaingan_result **result, giaingan_error **error);
        int32_t giaingan_list_obligations(const giaingan_policy *policy, const giaingan_portfolio *portfolio,
            int32_t year, int32_t month, int32_t day, const char *unit, giaingan_result **result,
            giaingan_error **error);
        int32_t giaingan_reallocate(const giaingan_policy *policy, const giaingan_portfolio *portfolio,
            const char *round, giaingan_result **result, giaingan_portfolio **after, giaingan_error **error);
        int32_t giaingan_adjust_medium_term(const giaingan_policy *policy, const giaingan_portfolio *portfolio,
            const char *adjustment, giaingan_result **result, giaingan_portfolio **after, giaingan_error **error);
        int32_t giaingan_review_revenue_plans(const giaingan_policy *policy, const giaingan_portfolio *portfolio,
            int32_t year, int32_t month, int32_t day, giaingan_result **result, giaingan_portfolio **after,
            giaingan_error **error);
        int32_t giaingan_verify_round(const giaingan_policy *policy, const giaingan_portfolio *portfolio,
            const char *json, int64_t size, giaingan_portfolio **after, giaingan_error **error);
        int32_t giaingan_builder_create(int32_t year, giaingan_builder **builder, giaingan_error **error);
        int32_t giaingan_builder_add(giaingan_builder *builder, const char *table, const giaingan_column *columns,
            int64_t count, giaingan_error **error);
        int32_t giaingan_builder_finish(giaingan_builder *builder, giaingan_portfolio **portfolio,
            giaingan_error **error);
        void giaingan_builder_release(giaingan_builder *builder);
        int32_t giaingan_session_create(giaingan_session **session, giaingan_error **error);
        void giaingan_session_release(giaingan_session *session);
        int32_t giaingan_session_set_limit(giaingan_session *session, const char *name, int64_t value,
            giaingan_error **error);
        void giaingan_session_cancel(giaingan_session *session);
        void giaingan_session_reset(giaingan_session *session);
        int32_t giaingan_session_progress(const giaingan_session *session, int64_t *done, int64_t *expected);
        int32_t giaingan_session_policy(giaingan_session *session, const char *const *names,
            const char *const *documents, const int64_t *sizes, int64_t count, int32_t year, int32_t month, int32_t day,
            giaingan_policy **policy, giaingan_error **error);
        int32_t giaingan_session_portfolio(giaingan_session *session, const char *folder, int32_t year,
            giaingan_portfolio **portfolio, giaingan_error **error);
        int32_t giaingan_session_builder(giaingan_session *session, int32_t year, giaingan_builder **builder,
            giaingan_error **error);
        int32_t giaingan_simulate(const char *policy, int64_t policy_size, const char *against, int64_t against_size,
            const giaingan_portfolio *portfolio, const char *scenarios, int64_t scenarios_size, const void *behaviour,
            void *context, int32_t threads, giaingan_result **result, giaingan_error **error);
        int32_t giaingan_digests(const giaingan_policy *policy, const giaingan_portfolio *portfolio,
            giaingan_result **result, giaingan_error **error);
        int32_t giaingan_why_not(const giaingan_policy *policy, const giaingan_portfolio *portfolio, int32_t year,
            int32_t month, int32_t day, const char *unit, const char *goal, const char *level,
            giaingan_result **result, giaingan_error **error);
        int32_t giaingan_what_would_it_take(const giaingan_policy *policy, const giaingan_portfolio *portfolio,
            int32_t year, int32_t month, int32_t day, const char *unit, const char *goal, const char *by,
            const char *level, giaingan_result **result, giaingan_error **error);
        int32_t giaingan_compare(const char *policy_a, int64_t size_a, const giaingan_portfolio *portfolio_a,
            int32_t year_a, int32_t month_a, int32_t day_a, const char *policy_b, int64_t size_b,
            const giaingan_portfolio *portfolio_b, int32_t year_b, int32_t month_b, int32_t day_b,
            giaingan_result **result, giaingan_error **error);
        int32_t giaingan_compare_rubrics(const giaingan_policy *a, const giaingan_policy *b, giaingan_result **result,
            giaingan_error **error);
        int32_t giaingan_test_policy(const char *policy, int64_t policy_size, const char *policy_name,
            const char *tests, int64_t tests_size, const char *tests_name, const char *folder,
            giaingan_result **result, giaingan_error **error);
        int32_t giaingan_test_policy_documents(const char *const *names, const char *const *documents,
            const int64_t *sizes, int64_t count, const char *tests, int64_t tests_size, const char *tests_name,
            const char *folder, giaingan_result **result, giaingan_error **error);
        int32_t giaingan_replay(const giaingan_policy *policy, const giaingan_portfolio *portfolio, const char *json,
            int64_t size, giaingan_error **error);
        int32_t giaingan_panel_create(const giaingan_column *plan, const giaingan_column *disbursed,
            int32_t first_month, int32_t months, giaingan_panel **panel, giaingan_error **error);
        void giaingan_panel_release(giaingan_panel *panel);
        int32_t giaingan_panel_total(const giaingan_panel *panel, int32_t month, int64_t *plan, int64_t *disbursed,
            giaingan_error **error);
        int32_t giaingan_panel_rank(const giaingan_panel *panel, int32_t ties, int32_t threads, int32_t *const *rank,
            giaingan_error **error);
        int32_t giaingan_panel_below_average(const giaingan_panel *panel, const int64_t *reference_plan,
            const int64_t *reference_disbursed, int32_t months, int32_t gap, int32_t threads, uint16_t *below,
            uint16_t *undefined, uint8_t *current, uint8_t *longest, uint8_t *first_flagged, giaingan_error **error);
        int32_t giaingan_ratings_create(const giaingan_policy *policy, int32_t subject,
            const giaingan_ratings *collectives, const giaingan_column *metrics, const giaingan_column *denominators,
            int64_t count, giaingan_ratings **ratings, giaingan_error **error);
        void giaingan_ratings_release(giaingan_ratings *ratings);
        int32_t giaingan_ratings_column(const giaingan_ratings *ratings, const char *name, giaingan_column *column,
            giaingan_error **error);
        int32_t giaingan_ratings_bands(const giaingan_ratings *ratings, const char *criterion,
            giaingan_column *column, giaingan_error **error);
        int32_t giaingan_ratings_limit(const giaingan_ratings *ratings, int64_t limit, giaingan_column *column,
            giaingan_error **error);
        int32_t giaingan_ratings_demoted(const giaingan_ratings *ratings, const char *quota, giaingan_column *column,
            giaingan_error **error);
        int32_t giaingan_ratings_legend(const giaingan_ratings *ratings, giaingan_result **result,
            giaingan_error **error);
        int32_t giaingan_ratings_explain(const giaingan_ratings *ratings, int64_t row, const char *unit,
            giaingan_result **result, giaingan_error **error);
        void giaingan_result_release(giaingan_result *result);
        int32_t giaingan_result_json(const giaingan_result *result, const char **json, int64_t *size,
            giaingan_error **error);
        int64_t giaingan_result_table_count(const giaingan_result *result);
        const char *giaingan_result_table_name(const giaingan_result *result, int64_t index);
        int32_t giaingan_result_column(const giaingan_result *result, const char *table, const char *name,
            giaingan_column *column, giaingan_error **error);
        int32_t giaingan_result_explain(const giaingan_result *result, int64_t row, const char *language, char **text,
            int64_t *size, giaingan_error **error);
        int32_t giaingan_result_icalendar(const giaingan_result *result, const char *language, char **text,
            int64_t *size, giaingan_error **error);
        void giaingan_text_release(char *text);
        C;

    private static ?FFI $library = null;

    /** The library: GIAINGAN_LIBRARY names the file, else the system's loader finds it. */
    public static function library(): FFI
    {
        return self::$library ??= FFI::cdef(self::DECLARATIONS, getenv('GIAINGAN_LIBRARY') ?: 'libgiaingan.so.1');
    }

    /** A number of giaingan.h by its name without GIAINGAN_. */
    public static function constant(string $name): int
    {
        $value = self::library()->new('int64_t');
        if (self::library()->giaingan_constant("GIAINGAN_$name", FFI::addr($value)) !== 0) {
            throw new InternalError("the library doesn't know GIAINGAN_$name");
        }
        return $value->cdata;
    }

    /** Calls a function whose last parameter is the error object; throws what it fails with. */
    public static function call(string $name, mixed ...$arguments): void
    {
        $library = self::library();
        $error = $library->new('giaingan_error*');
        $status = $library->{"giaingan_$name"}(...[...$arguments, FFI::addr($error)]);
        if ($status === 0) {
            return;
        }
        try {
            $text = $library->giaingan_error_text($error);
            throw match ($status) {
                self::constant('INVALID_INPUT') => new InvalidInput($text, self::diagnostics($error)),
                self::constant('INVALID_ARGUMENT') => new InvalidArgument($text),
                self::constant('CANCELLED') => new Cancelled($text),
                self::constant('OUT_OF_MEMORY') => new OutOfMemory('giaingan ran out of memory'),
                default => new InternalError($text),
            };
        } finally {
            $library->giaingan_error_release($error);
        }
    }

    /** A place for an object that a function gives. */
    public static function place(string $type): CData
    {
        return self::library()->new($type);
    }

    /** The text that a function gives by pointer and size. */
    public static function text(CData $pointer, CData $size): string
    {
        return $size->cdata === 0 ? '' : FFI::string($pointer, $size->cdata);
    }

    /** The text that a function gives before the error object, which is released. */
    public static function takenText(string $name, mixed ...$question): string
    {
        $text = self::place('char*');
        $size = self::place('int64_t');
        self::call($name, ...[...$question, FFI::addr($text), FFI::addr($size)]);
        try {
            return self::text($text, $size);
        } finally {
            self::library()->giaingan_text_release($text);
        }
    }

    /** @return list<Diagnostic> */
    private static function diagnostics(CData $error): array
    {
        $found = [];
        for ($i = 0; $i < self::library()->giaingan_error_diagnostic_count($error); ++$i) {
            $each = self::library()->new('giaingan_diagnostic');
            self::library()->giaingan_error_diagnostic($error, $i, FFI::addr($each));
            $found[] = new Diagnostic($each->code, $each->file, $each->row, $each->column, $each->pointer,
                $each->message, $each->expected, $each->remedy);
        }
        return $found;
    }
}
