package dev.framelens.tagging.admission.ladder;

/**
 * Where the ladder stands: all steps up to this one are taken, none after it. Steps have one order:
 * the lowest priority first; then level by level, since the highest level loses least; then by
 * camera. So cameras that are equals stand on at most two adjacent rungs, and one that comes or
 * goes moves nobody else.
 *
 * @param priority of the camera that took the last step
 * @param from the rung that it stepped down from
 */
record Cut(int priority, int from, String camera) {

  /** Nobody has stepped down. */
  static final Cut NONE = new Cut(Integer.MIN_VALUE, -1, "");

  /** Whether a camera has taken its step down from a rung. */
  boolean includes(int cameraPriority, int rung, String id) {
    int order = Integer.compare(cameraPriority, priority);
    if (order == 0) {
      order = Integer.compare(rung, from);
    }
    return order < 0 || (order == 0 && id.compareTo(camera) <= 0);
  }
}
