package dev.framelens.cameras;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_QSCALE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT470BG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.FF_QP2LAMBDA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_free_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;

/**
 * Pictures of any size and format to JPEGs of one size: 4:2:0, full range, the colours of JFIF.
 * Owns its native memory; one thread at a time.
 *
 * <p>Quality is libjpeg's scale from 1 to 100. FFmpeg counts from 2 (best) to 31 instead, where 8
 * leaves its table of quantisers as it is; so libjpeg's percentage for a quality, times 8: 50 is 8,
 * 75 is 4, 88 and more are 2, 12 and less are 31.
 */
public final class JpegEncoder implements AutoCloseable {
  /** {@code AV_FRAME_FLAG_INTERLACED} of FFmpeg's frame.h, which its Java bindings leave out. */
  static final int INTERLACED = 1 << 3;

  private final int width;
  private final int height;
  private final int lambda;
  private final SwsContext scaler = sws_alloc_context();
  private final AVFrame scaled = av_frame_alloc();
  private final AVPacket packet = av_packet_alloc();
  private final AVCodecContext context;
  private long frames;

  /**
   * Opens an encoder; the caller closes it.
   *
   * @param width pixels, 1 to 65500
   * @param height pixels, 1 to 65500
   * @param quality 1 to 100
   */
  public JpegEncoder(int width, int height, int quality) {
    this.width = width;
    this.height = height;
    this.lambda = quantiserScale(quality) * FF_QP2LAMBDA;
    scaler.flags(SWS_BILINEAR);
    AVCodec codec = avcodec_find_encoder(AV_CODEC_ID_MJPEG);
    context = avcodec_alloc_context3(codec);
    context
        .width(width)
        .height(height)
        .pix_fmt(AV_PIX_FMT_YUV420P)
        .color_range(AVCOL_RANGE_JPEG)
        .colorspace(AVCOL_SPC_BT470BG)
        .thread_count(1)
        // Bit-exact: without a comment that names the encoder.
        .flags(AV_CODEC_FLAG_QSCALE | AV_CODEC_FLAG_BITEXACT)
        .global_quality(lambda);
    context.time_base().num(1).den(1000); // asked for, never written
    context.sample_aspect_ratio().num(1).den(1); // writes the header of JFIF
    try {
      Native.check(avcodec_open2(context, codec, (AVDictionary) null), "avcodec_open2 (JPEG)");
    } catch (RuntimeException failure) {
      close();
      throw failure;
    }
  }

  /** FFmpeg's quantiser scale, 2 to 31, for libjpeg's quality. */
  static int quantiserScale(int quality) {
    double percent = quality < 50 ? 5000.0 / quality : 200 - 2.0 * quality;
    return (int) Math.max(2, Math.min(31, Math.round(percent / 100 * 8)));
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Scales and encodes one picture, lying as it lies. It stays its owner's. */
  public byte[] encode(AVFrame picture) {
    // Afresh each time: the encoder may still hold the pixels of the frame before.
    av_frame_unref(scaled);
    scaled
        .width(width)
        .height(height)
        .format(AV_PIX_FMT_YUV420P)
        .color_range(AVCOL_RANGE_JPEG)
        .colorspace(AVCOL_SPC_BT470BG);
    // Both fields are shown together: the scaler refuses what is marked as interlaced.
    picture.flags(picture.flags() & ~INTERLACED);
    Native.check(sws_scale_frame(scaler, scaled, picture), "sws_scale_frame");
    scaled.quality(lambda).pts(frames++);
    Native.check(avcodec_send_frame(context, scaled), "avcodec_send_frame (JPEG)");
    Native.check(avcodec_receive_packet(context, packet), "avcodec_receive_packet (JPEG)");
    byte[] jpeg = new byte[packet.size()];
    packet.data().get(jpeg);
    av_packet_unref(packet);
    int orientation = DisplayMatrix.orientation(picture);
    return orientation == 1 ? jpeg : DisplayMatrix.told(jpeg, orientation);
  }

  @Override
  public void close() {
    avcodec_free_context(context);
    av_packet_free(packet);
    av_frame_free(scaled);
    sws_free_context(scaler);
  }
}
