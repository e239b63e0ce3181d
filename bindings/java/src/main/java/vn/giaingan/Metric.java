package vn.giaingan;

/**
 * A metric with a value a unit: {@code values} over {@code denominators}, or whole where these are null; {@code present}
 * null: no value is missing.
 */
public record Metric(String name, long[] values, long[] denominators, boolean[] present) {
  public Metric(String name, long... values) {
    this(name, values, null, null);
  }
}
