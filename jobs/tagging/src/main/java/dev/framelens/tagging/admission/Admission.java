package dev.framelens.tagging.admission;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.framelens.contract.CameraId;
import dev.framelens.contract.DropReason;
import dev.framelens.contract.RejectionReason;
import dev.framelens.contract.picture.ImageHeader;
import dev.framelens.contract.picture.UnreadableImageException;
import dev.framelens.tagging.settings.AdmissionLimits;
import dev.framelens.tagging.source.ArrivedFrame;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decides of each frame whether it is looked at, and by which models. What no retry can help is
 * rejected first, so that a frame is only ever dropped for its age when it was good.
 */
final class Admission {
  private final AdmissionLimits limits;
  private final FrameModels models;
  private final FrameClock clock;

  Admission(AdmissionLimits limits, FrameModels models) {
    this.limits = limits;
    this.models = models;
    this.clock = new FrameClock(limits.maxClockSkew());
  }

  Outcome admit(ArrivedFrame arrived) {
    byte @Nullable [] key = arrived.key();
    var badKey = CameraId.fault(key);
    if (key == null || badKey.isPresent()) {
      return reject(
          arrived,
          RejectionReason.BAD_KEY,
          "The key %s (expected: a camera id, %s)"
              .formatted(badKey.orElse("is absent"), CameraId.EXPECTED));
    }
    byte @Nullable [] encoded = arrived.value();
    if (encoded == null) {
      return reject(
          arrived,
          RejectionReason.UNDECODABLE,
          "The record has no value (expected: a JPEG or PNG)");
    }
    try {
      return judge(
          arrived,
          new String(key, US_ASCII),
          encoded,
          ImageHeader.read(encoded),
          clock.read(arrived));
    } catch (UnreadableImageException e) {
      return reject(arrived, e.reason(), sentence(e));
    } catch (BadTimestampException e) {
      return reject(arrived, RejectionReason.BAD_TIMESTAMP, sentence(e));
    }
  }

  private Outcome judge(
      ArrivedFrame arrived, String camera, byte[] encoded, ImageHeader header, Timing timing) {
    long maxAgeMicros = TimeUnit.MILLISECONDS.toMicros(limits.maxAge().toMillis());
    if (maxAgeMicros > 0 && timing.ageMicros() > maxAgeMicros) {
      long ageMillis = TimeUnit.MICROSECONDS.toMillis(timing.ageMicros());
      return new Outcome.Dropped(
          new DroppedFrame(arrived.id(), camera, DropReason.STALE, ageMillis));
    }
    var frame =
        new Frame(
            arrived.id(),
            camera,
            encoded,
            header.width(),
            header.height(),
            arrived.sequence(),
            timing.capturedAtMicros(),
            timing.clock(),
            timing.skewed(),
            timing.ingestMicros(),
            timing.queueMicros(),
            arrived.takenAtNanos());
    return new Outcome.Admitted(new AdmittedFrame(frame, models));
  }

  private static Outcome reject(ArrivedFrame arrived, RejectionReason reason, String detail) {
    return new Outcome.Rejected(
        new RejectedFrame(arrived.id(), arrived.key(), arrived.value(), reason, detail));
  }

  private static String sentence(Exception failure) {
    var message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }
}
