package dev.framelens.bench;

import dev.framelens.model.graph.GraphSession;
import java.util.List;

/** What is measured, one JVM each, because TensorFlow's thread pools belong to the process. */
public enum Variant {
  /** A bare loop of the TensorFlow calls that the job makes: no Flink, no Kafka. */
  LIMIT("the limit"),
  /** The tagging job, Kafka to Kafka, one slot. */
  JOB("the job"),
  /**
   * In the same job the operator that a competent team writes: one graph for decode, resize and
   * model, one thread, one run for each frame.
   */
  COMPETENT("the competent operator"),
  /**
   * In the same job the operator that is written first: ImageIO, Java's resize, floats,
   * TensorFlow's default threads.
   */
  NAIVE("the naive operator"),
  /** The job with a call of the model for every frame. */
  NO_BATCHING("batching off"),
  /** The job that decodes every pixel. */
  NO_DCT_SCALING("DCT scaling off"),
  /** The job whose TensorFlow runs in its own pools, of the size that it gives them. */
  NO_CALLER_THREAD("caller thread off"),
  /** The job whose records are copied at every hop, as Flink does unless told otherwise. */
  NO_OBJECT_REUSE("object reuse off"),
  /** The job in single precision. */
  FP32("in fp32"),
  /** The job that deals its frames out, which one slot has nothing of: what that costs. */
  SPREAD("spread mode on");

  /** The job, what it cannot pass, and what it is held against. */
  static final List<Variant> RIVALRY = List.of(LIMIT, JOB, COMPETENT, NAIVE);

  /** The job, the rivals, and the job with one thing undone. */
  static final List<Variant> PARTS =
      List.of(
          JOB,
          NO_BATCHING,
          NO_DCT_SCALING,
          NO_CALLER_THREAD,
          NO_OBJECT_REUSE,
          FP32,
          SPREAD,
          COMPETENT,
          NAIVE);

  /** A heap that never changes, so that all growth of the process is of something else. */
  private static final List<String> STEADY_HEAP =
      List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch");

  private final String title;

  Variant(String title) {
    this.title = title;
  }

  /**
   * Whether the task's own thread decodes and runs the model, and its clock tells what each takes.
   */
  boolean tellsStagesApart() {
    return this != COMPETENT && this != NAIVE && this != NO_CALLER_THREAD;
  }

  /** What its JVM is started with. */
  List<String> flags() {
    return switch (this) {
      case LIMIT -> STEADY_HEAP;
      case NO_CALLER_THREAD -> List.of("-D%s=tensorflow".formatted(GraphSession.THREADS));
      default -> List.of();
    };
  }

  /** For people. */
  String title() {
    return title;
  }
}
