package dev.framelens.cameras;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * How a picture has to be turned to be upright. Telephones and ceiling cameras record lying and say
 * so in a matrix; a JPEG says it as EXIF's orientation, and whoever looks at it turns it.
 */
final class DisplayMatrix {
  private static final int ENTRIES = 9;
  private static final int APP1 = 0xFFE1;
  private static final int ORIENTATION = 0x0112;
  private static final int SHORT = 3;

  private DisplayMatrix() {}

  /**
   * Of a decoded picture.
   *
   * @return 1 to 8 as EXIF 2.3 counts (tag 274); 1 too for what is no multiple of a right angle
   */
  static int orientation(AVFrame picture) {
    var data = av_frame_get_side_data(picture, AV_FRAME_DATA_DISPLAYMATRIX);
    if (data == null || data.size() < ENTRIES * Integer.BYTES) {
      return 1;
    }
    var matrix =
        data.data()
            .capacity(data.size())
            .asByteBuffer()
            .order(ByteOrder.nativeOrder())
            .asIntBuffer();
    return orientation(matrix.get(0), matrix.get(1), matrix.get(3), matrix.get(4));
  }

  /** Where x and y of a pixel go: x' = a·x + c·y, y' = b·x + d·y. */
  static int orientation(int a, int b, int c, int d) {
    int sa = Integer.signum(a);
    int sb = Integer.signum(b);
    int sc = Integer.signum(c);
    int sd = Integer.signum(d);
    if (sb == 0 && sc == 0 && sa != 0 && sd != 0) {
      return sa > 0 ? (sd > 0 ? 1 : 4) : (sd > 0 ? 2 : 3);
    }
    if (sa == 0 && sd == 0 && sb != 0 && sc != 0) {
      return sb > 0 ? (sc > 0 ? 5 : 6) : (sc > 0 ? 8 : 7);
    }
    return 1;
  }

  /** The JPEG with the orientation behind its start, in a block of EXIF of one entry. */
  static byte[] told(byte[] jpeg, int orientation) {
    var exif = ByteBuffer.allocate(2 + 2 + 6 + 8 + 2 + 12 + 4);
    exif.putShort((short) APP1).putShort((short) (exif.capacity() - 2));
    exif.put(new byte[] {'E', 'x', 'i', 'f', 0, 0, 'M', 'M'}).putShort((short) 42).putInt(8);
    exif.putShort((short) 1).putShort((short) ORIENTATION).putShort((short) SHORT).putInt(1);
    exif.putShort((short) orientation);
    var told = new ByteArrayOutputStream(jpeg.length + exif.capacity());
    told.write(jpeg, 0, 2);
    told.writeBytes(exif.array());
    told.write(jpeg, 2, jpeg.length - 2);
    return told.toByteArray();
  }
}
