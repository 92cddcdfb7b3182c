package dev.framelens.bench.slo;

import dev.framelens.tagging.settings.AdmissionLimits;
import dev.framelens.tagging.settings.JobSettings;
import dev.framelens.tagging.settings.LiveSettings;
import java.time.Duration;
import java.util.Locale;

/** What is done with more frames than can be looked at. */
enum Policy {
  /** First in, first out, up to ten seconds of age. */
  FIFO,
  /** The newest frame of each camera, in turn. */
  NEWEST,
  /** The same, at lower resolutions before frames are let go. */
  LADDER;

  /** The job's settings with this policy. */
  JobSettings of(JobSettings job, Duration slo, int minSide) {
    var live = LiveSettings.standard().withSlo(slo);
    return switch (this) {
      case FIFO -> job.withKeepAll().withAdmission(AdmissionLimits.standard());
      case NEWEST -> job.withLive(live);
      case LADDER -> job.withLive(live.withMinSidePixels(minSide));
    };
  }

  /** The word of the command line and of the result, such as {@code fifo}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
