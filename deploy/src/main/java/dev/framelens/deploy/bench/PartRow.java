package dev.framelens.deploy.bench;

/**
 * A line of {@code bench parts}: medians over the repeats.
 *
 * @param cpuMillisPerFrame a rival does not tell its stages apart
 * @param wallMillisPerFrame of the whole
 * @param toJob CPU of this ÷ CPU of the job, the median of the ratios within a round
 */
record PartRow(
    String variant,
    int repeats,
    StageRow.JobCost cpuMillisPerFrame,
    double wallMillisPerFrame,
    double toJob) {}
