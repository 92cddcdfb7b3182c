package dev.framelens.bench.scaling;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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
 * @param spread whether frames are dealt out to all slots, whatever partition they lie in
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
    @JsonProperty boolean spread,
    @JsonProperty String checkpointInterval,
    @JsonProperty String delivery) {
  private static final int CAMERAS_A_PARTITION = 4;

  /** The same values, to be changed one by one. */
  static final class Draft {
    Path frames;
    String picture;
    String task;
    String model;
    String detector;
    @Nullable Integer side;
    String precision;
    int batch;
    int linger;
    @Nullable Integer partitions;
    @Nullable Integer cameras;
    double skew;
    boolean spread;
    String checkpointInterval;
    String delivery;

    private Draft(Knobs knobs) {
      frames = knobs.frames;
      picture = knobs.picture;
      task = knobs.task;
      model = knobs.model;
      detector = knobs.detector;
      side = knobs.side;
      precision = knobs.precision;
      batch = knobs.batch;
      linger = knobs.linger;
      partitions = knobs.partitions;
      cameras = knobs.cameras;
      skew = knobs.skew;
      spread = knobs.spread;
      checkpointInterval = knobs.checkpointInterval;
      delivery = knobs.delivery;
    }

    private Knobs knobs() {
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
          spread,
          checkpointInterval,
          delivery);
    }
  }

  /** All the same but for what is changed. */
  Knobs with(Consumer<Draft> change) {
    var draft = new Draft(this);
    change.accept(draft);
    return draft.knobs();
  }

  /** With the numbers that depend on how many slots there are. */
  Knobs at(int parallelism) {
    int theirs = partitions == null ? parallelism : partitions;
    return with(
        draft -> {
          draft.partitions = theirs;
          draft.cameras = cameras == null ? CAMERAS_A_PARTITION * theirs : cameras;
        });
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
                "--linger=" + linger + "ms",
                "--checkpoint-interval=" + checkpointInterval,
                "--delivery=" + delivery));
    if (side != null) {
      arguments.add("--side=" + side);
    }
    if (spread) {
      arguments.add("--spread");
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
    if (spread) {
      words.add("spread");
    }
    words.add("checkpoints every " + checkpointInterval);
    words.add(delivery);
    return String.join(", ", words);
  }
}
