package dev.framelens.jobs.admission;

import dev.framelens.jobs.frames.Frame;

/** A frame that will be looked at, and by which model. */
public record AdmittedFrame(Frame frame, ModelChoice classifier) {}
