package vn.giaingan;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;

/** What an evaluation found: a JSON document, and tables of columns. Immutable. */
public final class Result extends Handle {
  private static final int INT64 = Native.constant("INT64");
  private static final int INT32 = Native.constant("INT32");
  private static final int DATE = Native.constant("DATE");
  private static final int UTF8 = Native.constant("UTF8");
  private static final int BOOL = Native.constant("BOOL");

  private final Portfolio after;

  Result(long pointer, Portfolio after) {
    super(pointer, Library::giaingan_result_release);
    this.after = after;
  }

  /** A function that gives one object, a result here. */
  @FunctionalInterface
  interface Maker {
    int make(long[] made, long[] error);
  }

  static Result of(Maker maker) {
    long[] made = new long[1];
    Native.checked(error -> maker.make(made, error));
    return new Result(made[0], null);
  }

  /** The portfolio that the result leads to, where it changes plans; else null. */
  public Portfolio after() {
    return after;
  }

  /** The document that the command line prints: the same bytes. */
  public byte[] json() {
    return with(result -> {
      long[] text = new long[1];
      long[] size = new long[1];
      Native.checked(error -> Library.giaingan_result_json(result, text, size, error));
      return Block.bytes(text[0], size[0]);
    });
  }

  /** The names of its tables. */
  public List<String> tables() {
    return with(result -> {
      List<String> names = new ArrayList<>();
      for (long i = 0; i < Library.giaingan_result_table_count(result); ++i) {
        names.add(Library.giaingan_result_table_name(result, i));
      }
      return List.copyOf(names);
    });
  }

  /**
   * A column by its table and name: Long for amounts, Integer, LocalDate, Boolean or String; null in rows without a
   * value.
   */
  public List<Object> column(String table, String name) {
    return with(result -> {
      Column column = new Column();
      Native.checked(error -> Library.giaingan_result_column(result, table, name, column.place(), error));
      int rows = column.length();
      IntFunction<Object> value = reader(column);
      List<Object> values = new ArrayList<>(rows);
      for (int row = 0; row < rows; ++row) {
        values.add(column.hasValue(row) ? value.apply(row) : null);
      }
      return Collections.unmodifiableList(values);
    });
  }

  private static IntFunction<Object> reader(Column column) {
    long data = column.data();
    if (column.type() == INT64) {
      return row -> Block.getLong(data + 8L * row);
    }
    if (column.type() == INT32) {
      return row -> Block.getInt(data + 4L * row);
    }
    if (column.type() == DATE) {
      return row -> LocalDate.ofEpochDay(Block.getInt(data + 4L * row));
    }
    if (column.type() == BOOL) {
      return row -> Block.getByte(data + row) != 0;
    }
    if (column.type() == UTF8) {
      return row -> {
        long offset = column.offsets() + 8L * row;
        long first = Block.getLong(offset);
        return new String(Block.bytes(data + first, Block.getLong(offset + 8) - first), StandardCharsets.UTF_8);
      };
    }
    throw new InternalErrorException("a column of the type " + column.type());
  }

  /** A row of the table "evidence" in words; {@code language} is "vi" or "en". */
  public String explain(long row, String language) {
    return with(result -> words((text, size, error) ->
        Library.giaingan_result_explain(result, row, language, text, size, error)));
  }

  /** The result of {@code listObligations} as iCalendar. */
  public String icalendar(String language) {
    return with(result -> words((text, size, error) ->
        Library.giaingan_result_icalendar(result, language, text, size, error)));
  }

  private static String words(Native.Text call) {
    return new String(Native.takenText(call), StandardCharsets.UTF_8);
  }
}
