package vn.giaingan;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;

/** An object of the library: released by close(), or in time by the garbage collector. */
abstract class Handle implements AutoCloseable {
  private static final Cleaner CLEANER = Cleaner.create();

  private final long pointer;
  private final Cleaner.Cleanable cleanable;
  private final ReadWriteLock calls = new ReentrantReadWriteLock(); // read by calls, written by close
  private boolean closed;

  /** @param release must not refer to this, or it would live for ever */
  Handle(long pointer, LongConsumer release) {
    this.pointer = pointer;
    this.cleanable = CLEANER.register(this, () -> release.accept(pointer));
  }

  /** What a call comes to; this isn't released before it ends. */
  final <T> T with(LongFunction<T> call) {
    calls.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("it was closed");
      }
      return call.apply(pointer);
    } finally {
      calls.readLock().unlock();
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public final void close() {
    calls.writeLock().lock();
    try {
      closed = true;
      cleanable.clean();
    } finally {
      calls.writeLock().unlock();
    }
  }
}
