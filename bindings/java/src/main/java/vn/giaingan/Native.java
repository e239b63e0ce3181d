package vn.giaingan;

import java.util.ArrayList;
import java.util.List;

/** The library's numbers, and how its failures become exceptions. */
final class Native {
  static final int OK = constant("OK");
  static final int INVALID_INPUT = constant("INVALID_INPUT");
  static final int INVALID_ARGUMENT = constant("INVALID_ARGUMENT");
  static final int OUT_OF_MEMORY = constant("OUT_OF_MEMORY");
  static final int CANCELLED = constant("CANCELLED");

  private Native() {}

  /** A number of giaingan.h by its name without GIAINGAN_. */
  static int constant(String name) {
    long[] value = new long[1];
    if (Library.giaingan_constant("GIAINGAN_" + name, value) != 0) {
      throw new InternalErrorException("the library doesn't know GIAINGAN_" + name);
    }
    return Math.toIntExact(value[0]);
  }

  /** A function whose last parameter is the error object. */
  @FunctionalInterface
  interface Call {
    int run(long[] error);
  }

  /** Calls a function; throws what it fails with. */
  static void checked(Call call) {
    long[] place = new long[1];
    int status = call.run(place);
    if (status == OK) {
      return;
    }
    long error = place[0];
    try {
      if (status == OUT_OF_MEMORY) {
        throw new OutOfMemoryError("giaingan ran out of memory");
      }
      String text = Library.giaingan_error_text(error);
      if (status == INVALID_INPUT) {
        throw new InvalidInputException(text, diagnostics(error));
      }
      if (status == CANCELLED) {
        throw new CancelledException(text);
      }
      throw status == INVALID_ARGUMENT ? new InvalidArgumentException(text) : new InternalErrorException(text);
    } finally {
      Library.giaingan_error_release(error);
    }
  }

  /** A function that gives a new text. */
  @FunctionalInterface
  interface Text {
    int give(long[] text, long[] size, long[] error);
  }

  /** The bytes of the text that a function gives, which is released. */
  static byte[] takenText(Text call) {
    long[] text = new long[1];
    long[] size = new long[1];
    checked(error -> call.give(text, size, error));
    try {
      return Block.bytes(text[0], size[0]);
    } finally {
      Library.giaingan_text_release(text[0]);
    }
  }

  private static List<Diagnostic> diagnostics(long error) {
    List<Diagnostic> found = new ArrayList<>();
    for (long i = 0; i < Library.giaingan_error_diagnostic_count(error); ++i) {
      long[] each = new long[8]; // giaingan_diagnostic: code, file, column, pointer, message, expected, remedy, row
      Library.giaingan_error_diagnostic(error, i, each);
      found.add(
          new Diagnostic(
              Block.text(each[0]), Block.text(each[1]), each[7], Block.text(each[2]), Block.text(each[3]),
              Block.text(each[4]), Block.text(each[5]), Block.text(each[6])));
    }
    return List.copyOf(found);
  }
}
