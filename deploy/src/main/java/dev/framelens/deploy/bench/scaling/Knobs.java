package dev.framelens.deploy.bench.scaling;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is set for a run beyond slots and TaskManagers, in the words of the job's options.
 *
 * @param frames the folder of the pictures
 * @param picture its pictures' size, such as {@code 1280x720}
 * @param model the classifier
 * @param side null for the model's own
 * @param partitions null for as many as slots
 * @param cameras null for four a partition
 * @param skew Zipf's exponent over the cameras; 0 is even
 */
record Knobs(
    @JsonIgnore Path frames,
    @JsonProperty String picture,
    @JsonProperty String task,
    @JsonProperty String model,
    @JsonProperty String detector,
    @JsonProperty @Nullable Integer side,
    @JsonProperty String precision,
    @JsonProperty int batch,
    @JsonProperty("lingerMillis") int linger,
    @JsonProperty @Nullable Integer partitions,
    @JsonProperty @Nullable Integer cameras,
    @JsonProperty double skew,
    @JsonProperty String checkpointInterval,
    @JsonProperty String delivery) {
  private static final int CAMERAS_A_PARTITION = 4;

  /** With the numbers that depend on how many slots there are. */
  Knobs at(int parallelism) {
    int theirPartitions = partitions == null ? parallelism : partitions;
    return new Knobs(
        frames,
        picture,
        task,
        model,
        detector,
        side,
        precision,
        batch,
        linger,
        theirPartitions,
        cameras == null ? CAMERAS_A_PARTITION * theirPartitions : cameras,
        skew,
        checkpointInterval,
        delivery);
  }

  Knobs withFrames(Path frames, String picture) {
    return new Knobs(
        frames,
        picture,
        task,
        model,
        detector,
        side,
        precision,
        batch,
        linger,
        partitions,
        cameras,
        skew,
        checkpointInterval,
        delivery);
  }

  Knobs withTask(String task) {
    return new Knobs(
        frames,
        picture,
        task,
        model,
        detector,
        side,
        precision,
        batch,
        linger,
        partitions,
        cameras,
        skew,
        checkpointInterval,
        delivery);
  }

  Knobs withModel(String model) {
    return new Knobs(
        frames,
        picture,
        task,
        model,
        detector,
        side,
        precision,
        batch,
        linger,
        partitions,
        cameras,
        skew,
        checkpointInterval,
        delivery);
  }

  Knobs withDetector(String detector) {
    return new Knobs(
        frames,
        picture,
        task,
        model,
        detector,
        side,
        precision,
        batch,
        linger,
        partitions,
        cameras,
        skew,
        checkpointInterval,
        delivery);
  }

  Knobs withSide(Integer side) {
    return new Knobs(
        frames,
        picture,
        task,
        model,
        detector,
        side,
        precision,
        batch,
        linger,
        partitions,
        cameras,
        skew,
        checkpointInterval,
        delivery);
  }

  Knobs withPrecision(String precision) {
    return new Knobs(
        frames,
        picture,
        task,
        model,
        detector,
        side,
        precision,
        batch,
        linger,
        partitions,
        cameras,
        skew,
        checkpointInterval,
        delivery);
  }

  Knobs withBatch(int batch) {
    return new Knobs(
        frames,
        picture,
        task,
        model,
        detector,
        side,
        precision,
        batch,
        linger,
        partitions,
        cameras,
        skew,
        checkpointInterval,
        delivery);
  }

  Knobs withLinger(int linger) {
    return new Knobs(
        frames,
        picture,
        task,
        model,
        detector,
        side,
        precision,
        batch,
        linger,
        partitions,
        cameras,
        skew,
        checkpointInterval,
        delivery);
  }

  Knobs withPartitions(Integer partitions) {
    return new Knobs(
        frames,
        picture,
        task,
        model,
        detector,
        side,
        precision,
        batch,
        linger,
        partitions,
        cameras,
        skew,
        checkpointInterval,
        delivery);
  }

  Knobs withCameras(Integer cameras) {
    return new Knobs(
        frames,
        picture,
        task,
        model,
        detector,
        side,
        precision,
        batch,
        linger,
        partitions,
        cameras,
        skew,
        checkpointInterval,
        delivery);
  }

  Knobs withSkew(double skew) {
    return new Knobs(
        frames,
        picture,
        task,
        model,
        detector,
        side,
        precision,
        batch,
        linger,
        partitions,
        cameras,
        skew,
        checkpointInterval,
        delivery);
  }

  Knobs withCheckpointInterval(String checkpointInterval) {
    return new Knobs(
        frames,
        picture,
        task,
        model,
        detector,
        side,
        precision,
        batch,
        linger,
        partitions,
        cameras,
        skew,
        checkpointInterval,
        delivery);
  }

  Knobs withDelivery(String delivery) {
    return new Knobs(
        frames,
        picture,
        task,
        model,
        detector,
        side,
        precision,
        batch,
        linger,
        partitions,
        cameras,
        skew,
        checkpointInterval,
        delivery);
  }

  /** The job's own options for these. */
  List<String> jobArguments() {
    var arguments =
        new ArrayList<>(
            List.of(
                "--task=" + task,
                "--model=" + model,
                "--detector=" + detector,
                "--precision=" + precision,
                "--batch-size=" + batch,
                "--linger-ms=" + linger,
                "--checkpoint-interval=" + checkpointInterval,
                "--delivery=" + delivery));
    if (side != null) {
      arguments.add("--side=" + side);
    }
    return arguments;
  }

  /** In one line, for people; without what is left to the number of slots. */
  String sentence() {
    var words = new ArrayList<String>();
    words.add("%s %s".formatted(task, task.equals("detect") ? detector : model));
    words.add("side " + (side == null ? "of the model" : side));
    words.add(precision);
    words.add("pictures " + picture);
    words.add("batch " + batch);
    words.add("linger %d ms".formatted(linger));
    if (partitions != null) {
      words.add(partitions + " partitions");
    }
    if (cameras != null) {
      words.add(cameras + " cameras");
    }
    words.add("skew " + skew);
    words.add("checkpoints every " + checkpointInterval);
    words.add(delivery);
    return String.join(", ", words);
  }
}
