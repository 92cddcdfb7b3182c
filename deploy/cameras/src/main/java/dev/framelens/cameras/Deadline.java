package dev.framelens.cameras;

import java.time.Duration;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Ends FFmpeg's waiting, whatever the protocol: at a time, or at once. FFmpeg asks it while it
 * waits. Close it after the inputs that use it.
 */
final class Deadline implements AutoCloseable {
  // One for all: JavaCPP makes ten callbacks of a kind and no more.
  private static final Expired EXPIRED = new Expired();

  private final LongPointer expiresAtNanos = new LongPointer(1L);
  private boolean ended;
  private boolean closed;

  Deadline() {
    extend(Duration.ZERO);
  }

  void guard(AVFormatContext format) {
    format.interrupt_callback().callback(EXPIRED).opaque(expiresAtNanos);
  }

  /** From now on FFmpeg may wait this long. */
  synchronized void extend(Duration patience) {
    if (!ended) {
      expiresAtNanos.put(System.nanoTime() + patience.toNanos());
    }
  }

  /**
   * Whether FFmpeg's waiting was ended. By its own account it then found invalid data at times, or
   * all that there was.
   */
  synchronized boolean expired() {
    return ended || System.nanoTime() - expiresAtNanos.get() > 0;
  }

  /** FFmpeg may not wait any more. For any thread. */
  synchronized void end() {
    ended = true;
    if (!closed) {
      expiresAtNanos.put(System.nanoTime() - 1);
    }
  }

  @Override
  public synchronized void close() {
    end();
    closed = true;
    expiresAtNanos.close();
  }

  private static final class Expired extends AVIOInterruptCB.Callback_Pointer {
    @Override
    public int call(Pointer expiresAtNanos) {
      return System.nanoTime() - new LongPointer(expiresAtNanos).get() > 0 ? 1 : 0;
    }
  }
}
