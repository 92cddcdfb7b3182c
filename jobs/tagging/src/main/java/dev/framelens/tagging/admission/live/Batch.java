package dev.framelens.tagging.admission.live;

import java.util.List;

/**
 * Frames that are looked at together, at most one of each camera.
 *
 * @param rung of all of them; 0 is the top
 * @param frames at least one, in the order of their cameras' turns
 */
public record Batch<F>(int rung, List<Waiting<F>> frames) {
  public Batch {
    frames = List.copyOf(frames);
  }
}
