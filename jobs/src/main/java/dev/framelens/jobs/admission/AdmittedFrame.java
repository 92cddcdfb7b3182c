package dev.framelens.jobs.admission;

import dev.framelens.jobs.frames.Frame;

/** A frame that will be looked at, and by which models. */
public record AdmittedFrame(Frame frame, FrameModels models) {}
