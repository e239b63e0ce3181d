package vn.giaingan;

/** The functions of giaingan.h about sessions, simulated years and digests; all else as of {@link Library}. */
final class SessionLibrary {
  static {
    com.sun.jna.Native.register(SessionLibrary.class, Library.file());
  }

  private SessionLibrary() {}

  static native int giaingan_session_create(long[] session, long[] error);

  static native void giaingan_session_release(long session);

  static native int giaingan_session_set_limit(long session, String name, long value, long[] error);

  static native void giaingan_session_cancel(long session);

  static native void giaingan_session_reset(long session);

  static native int giaingan_session_progress(long session, long[] done, long[] expected);

  static native int giaingan_session_policy(
      long session, long[] names, long[] documents, long[] sizes, long count, int year, int month, int day,
      long[] policy, long[] error);

  static native int giaingan_session_portfolio(
      long session, String folder, int year, long[] portfolio, long[] error);

  static native int giaingan_session_builder(long session, int year, long[] builder, long[] error);

  static native int giaingan_simulate(
      byte[] policy, long policySize, byte[] against, long againstSize, long portfolio, byte[] scenarios,
      long scenariosSize, long behaviour, long context, int threads, long[] result, long[] error);

  static native int giaingan_digests(long policy, long portfolio, long[] result, long[] error);
}
