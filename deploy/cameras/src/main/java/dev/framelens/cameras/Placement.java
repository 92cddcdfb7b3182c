package dev.framelens.cameras;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.framelens.contract.CameraId;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.contract.kafka.WholeTopic;
import dev.framelens.contract.status.CameraStatus;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Which partition each camera's frames go to, so that all have about as much to do: by their keys'
 * hashes the fullest of 64 partitions has about twice the mean of 500 cameras. A camera stays where
 * its last status says that it was, so that its frames keep their order; one that is new goes where
 * there is least. Thread-safe.
 */
final class Placement {
  /** Of a camera that nothing is known of: the mean, by frames and by bytes. */
  private static final double MEAN = 2;

  private final double[] loads;
  private final Map<CameraId, Double> known = new HashMap<>();
  private final Map<CameraId, Integer> partitions = new ConcurrentHashMap<>();

  /**
   * Starts from what all bridges told last.
   *
   * @param partitionCount of the topic of frames, 1 and up
   * @param told of each camera, those of other bridges too
   * @param own the cameras of this bridge
   * @param anew whether each of its own is placed again, the heaviest first
   */
  Placement(
      int partitionCount, Collection<CameraStatus> told, Collection<CameraId> own, boolean anew) {
    loads = new double[partitionCount];
    double meanFps = mean(told, CameraStatus::fps);
    double meanBytes = mean(told, CameraStatus::bytesPerSecond);
    for (CameraStatus status : told) {
      var id = new CameraId(status.camera());
      boolean measured = status.fps() > 0 && status.bytesPerSecond() > 0;
      double load = measured ? status.fps() / meanFps + status.bytesPerSecond() / meanBytes : MEAN;
      known.put(id, load);
      Integer partition = status.partition();
      boolean leaves = anew && own.contains(id);
      if (partition != null && partition < partitionCount && !leaves) {
        put(id, partition);
      }
    }
    own.stream()
        .sorted(
            Comparator.comparingDouble((CameraId id) -> known.getOrDefault(id, MEAN)).reversed())
        .forEach(this::partition);
  }

  /**
   * The same from the topic where all bridges tell; without one, from nothing.
   *
   * @throws dev.framelens.contract.FramelensException where it cannot be read
   */
  static Placement read(
      KafkaConnection kafka,
      String statusTopic,
      int partitionCount,
      Collection<CameraId> own,
      boolean anew) {
    var told = new HashMap<String, CameraStatus>();
    WholeTopic.read(
        kafka,
        statusTopic,
        record -> {
          if (record.value() == null) {
            told.remove(new String(record.key(), UTF_8));
          } else {
            CameraStatus status = CameraStatus.read(record);
            told.put(status.camera(), status);
          }
        });
    return new Placement(partitionCount, told.values(), own, anew);
  }

  private static double mean(Collection<CameraStatus> told, ToDoubleFunction<CameraStatus> rate) {
    return told.stream().mapToDouble(rate).filter(value -> value > 0).average().orElse(1);
  }

  /** Where a camera's frames go, now and ever after. */
  int partition(CameraId camera) {
    Integer placed = partitions.get(camera);
    return placed == null ? place(camera) : placed;
  }

  private synchronized int place(CameraId camera) {
    Integer placed = partitions.get(camera);
    if (placed != null) {
      return placed;
    }
    int emptiest =
        IntStream.range(0, loads.length)
            .boxed()
            .min(Comparator.comparingDouble(partition -> loads[partition]))
            .orElseThrow();
    put(camera, emptiest);
    return emptiest;
  }

  private void put(CameraId camera, int partition) {
    loads[partition] += known.getOrDefault(camera, MEAN);
    partitions.put(camera, partition);
  }
}
