package vn.giaingan;

/** A fault of the library; please report it. */
public final class InternalErrorException extends GiainganException {
  private static final long serialVersionUID = 1;

  InternalErrorException(String text) {
    super(text);
  }
}
