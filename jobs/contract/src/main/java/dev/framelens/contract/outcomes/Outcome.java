package dev.framelens.contract.outcomes;

import dev.framelens.contract.FrameId;

/** What became of one frame in one pipeline: looked at, let go, or refused. */
public sealed interface Outcome permits Label, Drop, Rejection {

  /** The name of the pipeline that wrote it. */
  String pipeline();

  /** The frame's identity; together with the pipeline it tells repeats. */
  FrameId frame();
}
