package dev.framelens.bench.scaling;

import java.util.List;

/**
 * One run of one setting.
 *
 * @param taskManagers that had the job
 * @param cores of their machines
 * @param otherJobs that ran on the cluster when it began
 * @param closed from a full topic
 * @param offered in the order of the loads; empty where none was asked for
 * @param frameBytes of a picture, on average
 * @param labelBytes of a label with its key and headers, on average
 * @param repeatedLabels of frames that had one already
 */
record RunResult(
    int taskManagers,
    int cores,
    int otherJobs,
    Window closed,
    List<Offered> offered,
    double frameBytes,
    double labelBytes,
    long repeatedLabels) {}
