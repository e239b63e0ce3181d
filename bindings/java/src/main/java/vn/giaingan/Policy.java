package vn.giaingan;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;

/** A policy document, read and checked. Immutable. */
public final class Policy extends Handle {
  private Policy(long pointer) {
    super(pointer, Library::giaingan_policy_release);
  }

  /** The library's version, as "0.1.0". */
  public static String libraryVersion() {
    return Library.giaingan_version();
  }

  /** Reads a document (JSON, UTF-8); {@code name} is what diagnostics call it. */
  public static Policy fromJson(byte[] json, String name) {
    long[] made = new long[1];
    Native.checked(error -> Library.giaingan_policy_from_json(json, json.length, name, made, error));
    return new Policy(made[0]);
  }

  /**
   * Reads a policy, the first of the documents, with those that it extends, as all of it stands on a day.
   *
   * @param documents by the paths by which "extends" finds them, in order
   * @param asOf null: dated values are refused
   */
  public static Policy fromDocuments(Map<String, byte[]> documents, LocalDate asOf) {
    return ofDocuments(documents, asOf, Library::giaingan_policy_from_documents);
  }

  /** Reads documents as C takes them. */
  @FunctionalInterface
  interface DocumentsReader {
    int read(
        long[] names, long[] texts, long[] sizes, long count, int year, int month, int day, long[] policy, long[] error);
  }

  static Policy ofDocuments(Map<String, byte[]> documents, LocalDate asOf, DocumentsReader reader) {
    Documents lent = new Documents(documents);
    int[] day = parts(asOf);
    long[] made = new long[1];
    Native.checked(error ->
        reader.read(lent.names, lent.texts, lent.sizes, lent.count(), day[0], day[1], day[2], made, error));
    Reference.reachabilityFence(lent);
    return new Policy(made[0]);
  }

  /** Year, month and day; zeros where there is no day. */
  private static int[] parts(LocalDate day) {
    return day == null ? new int[3] : new int[] {day.getYear(), day.getMonthValue(), day.getDayOfMonth()};
  }

  /**
   * A policy as all of its documents stand on a day, as one document: it loads by itself, gives the same results (made by
   * itself alone), and is what {@link Side} and {@link Sweep} take of such a policy.
   *
   * @param documents as of {@code fromDocuments}
   * @param asOf null: dated values are refused
   */
  public static byte[] resolve(Map<String, byte[]> documents, LocalDate asOf) {
    Documents lent = new Documents(documents);
    int[] day = parts(asOf);
    byte[] resolved = Native.takenText((text, size, error) -> Library.giaingan_resolve_policy(
        lent.names, lent.texts, lent.sizes, lent.count(), day[0], day[1], day[2], text, size, error));
    Reference.reachabilityFence(lent);
    return resolved;
  }

  public static Policy read(Path path) throws IOException {
    return fromJson(Files.readAllBytes(path), path.toString());
  }

  /** The budget year. */
  public int year() {
    return with(Library::giaingan_policy_year);
  }

  /** A question: its function with everything but result and error. */
  @FunctionalInterface
  private interface Question {
    int ask(long policy, long portfolio, long[] result, long[] error);
  }

  /** A question whose answer changes plans. */
  @FunctionalInterface
  private interface Change {
    int ask(
        long policy, long portfolio, long[] result, long[] after,
        long[] error);
  }

  private Result ask(Portfolio of, Question question) {
    long[] made = new long[1];
    with(policy -> of.with(portfolio -> {
      Native.checked(error -> question.ask(policy, portfolio, made, error));
      return made;
    }));
    return new Result(made[0], null);
  }

  private Result change(Portfolio of, Change change) {
    long[] made = new long[1];
    long[] after = new long[1];
    with(policy -> of.with(portfolio -> {
      Native.checked(error -> change.ask(policy, portfolio, made, after, error));
      return made;
    }));
    return new Result(made[0], new Portfolio(after[0]));
  }

  /**
   * Ratios, averages, ranking, milestones, runs below the average, obligations and project checks as of a day;
   * {@code level} null: the policy's.
   */
  public Result assess(Portfolio of, LocalDate asOf, String level) {
    return ask(of, (policy, portfolio, result, error) -> Library.giaingan_assess(
        policy, portfolio, asOf.getYear(), asOf.getMonthValue(), asOf.getDayOfMonth(), level, result, error));
  }

  /** The verdicts of {@code assess} without the evidence of each month, many times faster. */
  public Result judge(Portfolio of, LocalDate asOf, String level) {
    return ask(of, (policy, portfolio, result, error) -> Library.giaingan_judge(
        policy, portfolio, asOf.getYear(), asOf.getMonthValue(), asOf.getDayOfMonth(), level, result, error));
  }

  /** Completion evaluation as of a day. */
  public Result evaluate(Portfolio of, LocalDate asOf) {
    return ask(of, (policy, portfolio, result, error) -> Library.giaingan_evaluate(
        policy, portfolio, asOf.getYear(), asOf.getMonthValue(), asOf.getDayOfMonth(), result, error));
  }

  /** The year's duties as of a day, of one unit or, if it is null, of all. */
  public Result listObligations(Portfolio of, LocalDate asOf, String unit) {
    return ask(of, (policy, portfolio, result, error) -> Library.giaingan_list_obligations(
        policy, portfolio, asOf.getYear(), asOf.getMonthValue(), asOf.getDayOfMonth(), unit, result, error));
  }

  /** One reallocation round, by its id in the policy; the result's {@code after} is the portfolio that it leads to. */
  public Result reallocate(Portfolio of, String round) {
    return change(of, (policy, portfolio, result, after, error) ->
        Library.giaingan_reallocate(policy, portfolio, round, result, after, error));
  }

  /** One adjustment of the medium-term plan, by its id in the policy. */
  public Result adjustMediumTerm(Portfolio of, String adjustment) {
    return change(of, (policy, portfolio, result, after, error) ->
        Library.giaingan_adjust_medium_term(policy, portfolio, adjustment, result, after, error));
  }

  /** Plans of sources fed by revenue, as of a day. */
  public Result reviewRevenuePlans(Portfolio of, LocalDate asOf) {
    return change(of, (policy, portfolio, result, after, error) -> Library.giaingan_review_revenue_plans(
        policy, portfolio, asOf.getYear(), asOf.getMonthValue(), asOf.getDayOfMonth(), result, after, error));
  }

  /** Holds a saved round to what policy and portfolio ask for; the portfolio with the round applied. */
  public Portfolio verifyRound(Portfolio of, byte[] json) {
    long[] after = new long[1];
    with(policy -> of.with(portfolio -> {
      Native.checked(error ->
          Library.giaingan_verify_round(policy, portfolio, json, json.length, after, error));
      return after;
    }));
    return new Portfolio(after[0]);
  }

  /** Why a unit doesn't have a verdict: each condition that fails, and by how much. */
  public Result whyNot(Portfolio of, LocalDate asOf, Goal goal) {
    return ask(of, (policy, portfolio, result, error) -> Library.giaingan_why_not(
        policy, portfolio, asOf.getYear(), asOf.getMonthValue(), asOf.getDayOfMonth(), goal.unit(), goal.goal(),
        goal.level(), result, error));
  }

  /**
   * The least further amount with which a unit reaches a goal, disbursed by a day; {@code by} null: the milestone's
   * own, or {@code asOf}.
   */
  public Result whatWouldItTake(Portfolio of, LocalDate asOf, Goal goal, LocalDate by) {
    String last = by == null ? null : by.toString();
    return ask(of, (policy, portfolio, result, error) -> Library.giaingan_what_would_it_take(
        policy, portfolio, asOf.getYear(), asOf.getMonthValue(), asOf.getDayOfMonth(), goal.unit(), goal.goal(),
        last, goal.level(), result, error));
  }

  /** Makes a saved result again from its own question; throws where a byte of it comes out otherwise. */
  public void replay(Portfolio of, byte[] json) {
    with(policy -> of.with(portfolio -> {
      Native.checked(error -> Library.giaingan_replay(policy, portfolio, json, json.length, error));
      return null;
    }));
  }

  /**
   * Whether the rubrics of two policies give the same class for all figures; if not, figures that tell them apart.
   */
  public Result compareRubrics(Policy other) {
    return with(a -> other.with(b -> Result.of((result, error) ->
        Library.giaingan_compare_rubrics(a, b, result, error))));
  }

  /** The SHA-256 of what the policy and a portfolio were made of: the table "sources". */
  public Result digests(Portfolio of) {
    return ask(of, SessionLibrary::giaingan_digests);
  }

  /**
   * Runs policy tests (docs/policy.md) on a policy document; the table "cases" has a verdict each.
   *
   * @param folder what their datasets are relative to; null: they have none
   */
  public static Result test(byte[] document, byte[] tests, Path folder) {
    String place = folder == null ? null : folder.toString();
    return Result.of((result, error) -> Library.giaingan_test_policy(
        document, document.length, null, tests, tests.length, null, place, result, error));
  }

  /**
   * Runs policy tests on a policy that extends others or has dated values, each case on the policy of its own day; the tables
   * "coverage" and "edges" say the file of each row.
   *
   * @param documents as of {@code fromDocuments}
   * @param folder what the tests' datasets are relative to; null: they have none
   */
  public static Result test(Map<String, byte[]> documents, byte[] tests, Path folder) {
    Documents lent = new Documents(documents);
    String place = folder == null ? null : folder.toString();
    Result tested = Result.of((result, error) -> Library.giaingan_test_policy_documents(
        lent.names, lent.texts, lent.sizes, lent.count(), tests, tests.length, null, place, result, error));
    Reference.reachabilityFence(lent);
    return tested;
  }
}
