package vn.giaingan;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** The functions of giaingan.h about sessions, simulated years and digests; all else as of {@link Library}. */
final class SessionLibrary {
  private static final MemoryLayout INT = ValueLayout.JAVA_INT;
  private static final MemoryLayout LONG = ValueLayout.JAVA_LONG;

  private SessionLibrary() {}

  private static final MethodHandle SESSION_CREATE = Library.of(
      "giaingan_session_create", INT, LONG, LONG);
  static int giaingan_session_create(long[] session, long[] error) {
    try (Call call = new Call()) {
      return (int) SESSION_CREATE.invokeExact(call.place(session), call.place(error));
    } catch (Throwable fault) {
      throw Library.failed(fault);
    }
  }

  private static final MethodHandle SESSION_RELEASE = Library.of(
      "giaingan_session_release", null, LONG);
  static void giaingan_session_release(long session) {
    try {
      SESSION_RELEASE.invokeExact(session);
    } catch (Throwable fault) {
      throw Library.failed(fault);
    }
  }

  private static final MethodHandle SESSION_SET_LIMIT = Library.of(
      "giaingan_session_set_limit", INT, LONG, LONG, LONG, LONG);
  static int giaingan_session_set_limit(long session, String name, long value, long[] error) {
    try (Call call = new Call()) {
      return (int) SESSION_SET_LIMIT.invokeExact(session, call.text(name), value, call.place(error));
    } catch (Throwable fault) {
      throw Library.failed(fault);
    }
  }

  private static final MethodHandle SESSION_CANCEL = Library.of(
      "giaingan_session_cancel", null, LONG);
  static void giaingan_session_cancel(long session) {
    try {
      SESSION_CANCEL.invokeExact(session);
    } catch (Throwable fault) {
      throw Library.failed(fault);
    }
  }

  private static final MethodHandle SESSION_RESET = Library.of(
      "giaingan_session_reset", null, LONG);
  static void giaingan_session_reset(long session) {
    try {
      SESSION_RESET.invokeExact(session);
    } catch (Throwable fault) {
      throw Library.failed(fault);
    }
  }

  private static final MethodHandle SESSION_PROGRESS = Library.of(
      "giaingan_session_progress", INT, LONG, LONG, LONG);
  static int giaingan_session_progress(long session, long[] done, long[] expected) {
    try (Call call = new Call()) {
      return (int) SESSION_PROGRESS.invokeExact(session, call.place(done), call.place(expected));
    } catch (Throwable fault) {
      throw Library.failed(fault);
    }
  }

  private static final MethodHandle SESSION_POLICY = Library.of(
      "giaingan_session_policy", INT, LONG, LONG, LONG, LONG, LONG, INT, INT, INT, LONG, LONG);
  static int giaingan_session_policy(
      long session, long[] names, long[] documents, long[] sizes, long count, int year, int month, int day,
      long[] policy, long[] error) {
    try (Call call = new Call()) {
      return (int) SESSION_POLICY.invokeExact(
          session, call.place(names), call.place(documents), call.place(sizes), count, year, month, day,
          call.place(policy), call.place(error));
    } catch (Throwable fault) {
      throw Library.failed(fault);
    }
  }

  private static final MethodHandle SESSION_PORTFOLIO = Library.of(
      "giaingan_session_portfolio", INT, LONG, LONG, INT, LONG, LONG);
  static int giaingan_session_portfolio(
      long session, String folder, int year, long[] portfolio, long[] error) {
    try (Call call = new Call()) {
      return (int) SESSION_PORTFOLIO.invokeExact(
          session, call.text(folder), year, call.place(portfolio), call.place(error));
    } catch (Throwable fault) {
      throw Library.failed(fault);
    }
  }

  private static final MethodHandle SESSION_BUILDER = Library.of(
      "giaingan_session_builder", INT, LONG, INT, LONG, LONG);
  static int giaingan_session_builder(long session, int year, long[] builder, long[] error) {
    try (Call call = new Call()) {
      return (int) SESSION_BUILDER.invokeExact(
          session, year, call.place(builder), call.place(error));
    } catch (Throwable fault) {
      throw Library.failed(fault);
    }
  }

  private static final MethodHandle SIMULATE = Library.of(
      "giaingan_simulate", INT, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, INT, LONG, LONG);
  static int giaingan_simulate(
      byte[] policy, long policySize, byte[] against, long againstSize, long portfolio, byte[] scenarios,
      long scenariosSize, long behaviour, long context, int threads, long[] result, long[] error) {
    try (Call call = new Call()) {
      return (int) SIMULATE.invokeExact(
          call.bytes(policy), policySize, against == null ? 0L : call.bytes(against), againstSize, portfolio,
          call.bytes(scenarios), scenariosSize, behaviour, context, threads, call.place(result), call.place(error));
    } catch (Throwable fault) {
      throw Library.failed(fault);
    }
  }

  private static final MethodHandle DIGESTS = Library.of(
      "giaingan_digests", INT, LONG, LONG, LONG, LONG);
  static int giaingan_digests(long policy, long portfolio, long[] result, long[] error) {
    try (Call call = new Call()) {
      return (int) DIGESTS.invokeExact(
          policy, portfolio, call.place(result), call.place(error));
    } catch (Throwable fault) {
      throw Library.failed(fault);
    }
  }
}
