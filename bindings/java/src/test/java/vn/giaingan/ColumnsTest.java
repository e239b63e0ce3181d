package vn.giaingan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Panels and ratings from columns, policy tests and saved results. The working folder is the root. */
final class ColumnsTest {
  private static final long[][] PLAN = {{10, 10, 0}, {10, 10, 10}, {10, 10, 10}};
  private static final long[][] DISBURSED = {{1, 2, 0}, {1, 2, 5}, {1, 5, 5}};

  @Test
  void panels() {
    Panel panel = Panel.of(PLAN, DISBURSED, 1);
    System.gc(); // figures must live as long as the panel
    assertArrayEquals(new long[] {30, 11}, panel.total(3));
    assertArrayEquals(new int[][] {{2, 1, 0}, {3, 2, 1}, {3, 1, 1}}, panel.rank(Panel.Ties.STANDARD, 1));
    assertArrayEquals(new int[] {2, 1, 1}, panel.rank(Panel.Ties.DENSE, 2)[2]);
    Panel.Runs runs = panel.belowAverage(3, Panel.Gap.BREAKS, 1);
    assertArrayEquals(new short[] {7, 2, 0}, runs.below());
    assertArrayEquals(new short[] {0, 0, 1}, runs.undefined());
    assertArrayEquals(new byte[] {3, 0, 0}, runs.firstFlagged());
    long[] ones = {1, 1, 1};
    assertArrayEquals(
        new short[] {1, 1, 0}, panel.belowAverage(ones, new long[] {1, 0, 0}, 1, Panel.Gap.SKIPPED, 1).below());
    assertThrows(IllegalArgumentException.class, () -> panel.belowAverage(ones, new long[1], 1, Panel.Gap.BREAKS, 1));
    assertThrows(IllegalArgumentException.class, () -> Panel.of(PLAN, new long[1][3], 1));
    assertThrows(InvalidInputException.class, () -> Panel.of(new long[][] {{-1}}, new long[][] {{0}}, 1));
  }

  private static List<Metric> metrics(long... plan) {
    return List.of(
        new Metric("final_ratio", new long[] {2900000000L, 2899999999L, 5000000000L, 5000000000L}, plan, null),
        new Metric("late_reports", new long[] {0, 0, 5, 0}, null, new boolean[] {true, true, true, false}),
        new Metric("breaches", 0, 0, 0, 2),
        new Metric("led", new long[] {1, 1, 1, 1}, null, new boolean[] {true, false, true, true}));
  }

  @Test
  void ratings() throws IOException {
    Policy policy = Policy.read(Path.of("bindings/conformance/rubric.json"));
    List<Metric> metrics = metrics(5000000000L, 5000000000L, 5000000000L, 5000000000L);
    Ratings rated = Ratings.ofCollectives(policy, metrics);
    System.gc();
    assertArrayEquals(new long[] {0, 1, 1, 2}, rated.column("class"));
    assertArrayEquals(new long[] {20, 5, 15, 15}, rated.column("total_num"));
    assertArrayEquals(new long[] {2}, rated.column("total_den"));
    assertArrayEquals(new long[] {0, 0, 1, -1}, rated.bands("reports"));
    assertArrayEquals(new long[] {0, 0, 1, -1}, rated.limit(1));
    assertArrayEquals(new long[4], rated.demoted("best"));
    assertEquals(List.of("good", "done", "not_done"), rated.legend().column("classes", "class"));
    assertTrue(new String(rated.explain(1, "Ban A").json(), StandardCharsets.UTF_8).contains("2899999999"));
    assertArrayEquals(new long[] {0, 1, 1, 2}, Ratings.ofHeads(policy, rated, metrics).column("class"));
    assertThrows(InvalidArgumentException.class, () -> Ratings.ofHeads(policy, null, metrics));
    assertEquals(
        List.of(2L, 4L),
        assertThrows(InvalidInputException.class, () -> Ratings.ofCollectives(policy, metrics(5, 0, 5, 0)))
            .diagnostics().stream().map(Diagnostic::row).toList());
  }

  @Test
  void wrongTables() {
    Portfolio.Builder builder = Portfolio.builder(2024);
    Table table = new Table().texts("colour", "red");
    assertThrows(InvalidInputException.class, () -> builder.add("units", table));
    builder.add("units", new Table().texts("unit", "a", "b").texts("name", null, "Ban B").texts("kind", "owner", "owner"));
    List<String> owners = new ArrayList<>(List.of("a", "nobody"));
    builder.add("allocations", new Table().texts("allocation", "x", "y").texts("project", "p", "q").texts("owner", owners)
        .numbers("plan", new long[] {-1, 0}, new boolean[] {true, false}));
    assertTrue(assertThrows(InvalidInputException.class, builder::build).diagnostics().size() >= 3);
    assertThrows(IllegalStateException.class, builder::build);
  }

  @Test
  void policyTestsAndSavedResults() throws IOException {
    Path path = Path.of("policies/lang-son-city-2024.json");
    byte[] tests = Files.readAllBytes(Path.of("policies/tests/lang-son-city-2024.test.json"));
    List<Object> verdicts =
        Policy.test(Files.readAllBytes(path), tests, Path.of("policies/tests")).column("cases", "verdict");
    assertTrue(!verdicts.isEmpty() && verdicts.stream().allMatch("passed"::equals));

    Policy policy = Policy.read(path);
    Portfolio city = Portfolio.read(Path.of("docs/examples/lang-son-city-2024"), policy.year());
    byte[] saved = policy.evaluate(city, LocalDate.of(2024, 12, 31)).json();
    policy.replay(city, saved);
    String forged = new String(saved, StandardCharsets.UTF_8)
        .replaceFirst("\"as_of\": \"2024-12-31\"", "\"as_of\": \"2024-11-30\"");
    assertThrows(
        InvalidInputException.class, () -> policy.replay(city, forged.getBytes(StandardCharsets.UTF_8)));
  }
}
