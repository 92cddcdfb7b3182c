package dev.framelens.production;

import java.util.Set;

/**
 * What manifests and dashboards name and this build does not have. It shrinks: a test fails where
 * something is listed that is there.
 */
final class ComingSoon {
  /** Words of a command, without its values. */
  static final Set<String> COMMANDS = Set.of("wall");

  /** Options, with the command they are of. */
  static final Set<String> OPTIONS =
      Set.of("cameras --config", "cameras --shard", "cameras --health");

  /** Of the bridge. */
  static final Set<String> METRICS =
      Set.of(
          "framelens_cameras",
          "framelens_camera_frames_total",
          "framelens_camera_bytes_total",
          "framelens_camera_reconnects_total",
          "framelens_camera_oldest_frame_age_seconds",
          "framelens_camera_cpu_seconds_total");

  private ComingSoon() {}
}
