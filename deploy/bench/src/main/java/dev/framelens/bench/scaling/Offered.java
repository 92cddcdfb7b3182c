package dev.framelens.bench.scaling;

/**
 * What came of a load that was offered on a schedule. Milliseconds from when a frame should have
 * been sent until a reader had its label.
 *
 * @param load share of the capacity that the same run had
 * @param hot how many times its own rate the first camera had
 * @param othersP99Millis of all cameras but the first
 * @param latenessP99Millis of the sender itself
 */
record Offered(
    double load,
    int hot,
    double p50Millis,
    double p95Millis,
    double p99Millis,
    double maxMillis,
    double othersP99Millis,
    double latenessP99Millis,
    Window window) {}
