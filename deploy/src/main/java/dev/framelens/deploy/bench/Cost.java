package dev.framelens.deploy.bench;

/**
 * What a frame cost in one run, milliseconds. CPU time of decoding and of the model is that of the
 * thread that did it; of the whole, that of the process.
 *
 * @param decodeResize CPU; 0 where the variant has no such stage of its own
 * @param inference CPU; 0 likewise
 * @param whole CPU of everything that the process did
 * @param wall of the whole
 * @param decodeResizeWall of the stage
 * @param inferenceWall of the stage
 * @param allocatedBytes on the heap by the thread that did the work; 0 where not measured
 */
record Cost(
    double decodeResize,
    double inference,
    double whole,
    double wall,
    double decodeResizeWall,
    double inferenceWall,
    double allocatedBytes) {}
