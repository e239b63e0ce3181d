package vn.giaingan;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** Columns in the library's form (giaingan_column), in memory that lives as long as this. */
final class Columns {
  private static final int SIZE = 48;
  private static final int INT64 = Native.constant("INT64");
  private static final int INT16 = Native.constant("INT16");
  private static final int UTF8 = Native.constant("UTF8");

  private final List<Block> alive = new ArrayList<>();
  private final List<long[]> views = new ArrayList<>();

  /** Lets other columns live as long as these. */
  void keep(Columns others) {
    alive.addAll(others.alive);
  }

  /** A column of whole numbers of whatever width, copied. */
  static long[] wholeNumbers(Column column) {
    long[] values = new long[column.length()];
    for (int row = 0; row < values.length; ++row) {
      values[row] = column.type() == INT64 ? Block.getLong(column.data() + 8L * row)
          : column.type() == INT16 ? Block.getShort(column.data() + 2L * row)
          : Block.getByte(column.data() + row);
    }
    return values;
  }

  /** Where they lie, one struct behind the other. */
  long pointer() {
    Block block = block((long) SIZE * views.size());
    for (int i = 0; i < views.size(); ++i) {
      block.put((long) SIZE * i, views.get(i));
    }
    return block.address();
  }

  int count() {
    return views.size();
  }

  /** @param present null: every row has a value */
  void add(String name, long[] values, boolean[] present) {
    if (present != null && present.length != values.length) {
      throw new IllegalArgumentException(name + ": " + values.length + " values, " + present.length + " marks");
    }
    Block data = block(8L * values.length);
    data.put(0, values);
    long valid = present == null ? 0 : marks(present.length, i -> present[i]);
    add(name, INT64, values.length, data.address(), 0, valid);
  }

  void add(String name, List<String> values) {
    List<byte[]> parts =
        values.stream().map(text -> text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8)).toList();
    long[] offsets = new long[parts.size() + 1];
    for (int i = 0; i < parts.size(); ++i) {
      offsets[i + 1] = offsets[i] + parts.get(i).length;
    }
    Block data = block(offsets[parts.size()]);
    for (int i = 0; i < parts.size(); ++i) {
      data.put(offsets[i], parts.get(i));
    }
    Block ends = block(8L * offsets.length);
    ends.put(0, offsets);
    add(name, UTF8, parts.size(), data.address(), ends.address(), marks(parts.size(), i -> values.get(i) != null));
  }

  /** A column without memory. */
  void addNone() {
    add("", INT64, 0, 0, 0, 0);
  }

  private void add(String name, int type, long length, long data, long offsets, long valid) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    Block text = block(bytes.length + 1L);
    text.put(0, Arrays.copyOf(bytes, bytes.length + 1));
    long strideAndType = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? (long) type << 32 : type;
    views.add(new long[] {text.address(), data, offsets, valid, length, strideAndType});
  }

  private long marks(int length, IntPredicate isThere) {
    byte[] marks = new byte[length];
    for (int i = 0; i < length; ++i) {
      marks[i] = (byte) (isThere.test(i) ? 1 : 0);
    }
    Block block = block(length);
    block.put(0, marks);
    return block.address();
  }

  private Block block(long size) {
    Block made = new Block(size);
    alive.add(made);
    return made;
  }
}
