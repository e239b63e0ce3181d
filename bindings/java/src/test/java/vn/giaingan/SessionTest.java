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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sessions, simulated years and digests. The working folder is the root. */
final class SessionTest {
  private static final Path FOLDER = Path.of("docs/examples/lang-son-city-2024");
  private static final LocalDate SEPTEMBER = LocalDate.of(2024, 9, 30);

  private final byte[] document = Files.readAllBytes(Path.of("policies/lang-son-city-2024.json"));
  private final Policy policy = Policy.fromJson(document, "policy.json");
  private final Portfolio city = Portfolio.read(FOLDER, 2024);
  private final Session session = new Session();

  SessionTest() throws IOException {}

  @Test
  void workIsCountedAndEndedByAnotherThread() throws InterruptedException {
    byte[] endless = ("{\"draws\": 10000000, \"scenarios\": [{\"id\": \"s\", \"rounds\": \"recorded\", "
        + "\"behaviour\": {\"kind\": \"absorption\"}}]}").getBytes(StandardCharsets.UTF_8);
    Portfolio watched = session.read(FOLDER, 2024);
    assertTrue(session.progress().done() > 0);
    assertEquals(session.progress().done(), session.progress().expected());
    session.reset();
    Thread watcher = new Thread(() -> {
      while (session.progress().done() < 50) {
        Thread.onSpinWait();
      }
      session.cancel();
    });
    watcher.start();
    assertThrows(CancelledException.class, () -> new Sweep(document, endless).over(watched));
    watcher.join();
    assertTrue(session.progress().done() >= 50 && session.progress().expected() >= 10000000);
    assertThrows(CancelledException.class, () -> policy.judge(watched, SEPTEMBER, null));
    session.reset();
    assertArrayEquals(policy.judge(city, SEPTEMBER, null).json(), policy.judge(watched, SEPTEMBER, null).json());
  }

  @Test
  void whatWasMadeInItOutlivesIt() {
    Table allocations = new Table().texts("allocation", List.of("x")).texts("project", List.of("p"));
    Portfolio facts = session.builder(2024)
        .add("units", new Table().texts("unit", List.of("a")).texts("kind", List.of("owner")))
        .add("allocations", allocations.texts("owner", List.of("a")).numbers("plan", new long[] {5}))
        .build();
    session.cancel();
    session.close();
    assertThrows(CancelledException.class, () -> policy.judge(facts, SEPTEMBER, null));
    assertThrows(IllegalStateException.class, session::progress);
  }

  @Test
  void limits() {
    assertThrows(InvalidInputException.class, () -> new Session(Map.of("max_rows", 1L)).read(FOLDER, 2024));
    assertThrows(CancelledException.class, () -> new Session(Map.of("max_steps", 1L)).read(FOLDER, 2024));
    Map<String, byte[]> documents = Map.of("policy.json", document);
    assertThrows(
        InvalidInputException.class, () -> new Session(Map.of("max_policy_bytes", 10L)).policy(documents, null));
    assertEquals(2024, session.policy(documents, SEPTEMBER).year());
    assertThrows(InvalidArgumentException.class, () -> new Session(Map.of("max_patience", 1L)));
  }

  @Test
  void digestsAreThoseOfResults() {
    String judged = new String(policy.judge(city, SEPTEMBER, null).json(), StandardCharsets.UTF_8);
    List<Object> digits = policy.digests(city).column("sources", "sha256");
    assertTrue(digits.size() > 3 && digits.stream().allMatch(each -> judged.contains((String) each)));
  }
}
