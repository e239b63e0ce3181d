package vn.giaingan;

import java.lang.ref.Reference;
import java.util.List;

/**
 * The completion evaluation of very many units, straight from columns of their metrics, which are copied. Rows stand in
 * the order of the units' ids. Immutable.
 */
public final class Ratings extends Handle {
  /** Who is rated. */
  public enum Subject {
    COLLECTIVE,
    /** The person at its head. */
    HEAD
  }

  private Ratings(long pointer, Columns figures) {
    super(pointer, ratings -> {
      Library.giaingan_ratings_release(ratings);
      Reference.reachabilityFence(figures); // the ratings read them where they are
    });
  }

  /** Rates every unit as a collective. */
  public static Ratings ofCollectives(Policy policy, List<Metric> metrics) {
    return rated(policy, Subject.COLLECTIVE, 0, metrics);
  }

  /** Rates every unit's head; {@code collectives} where the policy holds heads to their collective's class, else null. */
  public static Ratings ofHeads(Policy policy, Ratings collectives, List<Metric> metrics) {
    return collectives == null
        ? rated(policy, Subject.HEAD, 0, metrics)
        : collectives.with(held -> rated(policy, Subject.HEAD, held, metrics));
  }

  private static Ratings rated(Policy by, Subject subject, long collectives, List<Metric> metrics) {
    Columns values = new Columns();
    Columns denominators = new Columns();
    for (Metric metric : metrics) {
      values.add(metric.name(), metric.values(), metric.present());
      if (metric.denominators() == null) {
        denominators.addNone();
      } else {
        denominators.add("", metric.denominators(), null);
      }
    }
    long numerators = values.pointer();
    long below = denominators.pointer();
    values.keep(denominators);
    long[] made = new long[1];
    int who = Native.constant("SUBJECT_" + subject);
    by.with(policy -> {
      Native.checked(error -> Library.giaingan_ratings_create(
          policy, who, collectives, numerators, below, values.count(), made, error));
      return null;
    });
    return new Ratings(made[0], values);
  }

  @FunctionalInterface
  private interface Lookup {
    int find(long ratings, long[] column, long[] error);
  }

  /** A column that the ratings lend, as whole numbers. */
  private long[] column(Lookup lookup) {
    return with(ratings -> {
      Column column = new Column();
      Native.checked(error -> lookup.find(ratings, column.place(), error));
      return Columns.wholeNumbers(column);
    });
  }

  /**
   * "class", "class_by_total", "class_after_limits" (rows of the legend's table "classes"; -1: not classed), "total_num"
   * or "total_den" (of length 1: that of all).
   */
  public long[] column(String name) {
    return column((ratings, column, error) -> Library.giaingan_ratings_column(ratings, name, column, error));
  }

  /** Each unit's band under a criterion, counted from 0; below 0: none (giaingan.h, GIAINGAN_BAND_). */
  public long[] bands(String criterion) {
    return column((ratings, column, error) ->
        Library.giaingan_ratings_bands(ratings, criterion, column, error));
  }

  /** Whether a veto or cap, by its row in the legend's table "limits", holds: 1, 0, or -1 undecided. */
  public long[] limit(long row) {
    return column((ratings, column, error) -> Library.giaingan_ratings_limit(ratings, row, column, error));
  }

  /** Which units a quota has demoted by one class: 1 or 0. */
  public long[] demoted(String quota) {
    return column((ratings, column, error) -> Library.giaingan_ratings_demoted(ratings, quota, column, error));
  }

  /** What places stand for: the tables "criteria", "bands", "classes", "limits", "quotas". */
  public Result legend() {
    return with(ratings -> Result.of((result, error) ->
        Library.giaingan_ratings_legend(ratings, result, error)));
  }

  /** The evidence of one unit in full, before quotas. */
  public Result explain(long row, String unit) {
    return with(ratings -> Result.of((result, error) ->
        Library.giaingan_ratings_explain(ratings, row, unit, result, error)));
  }
}
