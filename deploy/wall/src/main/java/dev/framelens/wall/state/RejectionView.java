package dev.framelens.wall.state;

/**
 * A rejected frame without its bytes.
 *
 * @param atMillis when Kafka had the rejection, since the epoch
 * @param key of the frame: a camera's id, or whatever it was, shortened
 * @param size bytes that the frame had
 * @param truncated whether the topic left the bytes out
 * @param frame its identity
 * @param partition of the topic of rejected frames, where the bytes are
 * @param offset in that partition
 */
public record RejectionView(
    long atMillis,
    String pipeline,
    String key,
    String reason,
    String detail,
    long size,
    boolean truncated,
    String frame,
    int partition,
    long offset) {}
