package dev.framelens.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.TopicNames;
import dev.framelens.contract.kafka.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Offers frames at a rate that does not care how the job does. Each camera has its own random
 * phase; a frame's capture time is the moment it should be sent, so the ledger's total counts from
 * there whatever was late.
 */
final class OpenLoop {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final TopicPartition LABELS =
      new TopicPartition(TopicNames.standard().labels(), 0);
  private static final JsonMapper JSON = new JsonMapper();

  private final String bootstrapServers;
  private final List<byte[]> pictures;
  private final int cameras;
  private final double framesPerSecond;
  private final int hot;
  private final int seconds;
  private final long seed;

  /**
   * What was seen of the frames after the warm-up.
   *
   * @param framesPerSecond of all cameras together
   * @param hot how many times the rate of the others the first camera had
   * @param othersP99Millis of all cameras but the first
   * @param batchServiceMillis wall time of a full batch at capacity
   */
  record Latency(
      long frames,
      double framesPerSecond,
      int hot,
      double p50Millis,
      double p95Millis,
      double p99Millis,
      double maxMillis,
      double othersP99Millis,
      double batchP50Millis,
      double batchP95Millis,
      double batchP99Millis,
      double meanBatch,
      double batchServiceMillis) {}

  /** A frame to be sent, nanoseconds after the start. */
  private record Due(long afterNanos, int camera) {}

  /**
   * A load.
   *
   * @param framesPerSecond of one camera; the first has {@code hot} times that
   * @param seconds after a sixth as long that is not counted
   */
  OpenLoop(
      String bootstrapServers,
      List<byte[]> pictures,
      int cameras,
      double framesPerSecond,
      int hot,
      int seconds,
      long seed) {
    this.bootstrapServers = bootstrapServers;
    this.pictures = pictures;
    this.cameras = cameras;
    this.framesPerSecond = framesPerSecond;
    this.hot = hot;
    this.seconds = seconds;
    this.seed = seed;
  }

  Latency measure(double batchServiceMillis) {
    List<Due> schedule = schedule();
    int warmUp = schedule.size() / 6;
    long before = labelsSoFar();
    send(schedule);
    var total = new Histogram(1, TimeUnit.HOURS.toMicros(1), 3);
    var others = new Histogram(1, TimeUnit.HOURS.toMicros(1), 3);
    var batch = new Histogram(1, TimeUnit.HOURS.toMicros(1), 3);
    double batches = 0;
    List<JsonNode> labels = labels(before, schedule.size());
    for (JsonNode label : labels.subList(warmUp, labels.size())) {
      JsonNode ledger = label.path("latencyMillis");
      long micros = Math.round(1000 * ledger.path("total").asDouble());
      total.recordValue(micros);
      if (!label.path("camera").asText().equals(camera(0))) {
        others.recordValue(micros);
      }
      batch.recordValue(Math.round(1000 * ledger.path("batch").asDouble()));
      batches += 1.0 / label.path("batchSize").asInt();
    }
    return new Latency(
        total.getTotalCount(),
        framesPerSecond * (cameras - 1 + hot),
        hot,
        millis(total, 50),
        millis(total, 95),
        millis(total, 99),
        total.getMaxValue() / 1000.0,
        millis(others, 99),
        millis(batch, 50),
        millis(batch, 95),
        millis(batch, 99),
        total.getTotalCount() / batches,
        batchServiceMillis);
  }

  private List<Due> schedule() {
    var random = new Random(seed);
    long end = TimeUnit.SECONDS.toNanos(seconds) * 6 / 5;
    var schedule = new ArrayList<Due>();
    for (int camera = 0; camera < cameras; camera++) {
      double period = 1e9 / framesPerSecond / (camera == 0 ? hot : 1);
      for (double due = random.nextDouble() * period; due < end; due += period) {
        schedule.add(new Due((long) due, camera));
      }
    }
    schedule.sort(Comparator.comparingLong(Due::afterNanos));
    return schedule;
  }

  private void send(List<Due> schedule) {
    try (var producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "max.request.size",
                Topics.MAX_FRAME_RECORD_BYTES),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.partitionsFor(TopicNames.standard().frames()); // the first send waits for nothing
      Instant start = Instant.now();
      long startNanos = System.nanoTime();
      int sent = 0;
      for (Due due : schedule) {
        long wait = startNanos + due.afterNanos - System.nanoTime();
        if (wait > 0) {
          LockSupport.parkNanos(wait);
        }
        var record =
            new ProducerRecord<>(
                TopicNames.standard().frames(),
                camera(due.camera).getBytes(US_ASCII),
                pictures.get(sent++ % pictures.size()));
        record
            .headers()
            .add("ce_time", start.plusNanos(due.afterNanos).toString().getBytes(US_ASCII));
        // What fails is a label that never comes, and that is waited for below.
        var unused = producer.send(record);
      }
    }
  }

  private static String camera(int number) {
    return "camera-" + number;
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", bootstrapServers),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private long labelsSoFar() {
    try (var consumer = consumer()) {
      return consumer.endOffsets(List.of(LABELS)).getOrDefault(LABELS, 0L);
    }
  }

  private List<JsonNode> labels(long from, int expected) {
    var labels = new ArrayList<JsonNode>();
    try (var consumer = consumer()) {
      consumer.assign(List.of(LABELS));
      consumer.seek(LABELS, from);
      long deadline = System.nanoTime() + PATIENCE_NANOS;
      while (labels.size() < expected) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          labels.add(JSON.readTree(record.value()));
        }
        if (System.nanoTime() > deadline) {
          throw new FramelensException(
              "%d labels came (expected: %d)".formatted(labels.size(), expected));
        }
      }
    } catch (IOException noJson) {
      throw new UncheckedIOException(noJson);
    }
    return labels;
  }

  private static double millis(Histogram histogram, double percentile) {
    return histogram.getValueAtPercentile(percentile) / 1000.0;
  }
}
