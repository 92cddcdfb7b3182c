package dev.framelens.tagging.admission;

/**
 * How a live frame came out of the waiting room.
 *
 * @param rung of the ladder at which it is looked at; 0 is the pipeline's own side
 * @param sloMicros its camera's
 * @param endsBatch whether those that share its call are there now
 * @param letGo frames of its camera that were let go since the last one that was served
 */
public record Served(int rung, long sloMicros, boolean endsBatch, LetGoCounts letGo) {}
