package vn.giaingan;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The functions of giaingan.h, and how their failures become exceptions. */
interface Native extends Library {
  /** The library: found by the system's loader, or in the folder that the property jna.library.path names. */
  Native LIBRARY =
      com.sun.jna.Native.load(
          "giaingan", Native.class, Map.of(Library.OPTION_STRING_ENCODING, StandardCharsets.UTF_8.name()));

  int OK = constant("OK");
  int INVALID_INPUT = constant("INVALID_INPUT");
  int INVALID_ARGUMENT = constant("INVALID_ARGUMENT");
  int OUT_OF_MEMORY = constant("OUT_OF_MEMORY");

  /** giaingan_column */
  @Structure.FieldOrder({"name", "data", "offsets", "valid", "length", "stride", "type"})
  class Column extends Structure {
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
  class RawDiagnostic extends Structure {
    public Pointer code;
    public Pointer file;
    public Pointer column;
    public Pointer pointer;
    public Pointer message;
    public Pointer expected;
    public Pointer remedy;
    public long row;
  }

  String giaingan_version();

  int giaingan_constant(String name, LongByReference value);

  String giaingan_error_text(Pointer error);

  long giaingan_error_diagnostic_count(Pointer error);

  int giaingan_error_diagnostic(Pointer error, long index, RawDiagnostic diagnostic);

  void giaingan_error_release(Pointer error);

  int giaingan_policy_from_json(
      byte[] json, long size, String name, PointerByReference policy, PointerByReference error);

  void giaingan_policy_release(Pointer policy);

  int giaingan_policy_year(Pointer policy);

  int giaingan_portfolio_read(String folder, int year, PointerByReference portfolio, PointerByReference error);

  void giaingan_portfolio_release(Pointer portfolio);

  int giaingan_assess(
      Pointer policy, Pointer portfolio, int year, int month, int day, String level,
      PointerByReference result, PointerByReference error);

  int giaingan_judge(
      Pointer policy, Pointer portfolio, int year, int month, int day, String level,
      PointerByReference result, PointerByReference error);

  int giaingan_evaluate(
      Pointer policy, Pointer portfolio, int year, int month, int day,
      PointerByReference result, PointerByReference error);

  int giaingan_list_obligations(
      Pointer policy, Pointer portfolio, int year, int month, int day, String unit,
      PointerByReference result, PointerByReference error);

  int giaingan_reallocate(
      Pointer policy, Pointer portfolio, String round,
      PointerByReference result, PointerByReference after, PointerByReference error);

  int giaingan_adjust_medium_term(
      Pointer policy, Pointer portfolio, String adjustment,
      PointerByReference result, PointerByReference after, PointerByReference error);

  int giaingan_review_revenue_plans(
      Pointer policy, Pointer portfolio, int year, int month, int day,
      PointerByReference result, PointerByReference after, PointerByReference error);

  int giaingan_verify_round(
      Pointer policy, Pointer portfolio, byte[] json, long size, PointerByReference after, PointerByReference error);

  int giaingan_builder_create(int year, PointerByReference builder, PointerByReference error);

  int giaingan_builder_add(Pointer builder, String table, Pointer columns, long count, PointerByReference error);

  int giaingan_builder_finish(Pointer builder, PointerByReference portfolio, PointerByReference error);

  void giaingan_builder_release(Pointer builder);

  int giaingan_why_not(
      Pointer policy, Pointer portfolio, int year, int month, int day, String unit, String goal, String level,
      PointerByReference result, PointerByReference error);

  int giaingan_what_would_it_take(
      Pointer policy, Pointer portfolio, int year, int month, int day, String unit, String goal, String by,
      String level, PointerByReference result, PointerByReference error);

  int giaingan_compare(
      byte[] policyA, long sizeA, Pointer portfolioA, int yearA, int monthA, int dayA,
      byte[] policyB, long sizeB, Pointer portfolioB, int yearB, int monthB, int dayB,
      PointerByReference result, PointerByReference error);

  int giaingan_compare_rubrics(Pointer a, Pointer b, PointerByReference result, PointerByReference error);

  int giaingan_test_policy(
      byte[] policy, long policySize, String policyName, byte[] tests, long testsSize, String testsName,
      String folder, PointerByReference result, PointerByReference error);

  int giaingan_replay(Pointer policy, Pointer portfolio, byte[] json, long size, PointerByReference error);

  int giaingan_panel_create(
      Pointer plan, Pointer disbursed, int firstMonth, int months, PointerByReference panel,
      PointerByReference error);

  void giaingan_panel_release(Pointer panel);

  int giaingan_panel_total(
      Pointer panel, int month, LongByReference plan, LongByReference disbursed, PointerByReference error);

  int giaingan_panel_rank(Pointer panel, int ties, int threads, Pointer rank, PointerByReference error);

  int giaingan_panel_below_average(
      Pointer panel, long[] referencePlan, long[] referenceDisbursed, int monthsInARow, int gap, int threads,
      short[] below, short[] undefined, byte[] current, byte[] longest, byte[] firstFlagged,
      PointerByReference error);

  int giaingan_ratings_create(
      Pointer policy, int subject, Pointer collectives, Pointer metrics, Pointer denominators, long count,
      PointerByReference ratings, PointerByReference error);

  void giaingan_ratings_release(Pointer ratings);

  int giaingan_ratings_column(Pointer ratings, String name, Column column, PointerByReference error);

  int giaingan_ratings_bands(Pointer ratings, String criterion, Column column, PointerByReference error);

  int giaingan_ratings_limit(Pointer ratings, long limit, Column column, PointerByReference error);

  int giaingan_ratings_demoted(Pointer ratings, String quota, Column column, PointerByReference error);

  int giaingan_ratings_legend(Pointer ratings, PointerByReference result, PointerByReference error);

  int giaingan_ratings_explain(
      Pointer ratings, long row, String unit, PointerByReference result, PointerByReference error);

  void giaingan_result_release(Pointer result);

  int giaingan_result_json(Pointer result, PointerByReference json, LongByReference size, PointerByReference error);

  long giaingan_result_table_count(Pointer result);

  String giaingan_result_table_name(Pointer result, long index);

  int giaingan_result_column(Pointer result, String table, String name, Column column, PointerByReference error);

  int giaingan_result_explain(
      Pointer result, long row, String language, PointerByReference text, LongByReference size,
      PointerByReference error);

  int giaingan_result_icalendar(
      Pointer result, String language, PointerByReference text, LongByReference size, PointerByReference error);

  void giaingan_text_release(Pointer text);

  /** A number of giaingan.h by its name without GIAINGAN_. */
  static int constant(String name) {
    LongByReference value = new LongByReference();
    if (LIBRARY.giaingan_constant("GIAINGAN_" + name, value) != 0) {
      throw new InternalErrorException("the library doesn't know GIAINGAN_" + name);
    }
    return Math.toIntExact(value.getValue());
  }

  /** A function whose last parameter is the error object. */
  @FunctionalInterface
  interface Call {
    int run(PointerByReference error);
  }

  /** Calls a function; throws what it fails with. */
  static void checked(Call call) {
    PointerByReference place = new PointerByReference();
    int status = call.run(place);
    if (status == OK) {
      return;
    }
    Pointer error = place.getValue();
    try {
      if (status == OUT_OF_MEMORY) {
        throw new OutOfMemoryError("giaingan ran out of memory");
      }
      String text = LIBRARY.giaingan_error_text(error);
      if (status == INVALID_INPUT) {
        throw new InvalidInputException(text, diagnostics(error));
      }
      throw status == INVALID_ARGUMENT ? new InvalidArgumentException(text) : new InternalErrorException(text);
    } finally {
      LIBRARY.giaingan_error_release(error);
    }
  }

  private static List<Diagnostic> diagnostics(Pointer error) {
    List<Diagnostic> found = new ArrayList<>();
    for (long i = 0; i < LIBRARY.giaingan_error_diagnostic_count(error); ++i) {
      RawDiagnostic each = new RawDiagnostic();
      LIBRARY.giaingan_error_diagnostic(error, i, each);
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
