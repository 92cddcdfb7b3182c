package dev.framelens.bench.scaling;

import java.util.List;

/**
 * One run of one setting.
 *
 * @param taskManagers that had the job
 * @param cores of their machines
 * @param otherJobs that ran on the cluster when it began
 * @param windows from the full topic, then of each load that was offered
 * @param frameBytes of a picture, on average
 * @param labelBytes of a label with its key and headers, on average
 * @param repeatedLabels of frames that had one already
 */
record RunResult(
    int taskManagers,
    int cores,
    int otherJobs,
    List<Window> windows,
    double frameBytes,
    double labelBytes,
    long repeatedLabels) {
  /** From a full topic. */
  Window closed() {
    return windows.get(0);
  }
}
