package vn.giaingan;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Memory that the garbage collector doesn't move, freed with this, and reading what the library lends. */
@SuppressWarnings("restricted") // calls out of Java
final class Block {
  private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  private final MemorySegment memory;

  Block(long size) {
    memory = Arena.ofAuto().allocate(Math.max(1, size), Long.BYTES);
  }

  long address() {
    return memory.address();
  }

  void put(long at, long... values) {
    MemorySegment.copy(values, 0, memory, ValueLayout.JAVA_LONG, at, values.length);
  }

  void put(long at, byte[] values) {
    MemorySegment.copy(values, 0, memory, ValueLayout.JAVA_BYTE, at, values.length);
  }

  static long getLong(long address) {
    return ALL.get(ValueLayout.JAVA_LONG, address);
  }

  static int getInt(long address) {
    return ALL.get(ValueLayout.JAVA_INT, address);
  }

  static short getShort(long address) {
    return ALL.get(ValueLayout.JAVA_SHORT, address);
  }

  static byte getByte(long address) {
    return ALL.get(ValueLayout.JAVA_BYTE, address);
  }

  static byte[] bytes(long address, long size) {
    return ALL.asSlice(address, size).toArray(ValueLayout.JAVA_BYTE);
  }

  static int[] ints(long address, int count) {
    return ALL.asSlice(address, 4L * count).toArray(ValueLayout.JAVA_INT);
  }

  /** A text that ends with a NUL. */
  static String text(long address) {
    return ALL.getString(address);
  }
}
