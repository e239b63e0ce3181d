package vn.giaingan;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The functions of giaingan.h, by the Foreign Function and Memory API, for Java 22 and later: what the class of this name
 * is that uses JNA. Pointers are long.
 */
@SuppressWarnings("restricted") // calls out of Java
final class Library {
  private static final MemoryLayout INT = ValueLayout.JAVA_INT;
  private static final MemoryLayout LONG = ValueLayout.JAVA_LONG;
  private static final SymbolLookup LIBRARY = load();

  private Library() {}

  /** The library: found in the folders of the property java.library.path, which begins with LD_LIBRARY_PATH. */
  private static SymbolLookup load() {
    System.loadLibrary("giaingan");
    return SymbolLookup.loaderLookup();
  }

  static MethodHandle of(String name, MemoryLayout returns, MemoryLayout... takes) {
    FunctionDescriptor type =
        returns == null ? FunctionDescriptor.ofVoid(takes) : FunctionDescriptor.of(returns, takes);
    return Linker.nativeLinker().downcallHandle(LIBRARY.find(name).orElseThrow(), type);
  }

  static Error failed(Throwable error) {
    return error instanceof Error fault ? fault : new AssertionError(error);
  }

  private static final MethodHandle VERSION = of("giaingan_version", LONG);
  static String giaingan_version() {
    try {
      return Block.text((long) VERSION.invokeExact());
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle CONSTANT = of("giaingan_constant", INT, LONG, LONG);
  static int giaingan_constant(String name, long[] value) {
    try (Call call = new Call()) {
      return (int) CONSTANT.invokeExact(call.text(name), call.place(value));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle ERROR_TEXT = of("giaingan_error_text", LONG, LONG);
  static String giaingan_error_text(long error) {
    try {
      return Block.text((long) ERROR_TEXT.invokeExact(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle ERROR_DIAGNOSTIC_COUNT = of("giaingan_error_diagnostic_count", LONG, LONG);
  static long giaingan_error_diagnostic_count(long error) {
    try {
      return (long) ERROR_DIAGNOSTIC_COUNT.invokeExact(error);
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle ERROR_DIAGNOSTIC = of("giaingan_error_diagnostic", INT, LONG, LONG, LONG);
  static int giaingan_error_diagnostic(long error, long index, long[] diagnostic) {
    try (Call call = new Call()) {
      return (int) ERROR_DIAGNOSTIC.invokeExact(error, index, call.place(diagnostic));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle ERROR_RELEASE = of("giaingan_error_release", null, LONG);
  static void giaingan_error_release(long error) {
    try {
      ERROR_RELEASE.invokeExact(error);
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle POLICY_FROM_JSON = of(
      "giaingan_policy_from_json", INT, LONG, LONG, LONG, LONG, LONG);
  static int giaingan_policy_from_json(byte[] json, long size, String name, long[] policy, long[] error) {
    try (Call call = new Call()) {
      return (int) POLICY_FROM_JSON.invokeExact(
          call.bytes(json), size, call.text(name), call.place(policy), call.place(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle POLICY_FROM_DOCUMENTS = of(
      "giaingan_policy_from_documents", INT, LONG, LONG, LONG, LONG, INT, INT, INT, LONG, LONG);
  static int giaingan_policy_from_documents(
      long[] names, long[] documents, long[] sizes, long count, int year, int month, int day, long[] policy,
      long[] error) {
    try (Call call = new Call()) {
      return (int) POLICY_FROM_DOCUMENTS.invokeExact(
          call.place(names), call.place(documents), call.place(sizes), count, year, month, day, call.place(policy),
          call.place(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle POLICY_RELEASE = of("giaingan_policy_release", null, LONG);
  static void giaingan_policy_release(long policy) {
    try {
      POLICY_RELEASE.invokeExact(policy);
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle POLICY_YEAR = of("giaingan_policy_year", INT, LONG);
  static int giaingan_policy_year(long policy) {
    try {
      return (int) POLICY_YEAR.invokeExact(policy);
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle PORTFOLIO_READ = of("giaingan_portfolio_read", INT, LONG, INT, LONG, LONG);
  static int giaingan_portfolio_read(String folder, int year, long[] portfolio, long[] error) {
    try (Call call = new Call()) {
      return (int) PORTFOLIO_READ.invokeExact(
          call.text(folder), year, call.place(portfolio), call.place(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle PORTFOLIO_RELEASE = of("giaingan_portfolio_release", null, LONG);
  static void giaingan_portfolio_release(long portfolio) {
    try {
      PORTFOLIO_RELEASE.invokeExact(portfolio);
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle ASSESS = of(
      "giaingan_assess", INT, LONG, LONG, INT, INT, INT, LONG, LONG, LONG);
  static int giaingan_assess(
      long policy, long portfolio, int year, int month, int day, String level, long[] result, long[] error) {
    try (Call call = new Call()) {
      return (int) ASSESS.invokeExact(
          policy, portfolio, year, month, day, call.text(level), call.place(result), call.place(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle JUDGE = of("giaingan_judge", INT, LONG, LONG, INT, INT, INT, LONG, LONG, LONG);
  static int giaingan_judge(
      long policy, long portfolio, int year, int month, int day, String level, long[] result, long[] error) {
    try (Call call = new Call()) {
      return (int) JUDGE.invokeExact(
          policy, portfolio, year, month, day, call.text(level), call.place(result), call.place(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle EVALUATE = of("giaingan_evaluate", INT, LONG, LONG, INT, INT, INT, LONG, LONG);
  static int giaingan_evaluate(
      long policy, long portfolio, int year, int month, int day, long[] result, long[] error) {
    try (Call call = new Call()) {
      return (int) EVALUATE.invokeExact(
          policy, portfolio, year, month, day, call.place(result), call.place(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle LIST_OBLIGATIONS = of(
      "giaingan_list_obligations", INT, LONG, LONG, INT, INT, INT, LONG, LONG, LONG);
  static int giaingan_list_obligations(
      long policy, long portfolio, int year, int month, int day, String unit, long[] result, long[] error) {
    try (Call call = new Call()) {
      return (int) LIST_OBLIGATIONS.invokeExact(
          policy, portfolio, year, month, day, call.text(unit), call.place(result), call.place(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle REALLOCATE = of("giaingan_reallocate", INT, LONG, LONG, LONG, LONG, LONG, LONG);
  static int giaingan_reallocate(
      long policy, long portfolio, String round, long[] result, long[] after, long[] error) {
    try (Call call = new Call()) {
      return (int) REALLOCATE.invokeExact(
          policy, portfolio, call.text(round), call.place(result), call.place(after), call.place(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle ADJUST_MEDIUM_TERM = of(
      "giaingan_adjust_medium_term", INT, LONG, LONG, LONG, LONG, LONG, LONG);
  static int giaingan_adjust_medium_term(
      long policy, long portfolio, String adjustment, long[] result, long[] after, long[] error) {
    try (Call call = new Call()) {
      return (int) ADJUST_MEDIUM_TERM.invokeExact(
          policy, portfolio, call.text(adjustment), call.place(result), call.place(after), call.place(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle REVIEW_REVENUE_PLANS = of(
      "giaingan_review_revenue_plans", INT, LONG, LONG, INT, INT, INT, LONG, LONG, LONG);
  static int giaingan_review_revenue_plans(
      long policy, long portfolio, int year, int month, int day, long[] result, long[] after, long[] error) {
    try (Call call = new Call()) {
      return (int) REVIEW_REVENUE_PLANS.invokeExact(
          policy, portfolio, year, month, day, call.place(result), call.place(after), call.place(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle VERIFY_ROUND = of(
      "giaingan_verify_round", INT, LONG, LONG, LONG, LONG, LONG, LONG);
  static int giaingan_verify_round(
      long policy, long portfolio, byte[] json, long size, long[] after, long[] error) {
    try (Call call = new Call()) {
      return (int) VERIFY_ROUND.invokeExact(
          policy, portfolio, call.bytes(json), size, call.place(after), call.place(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle BUILDER_CREATE = of("giaingan_builder_create", INT, INT, LONG, LONG);
  static int giaingan_builder_create(int year, long[] builder, long[] error) {
    try (Call call = new Call()) {
      return (int) BUILDER_CREATE.invokeExact(year, call.place(builder), call.place(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle BUILDER_ADD = of("giaingan_builder_add", INT, LONG, LONG, LONG, LONG, LONG);
  static int giaingan_builder_add(long builder, String table, long columns, long count, long[] error) {
    try (Call call = new Call()) {
      return (int) BUILDER_ADD.invokeExact(builder, call.text(table), columns, count, call.place(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle BUILDER_FINISH = of("giaingan_builder_finish", INT, LONG, LONG, LONG);
  static int giaingan_builder_finish(long builder, long[] portfolio, long[] error) {
    try (Call call = new Call()) {
      return (int) BUILDER_FINISH.invokeExact(builder, call.place(portfolio), call.place(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle BUILDER_RELEASE = of("giaingan_builder_release", null, LONG);
  static void giaingan_builder_release(long builder) {
    try {
      BUILDER_RELEASE.invokeExact(builder);
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle WHY_NOT = of(
      "giaingan_why_not", INT, LONG, LONG, INT, INT, INT, LONG, LONG, LONG, LONG, LONG);
  static int giaingan_why_not(
      long policy, long portfolio, int year, int month, int day, String unit, String goal, String level,
      long[] result, long[] error) {
    try (Call call = new Call()) {
      return (int) WHY_NOT.invokeExact(
          policy, portfolio, year, month, day, call.text(unit), call.text(goal), call.text(level),
          call.place(result), call.place(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle WHAT_WOULD_IT_TAKE = of(
      "giaingan_what_would_it_take", INT, LONG, LONG, INT, INT, INT, LONG, LONG, LONG, LONG, LONG, LONG);
  static int giaingan_what_would_it_take(
      long policy, long portfolio, int year, int month, int day, String unit, String goal, String by, String level,
      long[] result, long[] error) {
    try (Call call = new Call()) {
      return (int) WHAT_WOULD_IT_TAKE.invokeExact(
          policy, portfolio, year, month, day, call.text(unit), call.text(goal), call.text(by), call.text(level),
          call.place(result), call.place(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle COMPARE = of(
      "giaingan_compare", INT, LONG, LONG, LONG, INT, INT, INT, LONG, LONG, LONG, INT, INT, INT, LONG, LONG);
  static int giaingan_compare(
      byte[] policyA, long sizeA, long portfolioA, int yearA, int monthA, int dayA, byte[] policyB, long sizeB,
      long portfolioB, int yearB, int monthB, int dayB, long[] result, long[] error) {
    try (Call call = new Call()) {
      return (int) COMPARE.invokeExact(
          call.bytes(policyA), sizeA, portfolioA, yearA, monthA, dayA, call.bytes(policyB), sizeB, portfolioB,
          yearB, monthB, dayB, call.place(result), call.place(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle COMPARE_RUBRICS = of("giaingan_compare_rubrics", INT, LONG, LONG, LONG, LONG);
  static int giaingan_compare_rubrics(long a, long b, long[] result, long[] error) {
    try (Call call = new Call()) {
      return (int) COMPARE_RUBRICS.invokeExact(a, b, call.place(result), call.place(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle RESOLVE_POLICY = of(
      "giaingan_resolve_policy", INT, LONG, LONG, LONG, LONG, INT, INT, INT, LONG, LONG, LONG);
  static int giaingan_resolve_policy(
      long[] names, long[] documents, long[] sizes, long count, int year, int month, int day, long[] text, long[] size,
      long[] error) {
    try (Call call = new Call()) {
      return (int) RESOLVE_POLICY.invokeExact(
          call.place(names), call.place(documents), call.place(sizes), count, year, month, day, call.place(text),
          call.place(size), call.place(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle TEST_POLICY_DOCUMENTS = of(
      "giaingan_test_policy_documents", INT, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG);
  static int giaingan_test_policy_documents(
      long[] names, long[] documents, long[] sizes, long count, byte[] tests, long testsSize, String testsName,
      String folder, long[] result, long[] error) {
    try (Call call = new Call()) {
      return (int) TEST_POLICY_DOCUMENTS.invokeExact(
          call.place(names), call.place(documents), call.place(sizes), count, call.bytes(tests), testsSize,
          call.text(testsName), call.text(folder), call.place(result), call.place(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle TEST_POLICY = of(
      "giaingan_test_policy", INT, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG);
  static int giaingan_test_policy(
      byte[] policy, long policySize, String policyName, byte[] tests, long testsSize, String testsName,
      String folder, long[] result, long[] error) {
    try (Call call = new Call()) {
      return (int) TEST_POLICY.invokeExact(
          call.bytes(policy), policySize, call.text(policyName), call.bytes(tests), testsSize,
          call.text(testsName), call.text(folder), call.place(result), call.place(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle REPLAY = of("giaingan_replay", INT, LONG, LONG, LONG, LONG, LONG);
  static int giaingan_replay(long policy, long portfolio, byte[] json, long size, long[] error) {
    try (Call call = new Call()) {
      return (int) REPLAY.invokeExact(policy, portfolio, call.bytes(json), size, call.place(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle PANEL_CREATE = of(
      "giaingan_panel_create", INT, LONG, LONG, INT, INT, LONG, LONG);
  static int giaingan_panel_create(
      long plan, long disbursed, int firstMonth, int months, long[] panel, long[] error) {
    try (Call call = new Call()) {
      return (int) PANEL_CREATE.invokeExact(
          plan, disbursed, firstMonth, months, call.place(panel), call.place(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle PANEL_RELEASE = of("giaingan_panel_release", null, LONG);
  static void giaingan_panel_release(long panel) {
    try {
      PANEL_RELEASE.invokeExact(panel);
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle PANEL_TOTAL = of("giaingan_panel_total", INT, LONG, INT, LONG, LONG, LONG);
  static int giaingan_panel_total(long panel, int month, long[] plan, long[] disbursed, long[] error) {
    try (Call call = new Call()) {
      return (int) PANEL_TOTAL.invokeExact(
          panel, month, call.place(plan), call.place(disbursed), call.place(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle PANEL_RANK = of("giaingan_panel_rank", INT, LONG, INT, INT, LONG, LONG);
  static int giaingan_panel_rank(long panel, int ties, int threads, long rank, long[] error) {
    try (Call call = new Call()) {
      return (int) PANEL_RANK.invokeExact(panel, ties, threads, rank, call.place(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle PANEL_BELOW_AVERAGE = of(
      "giaingan_panel_below_average", INT, LONG, LONG, LONG, INT, INT, INT, LONG, LONG, LONG, LONG, LONG, LONG);
  static int giaingan_panel_below_average(
      long panel, long[] referencePlan, long[] referenceDisbursed, int monthsInARow, int gap, int threads,
      short[] below, short[] undefined, byte[] current, byte[] longest, byte[] firstFlagged, long[] error) {
    try (Call call = new Call()) {
      return (int) PANEL_BELOW_AVERAGE.invokeExact(
          panel, call.place(referencePlan), call.place(referenceDisbursed), monthsInARow, gap, threads,
          call.place(below), call.place(undefined), call.place(current), call.place(longest),
          call.place(firstFlagged), call.place(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle RATINGS_CREATE = of(
      "giaingan_ratings_create", INT, LONG, INT, LONG, LONG, LONG, LONG, LONG, LONG);
  static int giaingan_ratings_create(
      long policy, int subject, long collectives, long metrics, long denominators, long count, long[] ratings,
      long[] error) {
    try (Call call = new Call()) {
      return (int) RATINGS_CREATE.invokeExact(
          policy, subject, collectives, metrics, denominators, count, call.place(ratings), call.place(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle RATINGS_RELEASE = of("giaingan_ratings_release", null, LONG);
  static void giaingan_ratings_release(long ratings) {
    try {
      RATINGS_RELEASE.invokeExact(ratings);
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle RATINGS_COLUMN = of("giaingan_ratings_column", INT, LONG, LONG, LONG, LONG);
  static int giaingan_ratings_column(long ratings, String name, long[] column, long[] error) {
    try (Call call = new Call()) {
      return (int) RATINGS_COLUMN.invokeExact(
          ratings, call.text(name), call.place(column), call.place(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle RATINGS_BANDS = of("giaingan_ratings_bands", INT, LONG, LONG, LONG, LONG);
  static int giaingan_ratings_bands(long ratings, String criterion, long[] column, long[] error) {
    try (Call call = new Call()) {
      return (int) RATINGS_BANDS.invokeExact(
          ratings, call.text(criterion), call.place(column), call.place(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle RATINGS_LIMIT = of("giaingan_ratings_limit", INT, LONG, LONG, LONG, LONG);
  static int giaingan_ratings_limit(long ratings, long limit, long[] column, long[] error) {
    try (Call call = new Call()) {
      return (int) RATINGS_LIMIT.invokeExact(ratings, limit, call.place(column), call.place(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle RATINGS_DEMOTED = of("giaingan_ratings_demoted", INT, LONG, LONG, LONG, LONG);
  static int giaingan_ratings_demoted(long ratings, String quota, long[] column, long[] error) {
    try (Call call = new Call()) {
      return (int) RATINGS_DEMOTED.invokeExact(
          ratings, call.text(quota), call.place(column), call.place(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle RATINGS_LEGEND = of("giaingan_ratings_legend", INT, LONG, LONG, LONG);
  static int giaingan_ratings_legend(long ratings, long[] result, long[] error) {
    try (Call call = new Call()) {
      return (int) RATINGS_LEGEND.invokeExact(ratings, call.place(result), call.place(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle RATINGS_EXPLAIN = of(
      "giaingan_ratings_explain", INT, LONG, LONG, LONG, LONG, LONG);
  static int giaingan_ratings_explain(long ratings, long row, String unit, long[] result, long[] error) {
    try (Call call = new Call()) {
      return (int) RATINGS_EXPLAIN.invokeExact(
          ratings, row, call.text(unit), call.place(result), call.place(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle RESULT_RELEASE = of("giaingan_result_release", null, LONG);
  static void giaingan_result_release(long result) {
    try {
      RESULT_RELEASE.invokeExact(result);
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle RESULT_JSON = of("giaingan_result_json", INT, LONG, LONG, LONG, LONG);
  static int giaingan_result_json(long result, long[] json, long[] size, long[] error) {
    try (Call call = new Call()) {
      return (int) RESULT_JSON.invokeExact(result, call.place(json), call.place(size), call.place(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle RESULT_TABLE_COUNT = of("giaingan_result_table_count", LONG, LONG);
  static long giaingan_result_table_count(long result) {
    try {
      return (long) RESULT_TABLE_COUNT.invokeExact(result);
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle RESULT_TABLE_NAME = of("giaingan_result_table_name", LONG, LONG, LONG);
  static String giaingan_result_table_name(long result, long index) {
    try {
      return Block.text((long) RESULT_TABLE_NAME.invokeExact(result, index));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle RESULT_COLUMN = of("giaingan_result_column", INT, LONG, LONG, LONG, LONG, LONG);
  static int giaingan_result_column(long result, String table, String name, long[] column, long[] error) {
    try (Call call = new Call()) {
      return (int) RESULT_COLUMN.invokeExact(
          result, call.text(table), call.text(name), call.place(column), call.place(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle RESULT_EXPLAIN = of(
      "giaingan_result_explain", INT, LONG, LONG, LONG, LONG, LONG, LONG);
  static int giaingan_result_explain(
      long result, long row, String language, long[] text, long[] size, long[] error) {
    try (Call call = new Call()) {
      return (int) RESULT_EXPLAIN.invokeExact(
          result, row, call.text(language), call.place(text), call.place(size), call.place(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle RESULT_ICALENDAR = of(
      "giaingan_result_icalendar", INT, LONG, LONG, LONG, LONG, LONG);
  static int giaingan_result_icalendar(long result, String language, long[] text, long[] size, long[] error) {
    try (Call call = new Call()) {
      return (int) RESULT_ICALENDAR.invokeExact(
          result, call.text(language), call.place(text), call.place(size), call.place(error));
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }

  private static final MethodHandle TEXT_RELEASE = of("giaingan_text_release", null, LONG);
  static void giaingan_text_release(long text) {
    try {
      TEXT_RELEASE.invokeExact(text);
    } catch (Throwable fault) {
      throw failed(fault);
    }
  }
}
