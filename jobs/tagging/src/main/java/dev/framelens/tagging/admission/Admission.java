package dev.framelens.tagging.admission;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.framelens.contract.CameraId;
import dev.framelens.contract.DropReason;
import dev.framelens.contract.RejectionReason;
import dev.framelens.contract.picture.ImageHeader;
import dev.framelens.contract.picture.UnreadableImageException;
import dev.framelens.tagging.source.ArrivedFrame;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decides of each frame whether it is looked at, and by which models. What no retry can help is
 * rejected first, so that a frame is only ever dropped for its age when it was good.
 *
 * <p>Plain Java without Flink, with time as an argument: who plans or simulates admits as the job
 * does.
 */
public final class Admission {
  private final AdmissionPolicies policies;
  private final RateLimit rates = new RateLimit();

  public Admission(AdmissionPolicies policies) {
    this.policies = policies;
  }

  /** The same where this machine's clock and the broker's are taken to be one. */
  public Outcome admit(ArrivedFrame arrived) {
    return admit(arrived, 0);
  }

  /**
   * Reads what a record says of its frame, and judges it at the moment when the task took it.
   *
   * @param clockOffsetMicros how far this machine's clock is ahead of the broker's
   */
  public Outcome admit(ArrivedFrame arrived, long clockOffsetMicros) {
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
    var camera = new String(key, US_ASCII);
    var policy = policies.policy(camera);
    try {
      var header = ImageHeader.read(encoded);
      var timing = FrameClock.read(arrived, policy.limits().maxClockSkew(), clockOffsetMicros);
      var frame = FrameInfo.of(arrived, camera, header, timing);
      return judge(frame, policy, arrived.takenAtNanos())
          .or(() -> judgeRate(frame, policy))
          .<Outcome>map(Outcome.Dropped::new)
          .orElseGet(
              () ->
                  new Outcome.Admitted(
                      new AdmittedFrame(
                          frame, encoded, policy.models(frame.id()), policy.wanted())));
    } catch (UnreadableImageException e) {
      return reject(arrived, e.reason(), sentence(e));
    } catch (BadTimestampException e) {
      return reject(arrived, RejectionReason.BAD_TIMESTAMP, sentence(e));
    } catch (RuntimeException unforeseen) {
      // Whatever else: no picture stops those behind it.
      return reject(arrived, RejectionReason.UNDECODABLE, unforeseen.toString());
    }
  }

  /**
   * Whether a good frame is let go, by the policy of its camera; empty where it may be looked at.
   *
   * @param nowNanos the monotonic clock of this JVM
   */
  public static Optional<DroppedFrame> judge(
      FrameInfo frame, AdmissionPolicy policy, long nowNanos) {
    long maxAgeMicros = TimeUnit.MILLISECONDS.toMicros(policy.limits().maxAge().toMillis());
    long ageMicros = frame.ageMicros(nowNanos);
    if (maxAgeMicros > 0 && ageMicros > maxAgeMicros) {
      return Optional.of(dropped(frame, DropReason.STALE, ageMicros));
    }
    return Optional.empty();
  }

  private Optional<DroppedFrame> judgeRate(FrameInfo frame, AdmissionPolicy policy) {
    long takenAtMicros = TimeUnit.NANOSECONDS.toMicros(frame.takenAtNanos());
    long appendedAtMicros = takenAtMicros - frame.queueMicros();
    return rates.isOver(frame.camera(), policy.limits().maxFps(), appendedAtMicros)
        ? Optional.of(dropped(frame, DropReason.OVER_RATE, frame.queueMicros()))
        : Optional.empty();
  }

  private static DroppedFrame dropped(FrameInfo frame, DropReason reason, long ageMicros) {
    long ageMillis = TimeUnit.MICROSECONDS.toMillis(ageMicros);
    return new DroppedFrame(frame.id(), frame.camera(), reason, ageMillis);
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
