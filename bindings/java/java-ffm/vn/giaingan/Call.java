package vn.giaingan;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** Memory for one call: texts and bytes for C to read, places for it to write to, whose values are taken at its end. */
final class Call implements AutoCloseable {
  private final Arena arena = Arena.ofConfined();
  private final List<Runnable> taken = new ArrayList<>(3);

  long text(String text) {
    return text == null ? 0 : arena.allocateFrom(text).address();
  }

  long bytes(byte[] bytes) {
    return bytes.length == 0 ? arena.allocate(1).address() : arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes).address();
  }

  /** @param array of numbers, or null */
  long place(Object array) {
    if (array == null) {
      return 0;
    }
    MemorySegment heap = switch (array) {
      case long[] longs -> MemorySegment.ofArray(longs);
      case short[] shorts -> MemorySegment.ofArray(shorts);
      case byte[] bytes -> MemorySegment.ofArray(bytes);
      default -> throw new AssertionError(array.getClass());
    };
    MemorySegment place = arena.allocate(Math.max(1, heap.byteSize()), Long.BYTES);
    MemorySegment.copy(heap, 0, place, 0, heap.byteSize());
    taken.add(() -> MemorySegment.copy(place, 0, heap, 0, heap.byteSize()));
    return place.address();
  }

  @Override
  public void close() {
    taken.forEach(Runnable::run);
    arena.close();
  }
}
