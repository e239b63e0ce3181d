package vn.giaingan;

import java.nio.ByteOrder;

/** A column that the library lends: giaingan_column. */
final class Column {
  private final long[] words = new long[6]; // name, data, offsets, valid, length, stride and type

  /** Where C writes it. */
  long[] place() {
    return words;
  }

  long data() {
    return words[1];
  }

  long offsets() {
    return words[2];
  }

  boolean hasValue(long row) {
    return words[3] == 0 || Block.getByte(words[3] + row) != 0;
  }

  int length() {
    return Math.toIntExact(words[4]);
  }

  int type() {
    return (int) (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? words[5] >>> 32 : words[5]);
  }
}
