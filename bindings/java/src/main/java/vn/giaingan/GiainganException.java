package vn.giaingan;

/** Something that the library refused. */
public abstract sealed class GiainganException extends RuntimeException
    permits InvalidInputException, InvalidArgumentException, CancelledException, InternalErrorException {
  private static final long serialVersionUID = 1;

  GiainganException(String text) {
    super(text);
  }
}
