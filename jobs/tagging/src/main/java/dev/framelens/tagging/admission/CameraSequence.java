package dev.framelens.tagging.admission;

/**
 * A frame's place in the sequence of its camera's frames, given where a partition is still read in
 * order. Offsets would not do: they have gaps (other cameras, frames that were let go, Kafka's own
 * markers), so that nobody can say which one is next.
 *
 * @param run names the frames that are counted together: those of one camera and one partition in
 *     one attempt of the job; numbers of different runs cannot be compared
 * @param number 0, 1, 2 … in the order of the partition, without gaps
 */
public record CameraSequence(long run, long number) {}
