package dev.framelens.cameras;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/** What a source shows. */
public sealed interface Picture {

  /** A JPEG that may go out as it is. */
  record Encoded(byte[] jpeg) implements Picture {}

  /**
   * Pixels in native memory, which belong to the source and are there until it is asked for the
   * next frame.
   */
  record Decoded(AVFrame pixels) implements Picture {}
}
