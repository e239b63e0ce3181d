package vn.giaingan;

import java.util.Arrays;
import java.util.List;

/** A table of a portfolio's, column by column, named as in the dataset's files. Columns are copied. */
public final class Table {
  final Columns columns = new Columns();

  /** Amounts in whole đồng, years, months. */
  public Table numbers(String name, long... values) {
    columns.add(name, values, null);
    return this;
  }

  /** Numbers with a mark for each: false where the field is empty. */
  public Table numbers(String name, long[] values, boolean[] present) {
    columns.add(name, values, present);
    return this;
  }

  /** Texts, days as "2024-06-30", months as "2024-06"; null where the field is empty. */
  public Table texts(String name, List<String> values) {
    columns.add(name, values);
    return this;
  }

  public Table texts(String name, String... values) {
    return texts(name, Arrays.asList(values));
  }
}
