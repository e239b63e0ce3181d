package vn.giaingan;

import java.lang.ref.Reference;

/** Plan and disbursed of very many units at successive month-ends (docs/panels.md). Figures are copied. Immutable. */
public final class Panel extends Handle {
  /** How equal ratios are ranked. */
  public enum Ties {
    /** 1, 2, 2, 4 */
    STANDARD,
    /** 1, 2, 2, 3 */
    DENSE
  }

  /** What a month without a ratio or a reference does to a run. */
  public enum Gap {
    BREAKS,
    /** It is taken out. */
    SKIPPED
  }

  /** Which months of each unit are below, as bits (January is the lowest), and the runs they form. */
  public record Runs(short[] below, short[] undefined, byte[] current, byte[] longest, byte[] firstFlagged) {}

  private final int months;
  private final int units;

  private Panel(long pointer, Columns figures, int months, int units) {
    super(pointer, panel -> {
      Library.giaingan_panel_release(panel);
      Reference.reachabilityFence(figures); // the panel reads them where they are
    });
    this.months = months;
    this.units = units;
  }

  /** An array a month, with an amount a unit. */
  public static Panel of(long[][] plan, long[][] disbursed, int firstMonth) {
    if (plan.length != disbursed.length) {
      throw new IllegalArgumentException(plan.length + " months of plan, " + disbursed.length + " of disbursed");
    }
    Columns figures = new Columns();
    for (long[] month : plan) {
      figures.add("", month, null);
    }
    for (long[] month : disbursed) {
      figures.add("", month, null);
    }
    long[] made = new long[1];
    long columns = figures.pointer();
    Native.checked(error -> Library.giaingan_panel_create(
        columns, columns + 48L * plan.length, firstMonth, plan.length, made, error));
    return new Panel(made[0], figures, plan.length, plan[0].length);
  }

  /** Plan and disbursed of all units in a month. */
  public long[] total(int month) {
    long[] plan = new long[1];
    long[] disbursed = new long[1];
    return with(panel -> {
      Native.checked(error -> Library.giaingan_panel_total(panel, month, plan, disbursed, error));
      return new long[] {plan[0], disbursed[0]};
    });
  }

  /** Ranks each month's units by their exact ratios, 1 for the highest; 0 without a ratio. */
  public int[][] rank(Ties ties, int threads) {
    Block ranks = new Block(4L * months * units);
    Block places = new Block(8L * months);
    for (int month = 0; month < months; ++month) {
      places.put(8L * month, ranks.address() + 4L * month * units);
    }
    return with(panel -> {
      int how = Native.constant("RANK_" + ties);
      Native.checked(error -> Library.giaingan_panel_rank(panel, how, threads, places.address(), error));
      int[][] found = new int[months][];
      for (int month = 0; month < months; ++month) {
        found[month] = Block.ints(ranks.address() + 4L * month * units, units);
      }
      Reference.reachabilityFence(ranks);
      Reference.reachabilityFence(places);
      return found;
    });
  }

  /** Months below the panel's own weighted average, and their runs. */
  public Runs belowAverage(int monthsInARow, Gap gap, int threads) {
    return below(null, null, monthsInARow, gap, threads);
  }

  /** Months below another's average, given by its plan and disbursed month by month, and their runs. */
  public Runs belowAverage(long[] referencePlan, long[] referenceDisbursed, int monthsInARow, Gap gap, int threads) {
    if (referencePlan.length != months || referenceDisbursed.length != months) {
      throw new IllegalArgumentException("a reference has " + months + " months");
    }
    return below(referencePlan, referenceDisbursed, monthsInARow, gap, threads);
  }

  private Runs below(long[] plan, long[] disbursed, int monthsInARow, Gap gap, int threads) {
    Runs runs = new Runs(new short[units], new short[units], new byte[units], new byte[units], new byte[units]);
    return with(panel -> {
      int how = Native.constant("GAP_" + gap);
      Native.checked(error -> Library.giaingan_panel_below_average(
          panel, plan, disbursed, monthsInARow, how, threads, runs.below, runs.undefined, runs.current,
          runs.longest, runs.firstFlagged, error));
      return runs;
    });
  }
}
