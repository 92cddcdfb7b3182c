package dev.framelens.cameras;

import dev.framelens.contract.CameraId;
import dev.framelens.contract.picture.ImageHeader;
import dev.framelens.contract.picture.UnreadableImageException;
import dev.framelens.contract.status.CameraState;
import dev.framelens.contract.status.CameraStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Whether a camera shows anything. Told by the camera's thread, asked by others: thread-safe.
 *
 * <p>A camera is frozen when what goes to Kafka has been the same to the bit for ten seconds: a
 * sensor's noise never is.
 */
final class CameraMonitor implements SourceEvents {
  private static final long FROZEN_NANOS = Duration.ofSeconds(10).toNanos();

  /** More than a source's own patience, which tells better why nothing comes. */
  private static final long SILENT_NANOS = Duration.ofMillis(11_500).toNanos();

  private static final double NANOS = 1e9;

  private final CameraId id;
  private final Consumer<String> notices;
  private final LongSupplier nanoTime;
  private final long silentNanos;

  private @Nullable String lost = "connecting";
  private boolean wasConnected;
  private long reconnects;

  private long shown;
  private long lastShownNanos;
  private boolean anyShown;

  private long picture;
  private long pictureSinceNanos;
  private int width;
  private int height;

  private CameraState state = CameraState.OFFLINE;
  private @Nullable Instant since;
  private long toldNanos;
  private long toldShown;
  private CameraCounts told = CameraCounts.NONE;

  /**
   * Of one camera.
   *
   * @param framesPerSecond that are wanted at most: a camera that is asked for one an hour is not
   *     silent in between
   */
  CameraMonitor(
      CameraId id,
      OptionalDouble framesPerSecond,
      Consumer<String> notices,
      LongSupplier nanoTime) {
    this.id = id;
    this.notices = notices;
    this.nanoTime = nanoTime;
    long interval = Math.round(NANOS / framesPerSecond.orElse(1));
    this.silentNanos = Math.max(SILENT_NANOS, 2 * interval + TimeUnit.SECONDS.toNanos(2));
    this.toldNanos = nanoTime.getAsLong();
  }

  @Override
  public void notice(String line) {
    notices.accept(line);
  }

  @Override
  public synchronized void connected() {
    reconnects += wasConnected ? 1 : 0;
    wasConnected = true;
    lost = null;
  }

  @Override
  public synchronized void lost(String reason) {
    lost = reason;
  }

  /** The camera showed a frame; one that is passed over counts too. */
  synchronized void shown(long frames) {
    if (frames > 0) {
      shown += frames;
      lastShownNanos = nanoTime.getAsLong();
      anyShown = true;
    }
  }

  /** A frame goes to Kafka. */
  synchronized void published(byte[] jpeg) {
    var checksum = new CRC32C();
    checksum.update(jpeg);
    if (pictureSinceNanos == 0 || checksum.getValue() != picture) {
      picture = checksum.getValue();
      pictureSinceNanos = nanoTime.getAsLong();
    }
    try {
      ImageHeader header = ImageHeader.read(jpeg);
      width = header.width();
      height = header.height();
    } catch (UnreadableImageException passedOn) {
      // Whoever looks at it says so.
    }
  }

  synchronized CameraState state() {
    return judged();
  }

  synchronized long reconnects() {
    return reconnects;
  }

  /** Since the last frame; empty: there was none yet. */
  synchronized OptionalLong ageMillis() {
    return anyShown
        ? OptionalLong.of(TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - lastShownNanos))
        : OptionalLong.empty();
  }

  /** Whether it has come into another state since its status was last told. */
  synchronized boolean isChanged() {
    return since == null || judged() != state;
  }

  private CameraState judged() {
    long now = nanoTime.getAsLong();
    if (lost != null || !anyShown || now - lastShownNanos > silentNanos) {
      return CameraState.OFFLINE;
    }
    boolean frozen = pictureSinceNanos != 0 && lastShownNanos - pictureSinceNanos >= FROZEN_NANOS;
    return frozen ? CameraState.FROZEN : CameraState.ONLINE;
  }

  private @Nullable String reason(long nowNanos) {
    return switch (state) {
      case ONLINE -> null;
      case FROZEN -> "the same picture for %d s".formatted(seconds(nowNanos - pictureSinceNanos));
      case OFFLINE ->
          lost == null ? "no frame for %d s".formatted(seconds(nowNanos - lastShownNanos)) : lost;
    };
  }

  /** What is known now; rates are those since it was last asked for. */
  synchronized CameraStatus status(
      String bridge, Instant now, CameraCounts counts, @Nullable Integer partition) {
    long nowNanos = nanoTime.getAsLong();
    CameraState judged = judged();
    if (since == null || judged != state) {
      since = now;
    }
    state = judged;
    double elapsed = Math.max(1, nowNanos - toldNanos) / NANOS;
    var status =
        new CameraStatus(
            id.toString(),
            bridge,
            state,
            since,
            now,
            reason(nowNanos),
            (counts.sent() - told.sent()) / elapsed,
            (shown - toldShown) / elapsed,
            anyShown ? TimeUnit.NANOSECONDS.toMillis(nowNanos - lastShownNanos) : null,
            width == 0 ? null : width,
            height == 0 ? null : height,
            (counts.bytes() - told.bytes()) / elapsed,
            counts.sent(),
            counts.droppedAtCamera(),
            counts.skipped(),
            0,
            reconnects,
            partition);
    toldNanos = nowNanos;
    toldShown = shown;
    told = counts;
    return status;
  }

  private static long seconds(long nanos) {
    return TimeUnit.NANOSECONDS.toSeconds(nanos);
  }
}
