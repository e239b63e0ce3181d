package vn.giaingan;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Columns in the library's form (giaingan_column), in memory that lives as long as this. */
final class Columns {
  private static final int SIZE = 48;
  private static final int INT64 = Native.constant("INT64");
  private static final int INT16 = Native.constant("INT16");
  private static final int UTF8 = Native.constant("UTF8");

  private final List<Memory> alive = new ArrayList<>();
  private Memory views = new Memory(SIZE);
  private int count;

  /** Lets other columns live as long as these. */
  void keep(Columns others) {
    alive.addAll(others.alive);
    alive.add(others.views);
  }

  /** A column of whole numbers of whatever width, copied. */
  static long[] wholeNumbers(Native.Column column) {
    int rows = Math.toIntExact(column.length);
    long[] values = new long[rows];
    for (int row = 0; row < rows; ++row) {
      values[row] = column.type == INT64 ? column.data.getLong(8L * row)
          : column.type == INT16 ? column.data.getShort(2L * row)
          : column.data.getByte(row);
    }
    return values;
  }

  Pointer pointer() {
    return views;
  }

  int count() {
    return count;
  }

  /** @param present null: every row has a value */
  void add(String name, long[] values, boolean[] present) {
    if (present != null && present.length != values.length) {
      throw new IllegalArgumentException(name + ": " + values.length + " values, " + present.length + " marks");
    }
    Memory data = memory(8L * values.length);
    data.write(0, values, 0, values.length);
    add(name, INT64, values.length, data, null, present == null ? null : marks(present.length, i -> present[i] ? 1 : 0));
  }

  void add(String name, List<String> values) {
    List<byte[]> parts =
        values.stream().map(text -> text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8)).toList();
    Memory offsets = memory(8L * (parts.size() + 1));
    Memory data = memory(parts.stream().mapToLong(part -> part.length).sum());
    long end = 0;
    offsets.setLong(0, 0);
    for (int i = 0; i < parts.size(); ++i) {
      data.write(end, parts.get(i), 0, parts.get(i).length);
      end += parts.get(i).length;
      offsets.setLong(8L * (i + 1), end);
    }
    add(name, UTF8, parts.size(), data, offsets, marks(parts.size(), i -> values.get(i) == null ? 0 : 1));
  }

  /** A column without memory. */
  void addNone() {
    add("", INT64, 0, null, null, null);
  }

  private void add(String name, int type, long length, Pointer data, Pointer offsets, Pointer valid) {
    if (SIZE * (count + 1L) > views.size()) {
      Memory larger = new Memory(2 * views.size());
      larger.write(0, views.getByteArray(0, SIZE * count), 0, SIZE * count);
      views = larger;
    }
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    Memory text = memory(bytes.length + 1L);
    text.write(0, bytes, 0, bytes.length);
    text.setByte(bytes.length, (byte) 0);
    Pointer view = views.share((long) SIZE * count++);
    view.setPointer(0, text);
    view.setPointer(8, data);
    view.setPointer(16, offsets);
    view.setPointer(24, valid);
    view.setLong(32, length);
    view.setInt(40, 0);
    view.setInt(44, type);
  }

  private Memory marks(int length, ToIntFunction<Integer> mark) {
    Memory marks = memory(length);
    for (int i = 0; i < length; ++i) {
      marks.setByte(i, (byte) mark.applyAsInt(i));
    }
    return marks;
  }

  private Memory memory(long size) {
    Memory made = new Memory(Math.max(1, size));
    alive.add(made);
    return made;
  }
}
