package vn.giaingan;

import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The functions of giaingan.h, and how their failures become exceptions. */
final class Native {
  static {
    if (com.sun.jna.Native.POINTER_SIZE != Long.BYTES) {
      throw new UnsatisfiedLinkError("giaingan needs a Java of 64 bits");
    }
    // Found by the system's loader, or in the folder that the property jna.library.path names. Registered, for calls
    // through an interface of JNA's cost several times as much.
    com.sun.jna.Native.register(
        Native.class,
        NativeLibrary.getInstance(
            "giaingan", Map.of(Library.OPTION_STRING_ENCODING, StandardCharsets.UTF_8.name())));
  }

  private Native() {}

  static final int OK = constant("OK");
  static final int INVALID_INPUT = constant("INVALID_INPUT");
  static final int INVALID_ARGUMENT = constant("INVALID_ARGUMENT");
  static final int OUT_OF_MEMORY = constant("OUT_OF_MEMORY");

  /** giaingan_column */
  @Structure.FieldOrder({"name", "data", "offsets", "valid", "length", "stride", "type"})
  public static class Column extends Structure {
    public Pointer name;
    public Pointer data;
    public Pointer offsets;
    public Pointer valid;
    public long length;
    public int stride;
    public int type;
  }

  /** giaingan_diagnostic */
  @Structure.FieldOrder({"code", "file", "column", "pointer", "message", "expected", "remedy", "row"})
  public static class RawDiagnostic extends Structure {
    public Pointer code;
    public Pointer file;
    public Pointer column;
    public Pointer pointer;
    public Pointer message;
    public Pointer expected;
    public Pointer remedy;
    public long row;
  }

  static native String giaingan_version();

  static native int giaingan_constant(String name, long[] value);

  static native String giaingan_error_text(Pointer error);

  static native long giaingan_error_diagnostic_count(Pointer error);

  static native int giaingan_error_diagnostic(Pointer error, long index, RawDiagnostic diagnostic);

  static native void giaingan_error_release(Pointer error);

  static native int giaingan_policy_from_json(
      byte[] json, long size, String name, long[] policy, long[] error);

  static native void giaingan_policy_release(Pointer policy);

  static native int giaingan_policy_year(Pointer policy);

  static native int giaingan_portfolio_read(String folder, int year, long[] portfolio, long[] error);

  static native void giaingan_portfolio_release(Pointer portfolio);

  static native int giaingan_assess(
      Pointer policy, Pointer portfolio, int year, int month, int day, String level,
      long[] result, long[] error);

  static native int giaingan_judge(
      Pointer policy, Pointer portfolio, int year, int month, int day, String level,
      long[] result, long[] error);

  static native int giaingan_evaluate(
      Pointer policy, Pointer portfolio, int year, int month, int day,
      long[] result, long[] error);

  static native int giaingan_list_obligations(
      Pointer policy, Pointer portfolio, int year, int month, int day, String unit,
      long[] result, long[] error);

  static native int giaingan_reallocate(
      Pointer policy, Pointer portfolio, String round,
      long[] result, long[] after, long[] error);

  static native int giaingan_adjust_medium_term(
      Pointer policy, Pointer portfolio, String adjustment,
      long[] result, long[] after, long[] error);

  static native int giaingan_review_revenue_plans(
      Pointer policy, Pointer portfolio, int year, int month, int day,
      long[] result, long[] after, long[] error);

  static native int giaingan_verify_round(
      Pointer policy, Pointer portfolio, byte[] json, long size, long[] after, long[] error);

  static native int giaingan_builder_create(int year, long[] builder, long[] error);

  static native int giaingan_builder_add(Pointer builder, String table, Pointer columns, long count, long[] error);

  static native int giaingan_builder_finish(Pointer builder, long[] portfolio, long[] error);

  static native void giaingan_builder_release(Pointer builder);

  static native int giaingan_why_not(
      Pointer policy, Pointer portfolio, int year, int month, int day, String unit, String goal, String level,
      long[] result, long[] error);

  static native int giaingan_what_would_it_take(
      Pointer policy, Pointer portfolio, int year, int month, int day, String unit, String goal, String by,
      String level, long[] result, long[] error);

  static native int giaingan_compare(
      byte[] policyA, long sizeA, Pointer portfolioA, int yearA, int monthA, int dayA,
      byte[] policyB, long sizeB, Pointer portfolioB, int yearB, int monthB, int dayB,
      long[] result, long[] error);

  static native int giaingan_compare_rubrics(Pointer a, Pointer b, long[] result, long[] error);

  static native int giaingan_test_policy(
      byte[] policy, long policySize, String policyName, byte[] tests, long testsSize, String testsName,
      String folder, long[] result, long[] error);

  static native int giaingan_replay(Pointer policy, Pointer portfolio, byte[] json, long size, long[] error);

  static native int giaingan_panel_create(
      Pointer plan, Pointer disbursed, int firstMonth, int months, long[] panel,
      long[] error);

  static native void giaingan_panel_release(Pointer panel);

  static native int giaingan_panel_total(
      Pointer panel, int month, long[] plan, long[] disbursed, long[] error);

  static native int giaingan_panel_rank(Pointer panel, int ties, int threads, Pointer rank, long[] error);

  static native int giaingan_panel_below_average(
      Pointer panel, long[] referencePlan, long[] referenceDisbursed, int monthsInARow, int gap, int threads,
      short[] below, short[] undefined, byte[] current, byte[] longest, byte[] firstFlagged,
      long[] error);

  static native int giaingan_ratings_create(
      Pointer policy, int subject, Pointer collectives, Pointer metrics, Pointer denominators, long count,
      long[] ratings, long[] error);

  static native void giaingan_ratings_release(Pointer ratings);

  static native int giaingan_ratings_column(Pointer ratings, String name, Column column, long[] error);

  static native int giaingan_ratings_bands(Pointer ratings, String criterion, Column column, long[] error);

  static native int giaingan_ratings_limit(Pointer ratings, long limit, Column column, long[] error);

  static native int giaingan_ratings_demoted(Pointer ratings, String quota, Column column, long[] error);

  static native int giaingan_ratings_legend(Pointer ratings, long[] result, long[] error);

  static native int giaingan_ratings_explain(
      Pointer ratings, long row, String unit, long[] result, long[] error);

  static native void giaingan_result_release(Pointer result);

  static native int giaingan_result_json(Pointer result, long[] json, long[] size, long[] error);

  static native long giaingan_result_table_count(Pointer result);

  static native String giaingan_result_table_name(Pointer result, long index);

  static native int giaingan_result_column(Pointer result, String table, String name, Column column, long[] error);

  static native int giaingan_result_explain(
      Pointer result, long row, String language, long[] text, long[] size,
      long[] error);

  static native int giaingan_result_icalendar(
      Pointer result, String language, long[] text, long[] size, long[] error);

  static native void giaingan_text_release(Pointer text);

  /**
   * What a function has put into a place of a pointer's size. Places are long[1]: memory that JNA takes for a reference
   * costs a microsecond.
   */
  static Pointer pointer(long[] place) {
    return place[0] == 0 ? null : new Pointer(place[0]);
  }

  /** A number of giaingan.h by its name without GIAINGAN_. */
  static int constant(String name) {
    long[] value = new long[1];
    if (giaingan_constant("GIAINGAN_" + name, value) != 0) {
      throw new InternalErrorException("the library doesn't know GIAINGAN_" + name);
    }
    return Math.toIntExact(value[0]);
  }

  /** A function whose last parameter is the error object. */
  @FunctionalInterface
  interface Call {
    int run(long[] error);
  }

  /** Calls a function; throws what it fails with. */
  static void checked(Call call) {
    long[] place = new long[1];
    int status = call.run(place);
    if (status == OK) {
      return;
    }
    Pointer error = pointer(place);
    try {
      if (status == OUT_OF_MEMORY) {
        throw new OutOfMemoryError("giaingan ran out of memory");
      }
      String text = giaingan_error_text(error);
      if (status == INVALID_INPUT) {
        throw new InvalidInputException(text, diagnostics(error));
      }
      throw status == INVALID_ARGUMENT ? new InvalidArgumentException(text) : new InternalErrorException(text);
    } finally {
      giaingan_error_release(error);
    }
  }

  private static List<Diagnostic> diagnostics(Pointer error) {
    List<Diagnostic> found = new ArrayList<>();
    for (long i = 0; i < giaingan_error_diagnostic_count(error); ++i) {
      RawDiagnostic each = new RawDiagnostic();
      giaingan_error_diagnostic(error, i, each);
      found.add(
          new Diagnostic(
              text(each.code), text(each.file), each.row, text(each.column), text(each.pointer),
              text(each.message), text(each.expected), text(each.remedy)));
    }
    return List.copyOf(found);
  }

  private static String text(Pointer bytes) {
    return bytes.getString(0, StandardCharsets.UTF_8.name());
  }
}
