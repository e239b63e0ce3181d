package vn.giaingan;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;

/** Memory that the garbage collector doesn't move, freed with this, and reading what the library lends. */
final class Block {
  private final Memory memory;

  Block(long size) {
    memory = new Memory(Math.max(1, size));
  }

  long address() {
    return Pointer.nativeValue(memory);
  }

  void put(long at, long... values) {
    memory.write(at, values, 0, values.length);
  }

  void put(long at, byte[] values) {
    memory.write(at, values, 0, values.length);
  }

  static long getLong(long address) {
    return new Pointer(address).getLong(0);
  }

  static int getInt(long address) {
    return new Pointer(address).getInt(0);
  }

  static short getShort(long address) {
    return new Pointer(address).getShort(0);
  }

  static byte getByte(long address) {
    return new Pointer(address).getByte(0);
  }

  static byte[] bytes(long address, long size) {
    return size == 0 ? new byte[0] : new Pointer(address).getByteArray(0, Math.toIntExact(size));
  }

  static int[] ints(long address, int count) {
    return count == 0 ? new int[0] : new Pointer(address).getIntArray(0, count);
  }

  /** A text that ends with a NUL. */
  static String text(long address) {
    return new Pointer(address).getString(0, StandardCharsets.UTF_8.name());
  }
}
