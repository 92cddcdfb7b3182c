package dev.framelens.tagging.inference;

/**
 * When the models looked at a batch, on the monotonic clock of this JVM.
 *
 * @param frames that shared the call
 */
record ModelCall(int frames, long startNanos, long endNanos) {}
