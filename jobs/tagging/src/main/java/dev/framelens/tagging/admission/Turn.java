package dev.framelens.tagging.admission;

/**
 * A frame's place among those of its camera, given where a partition is still read in order.
 * Offsets would not do: they have gaps (other cameras, frames that were let go, Kafka's own
 * markers), so that nobody can say which one is next.
 *
 * @param run names the frames that are counted together: those of one camera and one partition in
 *     one attempt of the job; no number has a meaning beyond its run
 * @param number 0, 1, 2 … in the order of the partition, without gaps
 */
public record Turn(long run, long number) {}
