import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import vn.giaingan.Panel;
import vn.giaingan.Portfolio;
import vn.giaingan.Table;

/** Java: what calls.c does. */
final class Calls {
  private static final int UNITS = 1_000_000;
  private static final int ALLOCATIONS = 100_000;
  private static final int MONTHS = 10;
  private static final int OWNERS = 1_000;
  private static final int CALLS = 200_000;
  private static final int ROUNDS = 5;
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private static double now() {
    return SYSTEM.getProcessCpuTime() / 1e9;
  }

  private static List<String> ids(String letter, int count, int of) {
    List<String> made = new ArrayList<>(count);
    for (int i = 0; i < count; ++i) {
      made.add(String.format("%s%06d", letter, i % of));
    }
    return made;
  }

  public static void main(String[] arguments) {
    long[][] plan = {LongStream.range(0, UNITS).map(i -> 1_000_000_000 + i % 977).toArray()};
    long[][] disbursed = {LongStream.range(0, UNITS).map(i -> i * 7919 % plan[0][(int) i]).toArray()};
    int[][] ranks = null;
    for (int round = 0; round < ROUNDS; ++round) {
      double start = now();
      for (int i = 0; i < ROUNDS; ++i) { // the clock goes by hundredths of a second
        try (Panel panel = Panel.of(plan, disbursed, 1)) {
          ranks = panel.rank(Panel.Ties.STANDARD, 1);
        }
      }
      System.out.println("rank " + (now() - start) / ROUNDS);
    }
    long sum = 0;
    for (int i = 0; i < UNITS; ++i) {
      sum += i % 1000 * (long) ranks[0][i];
    }
    System.out.println("sum " + sum);

    try (Panel panel = Panel.of(plan, disbursed, 1)) {
      for (int round = 0; round < ROUNDS; ++round) {
        double start = now();
        for (int i = 0; i < CALLS; ++i) {
          panel.total(1);
        }
        System.out.println("call " + (now() - start) / CALLS);
      }
    }

    List<String> names = ids("u", OWNERS, OWNERS);
    List<String> kinds = names.stream().map(name -> "owner").toList();
    List<String> allocated = ids("a", ALLOCATIONS, ALLOCATIONS);
    List<String> projects = ids("p", ALLOCATIONS, ALLOCATIONS);
    List<String> owners = ids("u", ALLOCATIONS, OWNERS);
    List<String> repeated = new ArrayList<>(ALLOCATIONS * MONTHS);
    for (int month = 0; month < MONTHS; ++month) {
      repeated.addAll(allocated);
    }
    long[] plans = LongStream.range(0, ALLOCATIONS).map(i -> 1_000_000_000).toArray();
    long[] month = LongStream.range(0, ALLOCATIONS * MONTHS).map(i -> i / ALLOCATIONS + 1).toArray();
    long[] paid = LongStream.range(0, ALLOCATIONS * MONTHS).map(i -> month[(int) i] * (i % ALLOCATIONS)).toArray();
    for (int round = 0; round < ROUNDS; ++round) {
      double start = now();
      Portfolio.builder(2024)
          .add("units", new Table().texts("unit", names).texts("name", names).texts("kind", kinds))
          .add("allocations", new Table().texts("allocation", allocated).texts("project", projects)
              .texts("owner", owners).numbers("plan", plans))
          .add("disbursements", new Table().texts("allocation", repeated).numbers("month", month).numbers("disbursed", paid))
          .build()
          .close();
      System.out.println("facts " + (now() - start));
    }
  }
}
