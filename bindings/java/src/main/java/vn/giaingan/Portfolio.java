package vn.giaingan;

import java.lang.ref.Reference;
import java.nio.file.Path;

/** The facts of one budget year, checked. Immutable. */
public final class Portfolio extends Handle {
  Portfolio(long pointer) {
    super(pointer, Library::giaingan_portfolio_release);
  }

  /** Reads a dataset folder of CSV files. */
  public static Portfolio read(Path folder, int year) {
    long[] made = new long[1];
    Native.checked(error -> Library.giaingan_portfolio_read(folder.toString(), year, made, error));
    return new Portfolio(made[0]);
  }

  /** Makes a portfolio of the caller's own columns. */
  public static Builder builder(int year) {
    return new Builder((builder, error) -> Library.giaingan_builder_create(year, builder, error));
  }

  /**
   * Takes tables named as the dataset's files are: "units", "projects" and "allocations" before what refers to them.
   * For one thread at a time, and for one portfolio.
   */
  public static final class Builder extends Handle {
    Builder(Result.Maker maker) {
      super(made(maker), Library::giaingan_builder_release);
    }

    private static long made(Result.Maker maker) {
      long[] made = new long[1];
      Native.checked(error -> maker.make(made, error));
      return made[0];
    }

    /** Adds a table. Wrong columns are refused at once, wrong values by {@link #build}, all together. */
    public Builder add(String name, Table table) {
      with(builder -> {
        Native.checked(error -> Library.giaingan_builder_add(
            builder, name, table.columns.pointer(), table.columns.count(), error));
        Reference.reachabilityFence(table);
        return null;
      });
      return this;
    }

    /** Checks everything and makes the portfolio; the builder is closed. */
    public Portfolio build() {
      try (this) {
        long[] made = new long[1];
        with(builder -> {
          Native.checked(error -> Library.giaingan_builder_finish(builder, made, error));
          return null;
        });
        return new Portfolio(made[0]);
      }
    }
  }
}
