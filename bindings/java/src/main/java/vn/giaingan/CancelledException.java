package vn.giaingan;

/** The session was cancelled, or its work came to its limit of steps; inputs are as they were. */
public final class CancelledException extends GiainganException {
  private static final long serialVersionUID = 1;

  CancelledException(String text) {
    super(text);
  }
}
