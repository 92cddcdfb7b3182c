package dev.framelens.tagging.admission;

/** A frame that will be looked at, and by which models. */
public record AdmittedFrame(Frame frame, FrameModels models) {}
