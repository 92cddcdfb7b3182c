package dev.framelens.bench.scaling;

/**
 * One thing to measure.
 *
 * @param slots of each TaskManager; of the whole job where the cluster is somebody else's
 * @param asked knobs as they were given
 */
record Setting(int taskManagers, int slots, Knobs asked) {

  /** Slots that the job takes. */
  int parallelism() {
    return taskManagers * slots;
  }

  /** With every number in them. */
  Knobs knobs() {
    return asked.at(parallelism());
  }

  /** Whether it differs in nothing but slots and TaskManagers. */
  boolean isLike(Setting other) {
    return asked.equals(other.asked);
  }

  String sentence() {
    return "%d x %d slots, %s".formatted(taskManagers, slots, asked.sentence());
  }
}
