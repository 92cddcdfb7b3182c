package dev.framelens.bench.tradeoff;

import dev.framelens.runtime.pictures.ClassifierEvaluation;
import org.jspecify.annotations.Nullable;

/**
 * What a frame cost in one child JVM.
 *
 * @param decodeResizeCpuMillis CPU time of the only thread from the encoded bytes to the square
 * @param inferenceCpuMillis CPU time of the only thread from there to the best five classes
 * @param wallMillis of both
 * @param peakNativeBytes see {@link TradeoffChild}; null where the system does not tell
 * @param joules of the processor's packages; null where the machine does not tell
 * @param accuracy null where it was not asked for
 */
record FrameCost(
    double decodeResizeCpuMillis,
    double inferenceCpuMillis,
    double wallMillis,
    @Nullable Long peakNativeBytes,
    @Nullable Double joules,
    ClassifierEvaluation.@Nullable Accuracy accuracy) {}
