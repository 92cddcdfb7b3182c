package dev.framelens.production;

import java.util.Set;

/**
 * What manifests and dashboards name and this build does not have. It shrinks: a test fails where
 * something is listed that is there.
 */
final class ComingSoon {
  /** Words of a command, without its values. */
  static final Set<String> COMMANDS = Set.of();

  /** Options, with the command they are of. */
  static final Set<String> OPTIONS = Set.of();

  /** Of the bridge. */
  static final Set<String> METRICS = Set.of("framelens_camera_cpu_seconds_total");

  private ComingSoon() {}
}
