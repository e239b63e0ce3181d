package vn.giaingan;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;

/**
 * Every call with a portfolio that was read or made in a session is counted, can be ended by any thread, and keeps to its
 * limits. What was made in it may outlive it.
 */
public final class Session extends Handle {
  /**
   * How far work has come.
   *
   * @param expected steps that are known to be needed so far
   */
  public record Progress(long done, long expected) {}

  public Session() {
    this(Map.of());
  }

  /** @param limits by name: max_policy_bytes, max_depth, max_file_bytes, max_rows, max_diagnostics, max_steps */
  public Session(Map<String, Long> limits) {
    super(made(), SessionLibrary::giaingan_session_release);
    limits.forEach((name, value) -> with(session -> {
      Native.checked(error -> SessionLibrary.giaingan_session_set_limit(session, name, value, error));
      return null;
    }));
  }

  private static long made() {
    long[] made = new long[1];
    Native.checked(error -> SessionLibrary.giaingan_session_create(made, error));
    return made[0];
  }

  /** As {@link Policy#fromDocuments}, within the session's limits. */
  public Policy policy(Map<String, byte[]> documents, LocalDate asOf) {
    return with(session -> Policy.ofDocuments(documents, asOf,
        (names, texts, sizes, count, year, month, day, policy, error) -> SessionLibrary.giaingan_session_policy(
            session, names, texts, sizes, count, year, month, day, policy, error)));
  }

  /** As {@link Portfolio#read}. */
  public Portfolio read(Path folder, int year) {
    long[] made = new long[1];
    return with(session -> {
      Native.checked(error ->
          SessionLibrary.giaingan_session_portfolio(session, folder.toString(), year, made, error));
      return new Portfolio(made[0]);
    });
  }

  /** As {@link Portfolio#builder}. */
  public Portfolio.Builder builder(int year) {
    return with(session -> new Portfolio.Builder((builder, error) ->
        SessionLibrary.giaingan_session_builder(session, year, builder, error)));
  }

  public Progress progress() {
    return with(session -> {
      long[] done = new long[1];
      long[] expected = new long[1];
      SessionLibrary.giaingan_session_progress(session, done, expected);
      return new Progress(done[0], expected[0]);
    });
  }

  /**
   * Ends what runs in the session, and what is begun in it before {@link #reset}, with {@link CancelledException}. Never
   * waits.
   */
  public void cancel() {
    with(session -> {
      SessionLibrary.giaingan_session_cancel(session);
      return null;
    });
  }

  /** As if nothing had been done or cancelled in it yet; limits stay. */
  public void reset() {
    with(session -> {
      SessionLibrary.giaingan_session_reset(session);
      return null;
    });
  }
}
