package vn.giaingan;

import java.util.List;

/** A document or dataset is wrong, with every problem. */
public final class InvalidInputException extends GiainganException {
  private static final long serialVersionUID = 1;
  private final transient List<Diagnostic> diagnostics;

  InvalidInputException(String text, List<Diagnostic> diagnostics) {
    super(text);
    this.diagnostics = diagnostics;
  }

  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
