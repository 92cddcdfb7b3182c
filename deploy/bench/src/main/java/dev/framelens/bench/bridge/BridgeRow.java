package dev.framelens.bench.bridge;

import org.jspecify.annotations.Nullable;

/**
 * What a bridge cost.
 *
 * @param fps frames a second and camera that were asked for; null: all
 * @param keySeconds from one key frame to the next
 * @param published frames that Kafka has, of all cameras, while it was measured
 * @param cpuMillisPerCameraSecond CPU time of the bridge for a second of one camera
 * @param residentMegabytes of the bridge at the end; null where the system does not tell
 */
record BridgeRow(
    int cameras,
    String codec,
    int sourceFps,
    @Nullable Double fps,
    int width,
    int height,
    int keySeconds,
    long published,
    double cpuMillisPerFrame,
    double cpuMillisPerCameraSecond,
    @Nullable Long residentMegabytes) {}
