package dev.framelens.cli.demo;

import dev.framelens.contract.FrameId;
import dev.framelens.runtime.pictures.BoxDrawing;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps a drawn picture of each camera every few seconds. For one thread; holds the frames that
 * wait for their labels, the last 48 MiB of them.
 */
final class Snapshots {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss.SSS");
  private static final long MOST_BYTES = 48L << 20;

  private final Path directory;
  private final long everyMillis;
  private final PrintWriter err;
  private final Map<String, Long> keptAtMillis = new HashMap<>();
  private final Map<FrameId, byte[]> frames = new LinkedHashMap<>();
  private long heldBytes;

  /**
   * Writes into a folder, which is made with the first picture.
   *
   * @param every time between two pictures of a camera
   */
  Snapshots(Path directory, Duration every, PrintWriter err) {
    this.directory = directory;
    this.everyMillis = every.toMillis();
    this.err = err;
  }

  void frame(FrameId id, byte[] encoded) {
    frames.put(id, encoded);
    heldBytes += encoded.length;
    Iterator<byte[]> oldest = frames.values().iterator();
    while (heldBytes > MOST_BYTES && oldest.hasNext()) {
      heldBytes -= oldest.next().length;
      oldest.remove();
    }
  }

  /** Draws the frame of a label, unless its camera had a picture lately or the frame is gone. */
  void label(LabelLine line) {
    var label = line.label();
    byte[] encoded = frames.remove(label.frame());
    heldBytes -= encoded == null ? 0 : encoded.length;
    long capturedMillis = label.capturedAt().toEpochMilli();
    Long last = keptAtMillis.get(label.camera());
    if (encoded == null || (last != null && capturedMillis - last < everyMillis)) {
      return;
    }
    keptAtMillis.put(label.camera(), capturedMillis);
    String time = TIME.format(label.capturedAt().atZone(ZoneId.systemDefault()));
    Path file = directory.resolve("%s-%s.jpg".formatted(label.camera(), time));
    try {
      BoxDrawing.write(BoxDrawing.draw(encoded, line.boxes()), "jpg", file);
    } catch (IOException failed) {
      err.printf("No snapshot %s: %s%n", file, failed.getMessage());
      err.flush();
    }
  }
}
