package vn.giaingan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The example city, and the suite that every language runs (bindings/conformance). The working folder is the root. */
final class CityTest {
  private static final LocalDate SEPTEMBER = LocalDate.of(2024, 9, 30);

  private final Policy policy = Policy.read(Path.of("policies/lang-son-city-2024.json"));
  private final Portfolio city = Portfolio.read(Path.of("docs/examples/lang-son-city-2024"), policy.year());

  CityTest() throws IOException {}

  static Stream<List<String>> cases() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("bindings/conformance/cases.tsv"));
    assertTrue(lines.size() > 10);
    return lines.stream().skip(1).map(line -> List.of(line.split("\t", -1)));
  }

  /** A dataset as a host would have it: amounts as numbers, the rest as texts, no column without a value. */
  private static Portfolio fromColumns(String folder, int year) throws IOException {
    Portfolio.Builder builder = Portfolio.builder(year);
    for (String name : List.of("units", "allocations", "disbursements")) {
      List<String[]> rows =
          Files.readAllLines(Path.of(folder, name + ".csv")).stream().map(line -> line.split(",", -1)).toList();
      Table table = new Table();
      for (int i = 0; i < rows.get(0).length; ++i) {
        int column = i;
        String title = rows.get(0)[i];
        List<String> fields = rows.stream().skip(1).map(row -> row[column].isEmpty() ? null : row[column]).toList();
        if (title.equals("plan") || title.equals("disbursed")) {
          table.numbers(title, fields.stream().mapToLong(Long::parseLong).toArray());
        } else if (fields.stream().anyMatch(Objects::nonNull)) {
          table.texts(title, fields);
        }
      }
      builder.add(name, table);
    }
    return builder.build();
  }

  private static Map<String, byte[]> documents(Path path, String extended) throws IOException {
    Map<String, byte[]> documents = new LinkedHashMap<>();
    documents.put(path.getFileName().toString(), Files.readAllBytes(path));
    for (String name : extended.split(" ")) {
      documents.put(name, Files.readAllBytes(path.resolveSibling(name)));
    }
    return documents;
  }

  private static Result judgedByDocuments(Path path, List<String> each) throws IOException {
    Map<String, byte[]> documents = documents(path, each.get(5));
    assertThrows(InvalidInputException.class, () -> Policy.fromDocuments(documents, null));
    LocalDate day = LocalDate.parse(each.get(4));
    Policy policy = Policy.fromDocuments(documents, day);
    return policy.judge(Portfolio.read(Path.of(each.get(3)), policy.year()), day, null);
  }

  private static Result answer(List<String> each) throws IOException {
    if (each.get(1).equals("judge_documents")) {
      return judgedByDocuments(Path.of(each.get(2)), each);
    }
    Policy policy = Policy.read(Path.of(each.get(2)));
    if (each.get(1).equals("judge_columns")) {
      return policy.judge(fromColumns(each.get(3), policy.year()), LocalDate.parse(each.get(4)), null);
    }
    if (each.get(1).equals("compare_rubrics")) {
      return policy.compareRubrics(Policy.read(Path.of(each.get(4))));
    }
    Portfolio portfolio = Portfolio.read(Path.of(each.get(3)), policy.year());
    String argument = each.get(4);
    String detail = each.get(5).isEmpty() ? null : each.get(5);
    String[] words = each.get(5).split(" ");
    Goal goal = new Goal(words[0], words[words.length - 1]);
    byte[] json = Files.readAllBytes(Path.of(each.get(2)));
    return switch (each.get(1)) {
      case "assess" -> policy.assess(portfolio, LocalDate.parse(argument), detail);
      case "judge" -> policy.judge(portfolio, LocalDate.parse(argument), detail);
      case "evaluate" -> policy.evaluate(portfolio, LocalDate.parse(argument));
      case "list_obligations" -> policy.listObligations(portfolio, LocalDate.parse(argument), detail);
      case "reallocate" -> policy.reallocate(portfolio, argument);
      case "adjust_medium_term" -> policy.adjustMediumTerm(portfolio, argument);
      case "review_revenue_plans" -> policy.reviewRevenuePlans(portfolio, LocalDate.parse(argument));
      case "why_not" -> policy.whyNot(portfolio, LocalDate.parse(argument), goal);
      case "what_would_it_take" -> policy.whatWouldItTake(portfolio, LocalDate.parse(argument), goal, null);
      case "simulate" -> new Sweep(json, null, Files.readAllBytes(Path.of(argument)), 2).over(portfolio);
      case "compare" -> new Side(json, portfolio, LocalDate.parse(argument))
          .compareWith(new Side(json, portfolio, LocalDate.parse(detail)));
      default -> throw new IllegalArgumentException("an unknown question: " + each.get(1));
    };
  }

  /** The text that a case's question gives. */
  private static byte[] text(List<String> each) throws IOException {
    return each.get(1).equals("resolve_policy")
        ? Policy.resolve(documents(Path.of(each.get(2)), each.get(5)), LocalDate.parse(each.get(4)))
        : answer(each).json();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheBytesOfTheCommandLine(List<String> each) throws IOException {
    Path folder = Path.of(System.getenv("GIAINGAN_EXPECTED"));
    Path document = folder.resolve(each.get(0) + ".json");
    if (Files.exists(document)) {
      assertArrayEquals(Files.readAllBytes(document), text(each));
      return;
    }
    String text = Files.readString(folder.resolve(each.get(0) + ".txt"));
    InvalidInputException error = assertThrows(InvalidInputException.class, () -> answer(each));
    assertEquals(text, error.getMessage() + "\n");
    assertEquals(text.lines().count(), error.diagnostics().size());
  }

  /** What a verdict's document says after what it was made by. */
  private static String found(Result judged) {
    String text = new String(judged.json(), StandardCharsets.UTF_8);
    return text.substring(text.indexOf(",\"level\":"));
  }

  @Test
  void documentsResolveIntoOneThatGivesTheSame() throws IOException {
    Map<String, byte[]> documents = documents(Path.of("docs/examples/three-levels/policy.json"), "province.json nation.json");
    byte[] resolved = Policy.resolve(documents, SEPTEMBER);
    String text = new String(resolved, StandardCharsets.UTF_8);
    assertFalse(text.contains("\"extends\"") || text.contains("\"dated\""));
    Result byItself = Policy.fromJson(resolved, "resolved").judge(city, SEPTEMBER, null);
    Result byDocuments = Policy.fromDocuments(documents, SEPTEMBER).judge(city, SEPTEMBER, null);
    assertEquals(found(byDocuments), found(byItself));
    assertThrows(InvalidInputException.class, () -> Policy.resolve(documents, null)); // some of its values are dated
    assertThrows(InvalidArgumentException.class, () -> Policy.resolve(Map.of(), SEPTEMBER));
  }

  @Test
  void policiesOfSeveralDocumentsAreTestedEachCaseOnItsDay() throws IOException {
    Map<String, byte[]> documents = documents(Path.of("docs/examples/three-levels/policy.json"), "province.json nation.json");
    String tests = Files.readString(Path.of("docs/examples/three-levels/policy.test.json"));
    Result passed = Policy.test(documents, tests.getBytes(StandardCharsets.UTF_8), null);
    assertEquals(List.of("passed", "passed", "passed"), passed.column("cases", "verdict"));
    assertTrue(passed.column("coverage", "file").contains("nation.json"));
    byte[] forged = tests.replace("law-58-2024", "law-39-2019").getBytes(StandardCharsets.UTF_8);
    assertEquals(
        List.of("passed", "passed", "failed"), Policy.test(documents, forged, null).column("cases", "verdict"));
  }

  @Test
  void roundsChainAndAreVerified() {
    Result june = policy.reallocate(city, "2024-06");
    byte[] direct = policy.reallocate(june.after(), "2024-09").json();
    Portfolio applied = policy.verifyRound(city, june.json());
    assertArrayEquals(direct, policy.reallocate(applied, "2024-09").json());
    String forged = new String(june.json(), StandardCharsets.UTF_8).replace("\"round\": \"2024-06\"", "\"round\": \"2024-09\"");
    assertThrows(
        InvalidInputException.class, () -> policy.verifyRound(city, forged.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void columnsAreValuesOfJava() {
    Result result = policy.assess(city, SEPTEMBER, null);
    List<Object> plans = result.column("units", "plan");
    List<Object> units = result.column("units", "unit");
    assertTrue(plans.size() > 1 && plans.size() == units.size());
    assertTrue(plans.stream().allMatch(plan -> plan instanceof Long amount && amount >= 0));
    String document = new String(result.json(), StandardCharsets.UTF_8);
    assertTrue(units.stream().allMatch(unit -> document.contains("\"unit\": \"" + unit + "\"")));
    assertTrue(result.tables().contains("below_average"));
    assertTrue(result.column("below_average", "flagged").contains(true));
    assertTrue(policy.listObligations(city, SEPTEMBER, null).column("obligations", "last_day").stream()
        .filter(Objects::nonNull).allMatch(day -> ((LocalDate) day).getYear() >= 2024));
    assertThrows(InvalidArgumentException.class, () -> result.column("units", "nothing"));
  }

  @Test
  void words() {
    Result result = policy.assess(city, SEPTEMBER, null);
    assertNotEquals(result.explain(0, "vi"), result.explain(0, "en"));
    assertThrows(InvalidArgumentException.class, () -> result.explain(-1, "en"));
    assertThrows(InvalidArgumentException.class, () -> result.icalendar("en"));
    assertTrue(policy.listObligations(city, SEPTEMBER, null).icalendar("en").startsWith("BEGIN:VCALENDAR"));
    assertFalse(Policy.libraryVersion().isEmpty());
  }

  /** From Java 22 on the Foreign Function and Memory API takes JNA's place. */
  @Test
  void reachesTheLibraryAsTheReleaseAllows() throws NoSuchMethodException {
    boolean byJna = Modifier.isNative(Library.class.getDeclaredMethod("giaingan_version").getModifiers());
    assertEquals(Runtime.version().feature() < 22, byJna);
  }

  @Test
  void wrongCalls() {
    assertThrows(InvalidArgumentException.class, () -> policy.assess(city, SEPTEMBER, "nothing"));
    Result result = policy.judge(city, SEPTEMBER, null);
    result.close();
    result.close();
    assertThrows(IllegalStateException.class, result::json);
  }

  @Test
  void threadsShareAPolicy() {
    List<byte[]> documents =
        IntStream.range(0, 8).parallel().mapToObj(i -> policy.judge(city, SEPTEMBER, null).json()).toList();
    documents.forEach(each -> assertArrayEquals(documents.get(0), each));
  }
}
