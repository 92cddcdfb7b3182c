package dev.framelens.bench;

import org.jspecify.annotations.Nullable;

/**
 * CPU milliseconds a frame of the job, or of what stands in its place.
 *
 * @param decodeResize null where other threads than the task's share in it
 * @param inference null likewise
 * @param other the whole less the stages; null likewise
 * @param job the whole, without the JVM's compilers
 * @param compilers what the JVM's compilers still did meanwhile
 */
record JobCost(
    @Nullable Double decodeResize,
    @Nullable Double inference,
    @Nullable Double other,
    double job,
    double compilers) {

  static JobCost of(Variant variant, Costs costs) {
    double job = costs.median(variant, Cost::whole);
    double compilers = costs.median(variant, Cost::compilers);
    if (!variant.tellsStagesApart()) {
      return new JobCost(null, null, null, job, compilers);
    }
    double decode = costs.median(variant, Cost::decodeResize);
    double infer = costs.median(variant, Cost::inference);
    return new JobCost(decode, infer, job - decode - infer, job, compilers);
  }
}
