package dev.framelens.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.framelens.contract.outcomes.Label;
import dev.framelens.contract.outcomes.Label.Detection;
import dev.framelens.model.detection.Box;
import dev.framelens.runtime.pictures.BoxDrawing;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A label as this reader took it from Kafka.
 *
 * @param value of the record
 */
record LabelLine(Label label, byte[] value, Instant readAt) {

  /**
   * Reads a record of the labels.
   *
   * @throws dev.framelens.contract.FramelensException naming the field that is absent or wrong
   */
  static LabelLine read(ConsumerRecord<byte[], byte[]> record, Instant readAt) {
    return new LabelLine(Label.read(record), record.value(), readAt);
  }

  String json() {
    return new String(value, UTF_8);
  }

  /** From capture to this reader's hand; less than 0 where their clocks disagree. */
  long visibleMillis() {
    return readAt.toEpochMilli() - label.capturedAt().toEpochMilli();
  }

  /** How many objects of each name the frame has, the most frequent first. */
  Map<String, Integer> counts() {
    var counts = new TreeMap<String, Integer>();
    label.detections().forEach(found -> counts.merge(found.name(), 1, Integer::sum));
    var byCount = new LinkedHashMap<String, Integer>();
    counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .forEach(entry -> byCount.put(entry.getKey(), entry.getValue()));
    return byCount;
  }

  /** The objects as they are drawn, best first. */
  List<BoxDrawing.Labelled> boxes() {
    return label.detections().stream().map(LabelLine::box).toList();
  }

  private static BoxDrawing.Labelled box(Detection found) {
    var edges = found.box();
    return new BoxDrawing.Labelled(
        found.name(),
        (float) found.score(),
        new Box(edges.top(), edges.left(), edges.bottom(), edges.right()));
  }
}
