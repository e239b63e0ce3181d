package vn.giaingan;

import com.sun.jna.NativeLibrary;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The functions of giaingan.h, by JNA. Pointers are long, what C writes to is an array of one: memory that JNA takes for
 * a reference costs a microsecond. From Java 22 on, java-ffm/ has another class of this name.
 */
final class Library {
  static {
    if (com.sun.jna.Native.POINTER_SIZE != Long.BYTES) {
      throw new UnsatisfiedLinkError("giaingan needs a Java of 64 bits");
    }
    // Registered, for calls through an interface of JNA's cost several times as much.
    com.sun.jna.Native.register(Library.class, file());
  }

  /** Found by the system's loader, or in the folder that the property jna.library.path names. */
  static NativeLibrary file() {
    return NativeLibrary.getInstance(
        "giaingan", Map.of(com.sun.jna.Library.OPTION_STRING_ENCODING, StandardCharsets.UTF_8.name()));
  }

  private Library() {}

  static native String giaingan_version();

  static native int giaingan_constant(String name, long[] value);

  static native String giaingan_error_text(long error);

  static native long giaingan_error_diagnostic_count(long error);

  static native int giaingan_error_diagnostic(long error, long index, long[] diagnostic);

  static native void giaingan_error_release(long error);

  static native int giaingan_policy_from_json(byte[] json, long size, String name, long[] policy, long[] error);

  static native int giaingan_policy_from_documents(
      long[] names, long[] documents, long[] sizes, long count, int year, int month, int day, long[] policy,
      long[] error);

  static native void giaingan_policy_release(long policy);

  static native int giaingan_policy_year(long policy);

  static native int giaingan_portfolio_read(String folder, int year, long[] portfolio, long[] error);

  static native void giaingan_portfolio_release(long portfolio);

  static native int giaingan_assess(
      long policy, long portfolio, int year, int month, int day, String level, long[] result, long[] error);

  static native int giaingan_judge(
      long policy, long portfolio, int year, int month, int day, String level, long[] result, long[] error);

  static native int giaingan_evaluate(
      long policy, long portfolio, int year, int month, int day, long[] result, long[] error);

  static native int giaingan_list_obligations(
      long policy, long portfolio, int year, int month, int day, String unit, long[] result, long[] error);

  static native int giaingan_reallocate(
      long policy, long portfolio, String round, long[] result, long[] after, long[] error);

  static native int giaingan_adjust_medium_term(
      long policy, long portfolio, String adjustment, long[] result, long[] after, long[] error);

  static native int giaingan_review_revenue_plans(
      long policy, long portfolio, int year, int month, int day, long[] result, long[] after, long[] error);

  static native int giaingan_verify_round(
      long policy, long portfolio, byte[] json, long size, long[] after, long[] error);

  static native int giaingan_builder_create(int year, long[] builder, long[] error);

  static native int giaingan_builder_add(long builder, String table, long columns, long count, long[] error);

  static native int giaingan_builder_finish(long builder, long[] portfolio, long[] error);

  static native void giaingan_builder_release(long builder);

  static native int giaingan_why_not(
      long policy, long portfolio, int year, int month, int day, String unit, String goal, String level,
      long[] result, long[] error);

  static native int giaingan_what_would_it_take(
      long policy, long portfolio, int year, int month, int day, String unit, String goal, String by, String level,
      long[] result, long[] error);

  static native int giaingan_compare(
      byte[] policyA, long sizeA, long portfolioA, int yearA, int monthA, int dayA, byte[] policyB, long sizeB,
      long portfolioB, int yearB, int monthB, int dayB, long[] result, long[] error);

  static native int giaingan_compare_rubrics(long a, long b, long[] result, long[] error);

  static native int giaingan_resolve_policy(
      long[] names, long[] documents, long[] sizes, long count, int year, int month, int day, long[] text, long[] size,
      long[] error);

  static native int giaingan_test_policy_documents(
      long[] names, long[] documents, long[] sizes, long count, byte[] tests, long testsSize, String testsName,
      String folder, long[] result, long[] error);

  static native int giaingan_test_policy(
      byte[] policy, long policySize, String policyName, byte[] tests, long testsSize, String testsName,
      String folder, long[] result, long[] error);

  static native int giaingan_replay(long policy, long portfolio, byte[] json, long size, long[] error);

  static native int giaingan_panel_create(
      long plan, long disbursed, int firstMonth, int months, long[] panel, long[] error);

  static native void giaingan_panel_release(long panel);

  static native int giaingan_panel_total(long panel, int month, long[] plan, long[] disbursed, long[] error);

  static native int giaingan_panel_rank(long panel, int ties, int threads, long rank, long[] error);

  static native int giaingan_panel_below_average(
      long panel, long[] referencePlan, long[] referenceDisbursed, int monthsInARow, int gap, int threads,
      short[] below, short[] undefined, byte[] current, byte[] longest, byte[] firstFlagged, long[] error);

  static native int giaingan_ratings_create(
      long policy, int subject, long collectives, long metrics, long denominators, long count, long[] ratings,
      long[] error);

  static native void giaingan_ratings_release(long ratings);

  static native int giaingan_ratings_column(long ratings, String name, long[] column, long[] error);

  static native int giaingan_ratings_bands(long ratings, String criterion, long[] column, long[] error);

  static native int giaingan_ratings_limit(long ratings, long limit, long[] column, long[] error);

  static native int giaingan_ratings_demoted(long ratings, String quota, long[] column, long[] error);

  static native int giaingan_ratings_legend(long ratings, long[] result, long[] error);

  static native int giaingan_ratings_explain(long ratings, long row, String unit, long[] result, long[] error);

  static native void giaingan_result_release(long result);

  static native int giaingan_result_json(long result, long[] json, long[] size, long[] error);

  static native long giaingan_result_table_count(long result);

  static native String giaingan_result_table_name(long result, long index);

  static native int giaingan_result_column(long result, String table, String name, long[] column, long[] error);

  static native int giaingan_result_explain(
      long result, long row, String language, long[] text, long[] size, long[] error);

  static native int giaingan_result_icalendar(long result, String language, long[] text, long[] size, long[] error);

  static native void giaingan_text_release(long text);
}
