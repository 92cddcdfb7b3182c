package dev.framelens.cameras;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_QSCALE;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.FF_QP2LAMBDA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import dev.framelens.contract.FramelensException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * A clip to measure with: a camera that pans over a rough surface, with some noise, in Matroska.
 * The same arguments give the same pictures. No picture builds on a later one.
 */
public final class MadeUpClip implements AutoCloseable {
  /** How it is encoded. */
  public enum Codec {
    H264("libopenh264"),
    MJPEG("mjpeg");

    private final String encoder;

    Codec(String encoder) {
      this.encoder = encoder;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final double BITS_PER_PIXEL = 0.1;
  private static final int JPEG_QUANTISER = 4;
  private static final int PERIOD = 256;
  private static final int ROUGHNESS = 20;
  private static final int NOISE = 1;
  private static final int GREY = 128;

  private final AVFormatContext format = new AVFormatContext(null);
  private final AVPacket packet = av_packet_alloc();
  private final AVFrame frame = av_frame_alloc();
  private final AVCodecContext encoder;
  private final AVStream stream;
  private final byte[] surface = new byte[PERIOD * PERIOD];
  private final SplittableRandom random = new SplittableRandom(1);

  private MadeUpClip(Path file, Codec codec, int width, int height, int fps, int keySeconds) {
    AVCodec found = avcodec_find_encoder_by_name(codec.encoder);
    if (found == null) {
      throw new FramelensException("This machine's FFmpeg has no encoder " + codec.encoder);
    }
    encoder = avcodec_alloc_context3(found);
    encoder.width(width).height(height).pix_fmt(AV_PIX_FMT_YUV420P).thread_count(1);
    encoder.time_base().num(1).den(fps);
    encoder.framerate().num(fps).den(1);
    encoder.gop_size(fps * keySeconds).max_b_frames(0);
    encoder.flags(AV_CODEC_FLAG_GLOBAL_HEADER);
    if (codec == Codec.MJPEG) {
      encoder
          .color_range(AVCOL_RANGE_JPEG)
          .flags(AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_QSCALE)
          .global_quality(JPEG_QUANTISER * FF_QP2LAMBDA);
    } else {
      encoder.bit_rate(Math.round(BITS_PER_PIXEL * width * height * fps));
    }
    Native.check(avcodec_open2(encoder, found, (AVDictionary) null), "avcodec_open2 (clip)");
    Native.check(
        avformat_alloc_output_context2(format, null, "matroska", file.toString()),
        "avformat_alloc_output_context2");
    stream = avformat_new_stream(format, null);
    Native.check(
        avcodec_parameters_from_context(stream.codecpar(), encoder),
        "avcodec_parameters_from_context");
    stream.time_base(encoder.time_base());
    stream.avg_frame_rate(encoder.framerate());
    var io = new AVIOContext(null);
    int opened = avio_open(io, file.toString(), AVIO_FLAG_WRITE);
    if (opened < 0) {
      throw new FramelensException(
          "%s cannot be written: %s".formatted(file, Native.reason(opened)));
    }
    format.pb(io);
    Native.check(avformat_write_header(format, (AVDictionary) null), "avformat_write_header");
    frame.width(width).height(height).format(AV_PIX_FMT_YUV420P);
    frame.color_range(encoder.color_range());
    Native.check(av_frame_get_buffer(frame, 0), "av_frame_get_buffer");
    roughen();
  }

  /**
   * Writes a clip.
   *
   * @param file that ends in {@code .mkv}; what is there is replaced
   * @param width pixels, even, 16 to 4096
   * @param height pixels, even, 16 to 4096
   * @param fps frames a second, 1 to 120
   * @param seconds its length, 1 and up
   * @param keySeconds from one key frame to the next, 1 and up
   * @throws FramelensException where the file cannot be written
   */
  public static void write(
      Path file, Codec codec, int width, int height, int fps, int seconds, int keySeconds) {
    try (var clip = new MadeUpClip(file, codec, width, height, fps, keySeconds)) {
      for (int number = 0; number < fps * seconds; number++) {
        clip.paint(number);
        clip.encode(number);
      }
      clip.finish();
    }
  }

  /** A sum of smooth waves, rough by a hash of the place. */
  private void roughen() {
    for (int y = 0; y < PERIOD; y++) {
      for (int x = 0; x < PERIOD; x++) {
        double waves =
            Math.sin(2 * Math.PI * 3 * x / PERIOD)
                + Math.sin(2 * Math.PI * (5 * x + 7 * y) / PERIOD)
                + Math.sin(2 * Math.PI * 11 * y / PERIOD);
        double rough = random.nextDouble() - 0.5;
        surface[y * PERIOD + x] = (byte) Math.round(GREY + 24 * waves + ROUGHNESS * rough);
      }
    }
  }

  private void paint(int number) {
    Native.check(av_frame_make_writable(frame), "av_frame_make_writable");
    byte[] row = new byte[frame.width()];
    ByteBuffer luma = plane(0, frame.height());
    for (int y = 0; y < frame.height(); y++) {
      int from = (y + number / 2) % PERIOD * PERIOD;
      for (int x = 0; x < row.length; x++) {
        int noise = random.nextInt(2 * NOISE + 1) - NOISE;
        row[x] = (byte) ((surface[from + (x + 2 * number) % PERIOD] & 0xFF) + noise);
      }
      luma.position(y * frame.linesize(0)).put(row);
    }
    for (int plane = 1; plane <= 2; plane++) {
      ByteBuffer colours = plane(plane, frame.height() / 2);
      for (int i = 0; i < colours.capacity(); i++) {
        colours.put(i, (byte) (GREY + (plane == 1 ? 16 : -16)));
      }
    }
  }

  private ByteBuffer plane(int index, int rows) {
    return frame.data(index).capacity((long) rows * frame.linesize(index)).asByteBuffer();
  }

  private void encode(int number) {
    frame.pts(number);
    frame.quality(JPEG_QUANTISER * FF_QP2LAMBDA);
    Native.check(avcodec_send_frame(encoder, frame), "avcodec_send_frame (clip)");
    writePackets();
  }

  private void finish() {
    Native.check(avcodec_send_frame(encoder, null), "avcodec_send_frame (clip)");
    writePackets();
    Native.check(av_write_trailer(format), "av_write_trailer");
  }

  private void writePackets() {
    while (avcodec_receive_packet(encoder, packet) == 0) {
      av_packet_rescale_ts(packet, encoder.time_base(), stream.time_base());
      packet.stream_index(0);
      Native.check(av_interleaved_write_frame(format, packet), "av_interleaved_write_frame");
    }
  }

  @Override
  public void close() {
    av_packet_free(packet);
    av_frame_free(frame);
    avcodec_free_context(encoder);
    avio_closep(format.pb());
    avformat_free_context(format);
  }
}
