package dev.framelens.model.serving;

import dev.framelens.model.graph.NativeHeap;
import dev.framelens.model.image.FrameDecoder;
import dev.framelens.model.mobilenet.Precision;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The models this JVM holds open, each loaded once however many ask for it at once, and its one
 * decoder. Thread-safe. Callers hold leases; the cache owns the networks. A leased model is never
 * closed; of those that nobody uses, the last {@value #IDLE_MODELS} stay open for the next job.
 *
 * <p>It knows nothing of jobs, so that a job's classes can be unloaded while its models stay.
 */
public final class ModelCache implements AutoCloseable {
  private static final int IDLE_MODELS = 2;
  private static final ModelCache OF_THIS_JVM =
      new ModelCache(new FileModelLoader(), System::nanoTime);

  private final ModelLoader loader;
  private final LongSupplier nanoTime;
  private final Map<ModelKey, Entry> entries = new HashMap<>();
  private @Nullable FrameDecoder decoder;
  private long loads;
  private long lastLoadNanos;

  /** Guarded by the cache. */
  private static final class Entry {
    final CompletableFuture<LoadedModel> model = new CompletableFuture<>();
    int leases;
    long idleSince;

    boolean isOpen() {
      return model.isDone() && !model.isCompletedExceptionally();
    }

    boolean isIdle() {
      return leases == 0 && isOpen();
    }
  }

  ModelCache(ModelLoader loader, LongSupplier nanoTime) {
    this.loader = loader;
    this.nanoTime = nanoTime;
  }

  /** The one cache; it lives as long as the JVM. */
  public static ModelCache ofThisJvm() {
    return OF_THIS_JVM;
  }

  /**
   * A lease on the model: the first caller loads it, the others wait. A failed load fails all who
   * waited, and the next caller tries again.
   *
   * @throws dev.framelens.model.ModelException where the files are no such model
   */
  public Lease lease(ModelFiles files, Precision precision) {
    var key = new ModelKey(files.digest(), precision);
    Entry entry;
    Lease.Outcome outcome;
    synchronized (this) {
      @Nullable Entry present = entries.get(key);
      if (present == null) {
        outcome = Lease.Outcome.MISS;
        entry = new Entry();
        entries.put(key, entry);
      } else {
        outcome = present.model.isDone() ? Lease.Outcome.HIT : Lease.Outcome.WAIT;
        entry = present;
      }
      entry.leases++;
    }
    if (outcome == Lease.Outcome.MISS) {
      load(key, entry, files);
    }
    return new Lease(await(entry), outcome, forGood -> giveBack(key, entry, forGood));
  }

  /** The decoder of this JVM: shared, thread-safe, never closed by its users. */
  public synchronized FrameDecoder decoder() {
    if (decoder == null) {
      decoder = FrameDecoder.open();
    }
    return decoder;
  }

  /** What is open now. */
  public synchronized CacheStatus status() {
    long weightBytes =
        entries.values().stream()
            .filter(Entry::isOpen)
            .mapToLong(entry -> entry.model.join().weightBytes())
            .sum();
    int open = (int) entries.values().stream().filter(Entry::isOpen).count();
    int fallbacks =
        (int)
            entries.values().stream()
                .filter(entry -> entry.isOpen() && entry.model.join().fellBack())
                .count();
    int leases = entries.values().stream().mapToInt(entry -> entry.leases).sum();
    return new CacheStatus(open, leases, weightBytes, loads, lastLoadNanos, fallbacks);
  }

  /** Closes everything, leased or not: for the end of a JVM's work. */
  @Override
  public synchronized void close() {
    entries.values().stream().filter(Entry::isOpen).forEach(entry -> entry.model.join().close());
    entries.clear();
    if (decoder != null) {
      decoder.close();
      decoder = null;
    }
  }

  private void load(ModelKey key, Entry entry, ModelFiles files) {
    long start = nanoTime.getAsLong();
    try {
      LoadedModel model = loader.load(files, key.precision());
      NativeHeap.trim();
      synchronized (this) {
        loads++;
        lastLoadNanos = nanoTime.getAsLong() - start;
      }
      entry.model.complete(model);
    } catch (RuntimeException | Error failure) {
      synchronized (this) {
        entries.remove(key, entry);
      }
      entry.model.completeExceptionally(failure);
    }
  }

  private static LoadedModel await(Entry entry) {
    try {
      return entry.model.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failed;
    }
  }

  private synchronized void giveBack(ModelKey key, Entry entry, boolean forGood) {
    entry.leases--;
    if (forGood && entry.isIdle() && entries.remove(key, entry)) {
      entry.model.join().close();
      return;
    }
    entry.idleSince = nanoTime.getAsLong();
    while (entries.values().stream().filter(Entry::isIdle).count() > IDLE_MODELS) {
      closeLongestIdle();
    }
  }

  private void closeLongestIdle() {
    entries.entrySet().stream()
        .filter(candidate -> candidate.getValue().isIdle())
        .min(Comparator.comparingLong(candidate -> candidate.getValue().idleSince))
        .ifPresent(
            longest -> {
              entries.remove(longest.getKey());
              longest.getValue().model.join().close();
            });
  }
}
