package dev.framelens.cameras;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_move_ref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;

import java.util.ArrayDeque;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Packets since a key frame that nobody has needed yet: a later picture may build on them, and the
 * next key frame makes them worthless. Owns them.
 */
final class HeldPackets implements AutoCloseable {
  /** What a picture that is due waits for, at worst: some 100 ms of decoding. */
  private static final int MOST = 64;

  private static final long MOST_BYTES = 4L << 20;

  private final ArrayDeque<AVPacket> packets = new ArrayDeque<>();
  private long bytes;

  /** Takes what the packet holds; the packet itself stays its owner's, empty. */
  void add(AVPacket packet) {
    AVPacket held = av_packet_alloc();
    av_packet_move_ref(held, packet);
    bytes += held.size();
    packets.add(held);
  }

  boolean isFull() {
    return packets.size() >= MOST || bytes >= MOST_BYTES;
  }

  /** Decodes them in their order; what they show is left in the decoder until the next one. */
  void decode(AVCodecContext decoder, Runnable passOver) {
    while (!packets.isEmpty()) {
      AVPacket packet = packets.remove();
      avcodec_send_packet(decoder, packet);
      av_packet_free(packet);
      passOver.run();
    }
    bytes = 0;
  }

  void discard() {
    packets.forEach(packet -> av_packet_free(packet));
    packets.clear();
    bytes = 0;
  }

  @Override
  public void close() {
    discard();
  }
}
