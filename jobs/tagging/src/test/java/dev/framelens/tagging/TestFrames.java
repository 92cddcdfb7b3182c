package dev.framelens.tagging;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.framelens.contract.CaptureClock;
import dev.framelens.contract.FrameId;
import dev.framelens.contract.picture.ImageFormat;
import dev.framelens.contract.picture.ImageHeader;
import dev.framelens.tagging.admission.AdmissionPolicy;
import dev.framelens.tagging.admission.AdmittedFrame;
import dev.framelens.tagging.admission.FrameInfo;
import dev.framelens.tagging.admission.LetGoCounts;
import dev.framelens.tagging.admission.ModelChoice;
import dev.framelens.tagging.admission.Served;
import dev.framelens.tagging.admission.Wanted;
import dev.framelens.tagging.inference.Findings;
import dev.framelens.tagging.inference.LabelledFrame;
import dev.framelens.tagging.inference.Ledger;
import dev.framelens.tagging.resizing.ResizedFrame;
import dev.framelens.tagging.settings.InferenceSettings;
import dev.framelens.tagging.source.ArrivedFrame;
import dev.framelens.tagging.source.Clocks;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Frames to test with, and what stands around them. */
public final class TestFrames {
  public static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  public static final long NOON_MILLIS = NOON.toEpochMilli();
  public static final ModelChoice CLASSIFIER =
      ModelChoice.classifier("mobilenet_v1_1.0_224", "sha256:" + "0a".repeat(32), 1.0, 160, "fp32");
  public static final ModelChoice DETECTOR =
      ModelChoice.detector(
          "ssd_mobilenet_v1_coco",
          "sha256:" + "0b".repeat(32),
          0.75,
          300,
          "fp32",
          "stretch-corners");
  public static final List<ModelChoice> MODELS = List.of(CLASSIFIER);

  public static final int SIDE = 32;
  public static final ModelChoice SMALL =
      ModelChoice.classifier("small", "sha256:5", 0.25, SIDE, "fp32");
  public static final ModelChoice LARGE =
      ModelChoice.classifier("small", "sha256:5", 0.25, 2 * SIDE, "fp32");

  /** A detector that sees frames smaller than either of these classifiers. */
  public static final ModelChoice BOXES =
      ModelChoice.detector("boxes", "sha256:6", 0.25, SIDE / 2, "fp32", "stretch-corners");

  /** What a job wants where nobody says otherwise. */
  public static final Wanted WANTED = AdmissionPolicy.wanted(InferenceSettings.standard());

  private TestFrames() {}

  /** The start of a PNG: as much as admission reads. */
  public static byte[] pngHeader(int width, int height) {
    return ByteBuffer.allocate(24)
        .putLong(0x89504E470D0A1A0AL)
        .putInt(13)
        .putInt(0x49484452)
        .putInt(width)
        .putInt(height)
        .array();
  }

  public static Arrival arrival() {
    return new Arrival();
  }

  public static FrameInfo frame(String camera, long offset) {
    return new FrameInfo(
        new FrameId("frames", 2, offset),
        camera,
        new ImageHeader(ImageFormat.PNG, 1280, 720),
        null,
        NOON_MILLIS * 1000,
        CaptureClock.HEADER,
        false,
        0,
        0,
        0,
        null,
        0,
        null);
  }

  /** The frame with its picture, which has no pixels. */
  public static AdmittedFrame admitted(FrameInfo frame) {
    var header = frame.header();
    return new AdmittedFrame(frame, pngHeader(header.width(), header.height()), MODELS, WANTED);
  }

  public static AdmittedFrame admitted(
      String camera, long offset, List<ModelChoice> models, byte[] encoded) {
    return new AdmittedFrame(frame(camera, offset), encoded, models, WANTED);
  }

  public static ResizedFrame resized(String camera, int number) {
    return resized(camera, number, SMALL);
  }

  public static ResizedFrame resized(String camera, int number, ModelChoice choice) {
    return resized(camera, number, List.of(choice));
  }

  /** A frame whose first pixel is its number, so that a model's answers can be told apart. */
  public static ResizedFrame resized(String camera, int number, List<ModelChoice> models) {
    byte[][] rgb =
        models.stream()
            .map(choice -> new byte[choice.side() * choice.side() * 3])
            .toArray(byte[][]::new);
    for (byte[] pixels : rgb) {
      pixels[0] = (byte) number;
    }
    return new ResizedFrame(admitted(camera, number, models, pngHeader(1280, 720)), rgb, 0);
  }

  /** The same as it comes out of the waiting room. */
  public static ResizedFrame served(String camera, int number, boolean endsBatch) {
    return served(camera, number, new Served(0, 250_000, endsBatch, LetGoCounts.NONE));
  }

  /** The same with all that is told of it. */
  public static ResizedFrame served(String camera, int number, Served served) {
    var resized = resized(camera, number);
    var frame = resized.admitted().frame();
    var admitted =
        new AdmittedFrame(
            new FrameInfo(
                frame.id(),
                camera,
                frame.header(),
                null,
                frame.capturedAtMicros(),
                frame.captureClock(),
                false,
                0,
                0,
                0,
                null,
                0,
                served),
            resized.admitted().encoded(),
            resized.admitted().models(),
            WANTED);
    return new ResizedFrame(admitted, resized.rgb(), 0);
  }

  public static LabelledFrame labelled(FrameInfo frame, Ledger ledger) {
    var labels =
        List.of(
            new LabelledFrame.Label(671, "n03792782", "mountain bike", 0.83f),
            new LabelledFrame.Label(870, "n04482393", "tricycle", 1.25e-5f));
    return new LabelledFrame(frame, List.of(Findings.labels(CLASSIFIER, labels)), 4, ledger);
  }

  /** A frame that is good in every way, taken at noon, until a test says otherwise. */
  public static final class Arrival {
    private byte @Nullable [] key = "gate-3".getBytes(UTF_8);
    private byte @Nullable [] value = pngHeader(1280, 720);
    private long recordTimeMillis = NOON_MILLIS - 100;
    private boolean appendTime = true;
    private @Nullable String captureTime;
    private @Nullable Long sequence;
    private long takenAtMicros = NOON_MILLIS * 1000;
    private long takenAtNanos = 77;

    public Arrival key(byte @Nullable [] bytes) {
      key = bytes;
      return this;
    }

    public Arrival camera(String id) {
      return key(id.getBytes(UTF_8));
    }

    public Arrival value(byte @Nullable [] bytes) {
      value = bytes;
      return this;
    }

    public Arrival appendedAt(long epochMillis) {
      recordTimeMillis = epochMillis;
      appendTime = true;
      return this;
    }

    public Arrival producedAt(long epochMillis) {
      recordTimeMillis = epochMillis;
      appendTime = false;
      return this;
    }

    public Arrival capturedAt(@Nullable String header) {
      captureTime = header;
      return this;
    }

    public Arrival sequence(long number) {
      sequence = number;
      return this;
    }

    /** By both clocks of a machine. */
    public Arrival takenAt(Clocks clocks) {
      takenAtMicros = clocks.epochMicros();
      takenAtNanos = clocks.nanoTime();
      return this;
    }

    public Arrival takenAtMicros(long epochMicros) {
      takenAtMicros = epochMicros;
      return this;
    }

    public ArrivedFrame at(long offset) {
      return new ArrivedFrame(
          new FrameId("frames", 2, offset),
          key,
          value,
          recordTimeMillis,
          appendTime,
          captureTime,
          sequence,
          takenAtMicros,
          takenAtNanos);
    }
  }
}
