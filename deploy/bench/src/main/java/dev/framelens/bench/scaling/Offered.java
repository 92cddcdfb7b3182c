package dev.framelens.bench.scaling;

/**
 * What came of a load that was offered on a schedule. Milliseconds from when a frame should have
 * been sent until a reader had its label.
 *
 * @param load share of the capacity that the same run had
 * @param framesPerSecond that were offered
 * @param latenessP99Millis of the sender itself
 */
record Offered(
    double load,
    double framesPerSecond,
    double p50Millis,
    double p95Millis,
    double p99Millis,
    double latenessP99Millis,
    Window window) {}
