package dev.framelens.cameras;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_frame_rate;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import dev.framelens.contract.picture.ImageHeader;
import dev.framelens.contract.picture.UnreadableImageException;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of one file, stream or device, in order of showing. Owns its native memory: the
 * demultiplexer, the decoder and one picture. One decoding thread, the caller's.
 */
final class VideoInput implements AutoCloseable {
  private static final double USUAL_FRAMES_PER_SECOND = 25;
  private static final long MICROS = 1_000_000;

  /** Containers of pictures behind each other, of which FFmpeg makes up the times. */
  private static final Set<String> WITHOUT_CLOCK = Set.of("mpjpeg", "mjpeg");

  private final AVFormatContext format;
  private final AVCodecContext decoder;
  private final int stream;
  private final Deadline deadline;
  private final Duration patience;
  private final double secondsPerTick;
  private final long frameMicros;
  private final Thinning thinning;
  private final boolean passesThrough;

  /** Its times are made up; when a picture comes is all that is known. */
  private final boolean withoutClock;

  private final HeldPackets held = new HeldPackets();
  private final AVPacket packet = av_packet_alloc();
  private final AVFrame pixels = av_frame_alloc();

  /** The last packet, where it is a JPEG that goes on as it is. */
  private byte @Nullable [] jpeg;

  private long positionMicros;

  /** Of the last packet, decoded or not. */
  private long packetMicros;

  private long furthestMicros;

  private long packets;

  /** The decoder was told that a key frame is its last one, so that it does not hold it back. */
  private boolean draining;

  private String endReason = "it ended";

  private VideoInput(
      AVFormatContext format,
      AVCodecContext decoder,
      int stream,
      Deadline deadline,
      Duration patience,
      Thinning thinning,
      int passThroughWidth) {
    this.format = format;
    this.decoder = decoder;
    this.stream = stream;
    this.deadline = deadline;
    this.patience = patience;
    this.withoutClock = WITHOUT_CLOCK.contains(format.iformat().name().getString());
    var video = format.streams(stream);
    this.secondsPerTick = av_q2d(video.time_base());
    double rate = av_q2d(av_guess_frame_rate(format, video, null));
    this.frameMicros = Math.round(MICROS / (rate > 0 ? rate : USUAL_FRAMES_PER_SECOND));
    this.positionMicros = -frameMicros;
    this.packetMicros = -frameMicros;
    this.thinning =
        thinning.begin(
            VideoOpening.intraOnly(video),
            decoder.has_b_frames() > 0 || video.codecpar().video_delay() > 0);
    // A matrix in the container, which tells how pictures are turned, does not go into a JPEG.
    this.passesThrough =
        video.codecpar().codec_id() == AV_CODEC_ID_MJPEG
            && video.codecpar().nb_coded_side_data() == 0
            && video.codecpar().width() <= passThroughWidth;
  }

  /** The same as its container says. */
  static VideoInput open(SourceUri source, Deadline deadline, Duration patience) {
    return open(source, deadline, patience, false, new Thinning(OptionalDouble.empty()), 0);
  }

  /**
   * Opens the first video of a source.
   *
   * @param asPictures see {@link VideoOpening#demultiplexer}
   * @param deadline ends what waits; outlives the input
   * @param patience the longest that opening or one picture may take
   * @param thinning what need not be decoded
   * @param passThroughWidth pixels of the widest JPEG that is not decoded either; 0: none
   * @throws SourceUnavailableException when nothing answers, or what answers is no video
   */
  static VideoInput open(
      SourceUri source,
      Deadline deadline,
      Duration patience,
      boolean asPictures,
      Thinning thinning,
      int passThroughWidth) {
    deadline.extend(patience);
    AVFormatContext format = VideoOpening.demultiplexer(source, deadline, asPictures);
    try {
      int stream = VideoOpening.videoStream(source, format);
      for (int other = 0; other < format.nb_streams(); other++) {
        if (other != stream) {
          format.streams(other).discard(AVDISCARD_ALL);
        }
      }
      AVCodecContext decoder = VideoOpening.decoder(source, format.streams(stream));
      return new VideoInput(
          format, decoder, stream, deadline, patience, thinning, passThroughWidth);
    } catch (RuntimeException failure) {
      avformat_close_input(format);
      throw failure;
    }
  }

  /**
   * Goes to the next picture. What cannot be decoded is passed over.
   *
   * @return false at the end, of which {@link #endReason} tells more
   */
  boolean read() {
    jpeg = null;
    deadline.extend(patience);
    while (true) {
      int result = avcodec_receive_frame(decoder, pixels);
      if (result == 0) {
        takePosition();
        if (thinning.shows(positionMicros)) {
          return true;
        }
        continue;
      }
      if (jpeg != null) {
        positionMicros = packetMicros;
        return true;
      }
      if (result != AVERROR_EOF()) {
        feed();
      } else if (draining) {
        draining = false;
        avcodec_flush_buffers(decoder);
      } else {
        return false;
      }
    }
  }

  private void takePosition() {
    long ticks = pixels.best_effort_timestamp();
    if (withoutClock) {
      positionMicros = packetMicros;
    } else if (ticks == AV_NOPTS_VALUE) {
      positionMicros += frameMicros;
    } else {
      positionMicros = Math.round(ticks * secondsPerTick * MICROS);
    }
  }

  private void feed() {
    int result = av_read_frame(format, packet);
    if (result == AVERROR_EAGAIN()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2)); // a device between two pictures
      return;
    }
    if (result < 0) {
      if (result != AVERROR_EOF()) {
        endReason = deadline.expired() ? "no picture in time" : Native.reason(result);
      }
      draining = false;
      avcodec_send_packet(decoder, null); // what the decoder still holds comes out
      return;
    }
    if (packet.stream_index() == stream) {
      deadline.extend(patience); // others, as the sound, may go on without it
      decode();
    }
    av_packet_unref(packet);
  }

  private void decode() {
    packets++;
    boolean timed = packet.pts() != AV_NOPTS_VALUE;
    if (withoutClock) {
      packetMicros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime());
    } else {
      packetMicros =
          timed ? Math.round(packet.pts() * secondsPerTick * MICROS) : packetMicros + frameMicros;
    }
    furthestMicros = Math.max(furthestMicros, packetMicros);
    if (decoder.has_b_frames() > 0) {
      thinning.reordered();
    }
    boolean key = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
    Thinning.Use use = thinning.use(key, packetMicros);
    if (use == Thinning.Use.PASS_OVER) {
      return;
    }
    if (key) {
      held.discard();
    }
    if (use == Thinning.Use.HOLD) {
      hold();
    } else {
      show();
    }
  }

  private void hold() {
    held.add(packet);
    if (held.isFull()) {
      held.decode(decoder, this::passOver);
    }
  }

  /** Takes what the decoder has to show, which is not due. */
  private void passOver() {
    while (avcodec_receive_frame(decoder, pixels) == 0) {
      takePosition();
    }
  }

  private void show() {
    jpeg = passedThrough();
    if (jpeg != null) {
      return;
    }
    held.decode(decoder, this::passOver);
    avcodec_send_packet(decoder, packet);
    if (thinning.keysAlone()) {
      draining = true;
      avcodec_send_packet(decoder, null);
    }
  }

  /**
   * The packet, where JPEGs go on as they are and it is a whole one of the stream's own size. One
   * that has two fields, no start or no end is the decoder's to understand.
   */
  private byte @Nullable [] passedThrough() {
    int size = packet.size();
    if (!passesThrough || size < 4) {
      return null;
    }
    byte[] bytes = new byte[size];
    packet.data().get(bytes);
    if ((bytes[size - 2] & 0xFF) != 0xFF || (bytes[size - 1] & 0xFF) != 0xD9) {
      return null;
    }
    try {
      ImageHeader header = ImageHeader.read(bytes);
      var stated = format.streams(stream).codecpar();
      boolean whole = header.width() == stated.width() && header.height() == stated.height();
      return whole ? bytes : null;
    } catch (UnreadableImageException damaged) {
      return null;
    }
  }

  /** Packets so far, decoded or not. */
  long packets() {
    return packets;
  }

  /** When the last picture, decoded or not, is over. */
  long endMicros() {
    return Math.max(positionMicros, furthestMicros) + frameMicros;
  }

  /** The picture, until the next {@link #read}. */
  Picture picture() {
    return jpeg == null ? new Picture.Decoded(pixels) : new Picture.Encoded(jpeg);
  }

  /** The same, where it was asked for decoded. */
  AVFrame pixels() {
    return pixels;
  }

  /** When the picture is shown, on the source's own clock. */
  long positionMicros() {
    return positionMicros;
  }

  /** How long a picture is usually shown. */
  long frameMicros() {
    return frameMicros;
  }

  /** Whether it is pictures with boundaries between them, which say more than is true at times. */
  boolean multipart() {
    return format.iformat().name().getString().equals("mpjpeg");
  }

  /** Whether it has a length, and so an end that is no fault. */
  boolean recorded() {
    return format.duration() > 0 && !snapshot();
  }

  /** Whether it is a picture and no video: the next one is another answer to the same question. */
  boolean snapshot() {
    String name = format.iformat().name().getString();
    // The second by the address alone, where it ends as a picture's file does.
    return name.endsWith("_pipe") || name.equals("image2");
  }

  /** Why there are no more pictures. */
  String endReason() {
    return endReason;
  }

  @Override
  public void close() {
    held.close();
    av_packet_free(packet);
    av_frame_free(pixels);
    avcodec_free_context(decoder);
    avformat_close_input(format);
  }
}
