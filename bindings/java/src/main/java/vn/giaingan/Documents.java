package vn.giaingan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Documents of a policy as C takes them, in memory that lives as long as this. */
final class Documents {
  final long[] names;
  final long[] texts;
  final long[] sizes;
  private final List<Block> alive = new ArrayList<>();

  /** @param documents by the paths by which "extends" finds them, in order */
  Documents(Map<String, byte[]> documents) {
    names = new long[documents.size()];
    texts = new long[documents.size()];
    sizes = new long[documents.size()];
    int i = 0;
    for (Map.Entry<String, byte[]> each : documents.entrySet()) {
      names[i] = lent(each.getKey().getBytes(StandardCharsets.UTF_8));
      texts[i] = lent(each.getValue());
      sizes[i] = each.getValue().length;
      ++i;
    }
  }

  int count() {
    return names.length;
  }

  private long lent(byte[] bytes) {
    Block block = new Block(bytes.length + 1L);
    block.put(0, Arrays.copyOf(bytes, bytes.length + 1));
    alive.add(block);
    return block.address();
  }
}
