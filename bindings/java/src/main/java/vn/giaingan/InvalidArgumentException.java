package vn.giaingan;

/** The call itself is wrong. */
public final class InvalidArgumentException extends GiainganException {
  private static final long serialVersionUID = 1;

  InvalidArgumentException(String text) {
    super(text);
  }
}
