package dev.framelens.deploy.bench;

/** What is measured, one JVM each, because TensorFlow's thread pools belong to the process. */
enum Variant {
  /** A bare loop of the TensorFlow calls that the job makes: no Flink, no Kafka. */
  LIMIT,
  /** The tagging job, Kafka to Kafka, one slot. */
  JOB,
  /**
   * In the same job the operator that a competent team writes: one graph for decode, resize and
   * model, one thread, one run for each frame.
   */
  COMPETENT,
  /**
   * In the same job the operator that is written first: ImageIO, Java's resize, floats,
   * TensorFlow's default threads.
   */
  NAIVE
}
