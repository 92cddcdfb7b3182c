package dev.framelens.cameras;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_PROP_INTRA_ONLY;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_descriptor_get;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecDescriptor;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avdevice;
import org.jspecify.annotations.Nullable;

/** The steps from an address to an open decoder; each gives back nothing half open. */
final class VideoOpening {
  /** FFmpeg's name for JPEGs one behind the other, which tell no times. */
  private static final String BARE_JPEGS = "mjpeg";

  private VideoOpening() {}

  /**
   * What takes the packets out of the container; its caller closes it.
   *
   * @param asPictures whether to read a stream of HTTP as JPEGs behind each other, whatever its
   *     boundaries and lengths say
   */
  static AVFormatContext demultiplexer(SourceUri source, Deadline deadline, boolean asPictures) {
    try {
      return open(source, deadline, asPictures ? av_find_input_format(BARE_JPEGS) : input(source));
    } catch (SourceUnavailableException failure) {
      if (asPictures || !source.isHttp()) {
        throw failure;
      }
      return pictures(source, deadline, failure);
    }
  }

  /** Many cameras put no boundary before their first picture, or another than they announce. */
  private static AVFormatContext pictures(
      SourceUri source, Deadline deadline, SourceUnavailableException failure) {
    AVFormatContext format;
    try {
      format = open(source, deadline, av_find_input_format(BARE_JPEGS));
    } catch (SourceUnavailableException noPictures) {
      throw failure;
    }
    if (format.nb_streams() == 0 || format.streams(0).codecpar().width() == 0) {
      avformat_close_input(format);
      throw failure;
    }
    return format;
  }

  private static AVFormatContext open(
      SourceUri source, Deadline deadline, @Nullable AVInputFormat input) {
    AVFormatContext format = avformat_alloc_context();
    deadline.guard(format);
    var options = new AVDictionary(null);
    try {
      // Over UDP a lost packet spoils a picture, so it is for cameras that refuse TCP alone.
      av_dict_set(options, "rtsp_transport", "tcp+udp", 0);
      av_dict_set(options, "rtsp_flags", "prefer_tcp", 0);
      av_dict_set(options, "pattern_type", "none", 0); // a picture's name may have a % in it
      if (!source.stored()) {
        // By default FFmpeg watches a stream for five seconds before it shows a picture: of its own
        // time, which pictures behind each other have not. It takes 25 of them for a second.
        String micros =
            input != null && input.name().getString().equals(BARE_JPEGS) ? "1" : "1000000";
        av_dict_set(options, "analyzeduration", micros, 0);
      }
      // On failure it frees the context itself.
      answer(source, deadline, avformat_open_input(format, address(source), input, options));
    } finally {
      av_dict_free(options);
    }
    try {
      // FFmpeg shows text files as the screen of a terminal.
      if (format.iformat().name().getString().equals("tty")) {
        throw new SourceUnavailableException(source, "it is text (expected: a video)");
      }
      answer(source, deadline, avformat_find_stream_info(format, (AVDictionary) null));
      if (deadline.expired()) {
        // It finds out what it can in the time, and calls that a success.
        throw new SourceUnavailableException(source, "no picture in time");
      }
      return format;
    } catch (RuntimeException failure) {
      avformat_close_input(format);
      throw failure;
    }
  }

  /** The index of the stream that has the pictures. */
  static int videoStream(SourceUri source, AVFormatContext format) {
    int stream = av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
    if (stream < 0) {
      throw new SourceUnavailableException(
          source, "it has no pictures among its %d streams".formatted(format.nb_streams()));
    }
    return stream;
  }

  /** Whether every picture of the stream stands for itself. */
  static boolean intraOnly(AVStream stream) {
    AVCodecDescriptor codec = avcodec_descriptor_get(stream.codecpar().codec_id());
    return codec != null && (codec.props() & AV_CODEC_PROP_INTRA_ONLY) != 0;
  }

  /** A decoder; its caller frees it. */
  static AVCodecContext decoder(SourceUri source, AVStream stream) {
    AVCodec codec = avcodec_find_decoder(stream.codecpar().codec_id());
    if (codec == null) {
      throw new SourceUnavailableException(source, "no decoder for its codec");
    }
    AVCodecContext decoder = avcodec_alloc_context3(codec);
    try {
      answer(source, avcodec_parameters_to_context(decoder, stream.codecpar()));
      decoder.pkt_timebase(stream.time_base());
      // One: a fleet has a camera for every core, and more threads hold pictures back.
      decoder.thread_count(1);
      answer(source, avcodec_open2(decoder, codec, (AVDictionary) null));
      return decoder;
    } catch (RuntimeException failure) {
      avcodec_free_context(decoder);
      throw failure;
    }
  }

  private static String address(SourceUri source) {
    // Behind file: a colon in the file's name is not taken for the end of a scheme.
    return source.stored() ? "file:" + source.location() : source.location();
  }

  private static @Nullable AVInputFormat input(SourceUri source) {
    if (source.format().isEmpty()) {
      return null;
    }
    avdevice.avdevice_register_all();
    AVInputFormat format = av_find_input_format(source.format());
    if (format == null) {
      throw new SourceUnavailableException(
          source, "this machine's FFmpeg has no devices of the kind " + source.format());
    }
    return format;
  }

  private static void answer(SourceUri source, Deadline deadline, int result) {
    if (result < 0 && deadline.expired()) {
      throw new SourceUnavailableException(source, "no answer in time");
    }
    answer(source, result);
  }

  private static void answer(SourceUri source, int result) {
    if (result < 0) {
      throw new SourceUnavailableException(source, Native.reason(result));
    }
  }
}
