package dev.framelens.wall.pictures;

import dev.framelens.contract.FrameId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The pictures that were looked at last: viewers of the same camera share one fetch. Bounded by
 * bytes. Thread-safe.
 */
public final class PictureCache {
  /** What it holds unless told otherwise: 64 MiB. */
  public static final long STANDARD_BYTES = 64 << 20;

  private final Function<FrameId, Optional<Picture>> fetch;
  private final long mostBytes;
  private final LinkedHashMap<FrameId, Picture> held = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<FrameId, CompletableFuture<Optional<Picture>>> coming = new HashMap<>();
  private long bytes;

  /** Of the frames that a fetcher brings. */
  public PictureCache(RecordFetcher fetcher) {
    this(place -> fetcher.fetch(place).map(Picture::of), STANDARD_BYTES);
  }

  PictureCache(Function<FrameId, Optional<Picture>> fetch, long mostBytes) {
    this.fetch = fetch;
    this.mostBytes = mostBytes;
  }

  /**
   * The picture; empty where Kafka has it no more.
   *
   * @throws dev.framelens.contract.FramelensException where it cannot be fetched
   */
  public Optional<Picture> get(FrameId id) {
    CompletableFuture<Optional<Picture>> mine = new CompletableFuture<>();
    CompletableFuture<Optional<Picture>> others;
    synchronized (this) {
      @Nullable Picture known = held.get(id);
      if (known != null) {
        return Optional.of(known);
      }
      others = coming.putIfAbsent(id, mine);
    }
    if (others != null) {
      // Whoever fetches answers both, with a failure too; a second try is a second request.
      return others.handle((found, failure) -> failure == null ? found : fetch.apply(id)).join();
    }
    try {
      var found = fetch.apply(id);
      found.ifPresent(picture -> hold(id, picture));
      mine.complete(found);
      return found;
    } catch (RuntimeException failure) {
      mine.completeExceptionally(failure);
      throw failure;
    } finally {
      synchronized (this) {
        coming.remove(id);
      }
    }
  }

  synchronized long bytes() {
    return bytes;
  }

  private synchronized void hold(FrameId id, Picture picture) {
    held.put(id, picture);
    bytes += picture.bytes().length;
    var eldest = held.values().iterator();
    while (bytes > mostBytes && eldest.hasNext()) {
      bytes -= eldest.next().bytes().length;
      eldest.remove();
    }
  }
}
