package dev.framelens.model.image;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts the rows of a JPEG for which there is data (ITU T.81, annexes A, B, F and G). A decoder
 * paints the others grey and says nothing. Reads the Huffman codes alone, no coefficients; of a
 * progressive JPEG the scans that bring a block's first coefficient.
 */
final class JpegRows {
  private static final int BLOCK = 8;
  private static final int LAST_COEFFICIENT = 63;
  private static final int ZERO_RUN = 15;
  private static final int PROGRESSIVE = 0xC2;

  private final byte[] bytes;
  private final Map<Integer, HuffmanCodes> codes = new HashMap<>();
  private final Map<Integer, Component> components = new HashMap<>();
  private int at;
  private int height;
  private int width;
  private int mostAcross = 1;
  private int mostDown = 1;
  private int restartInterval;
  private boolean progressive;

  /** A colour: its samples in a unit, and for how many of its rows of blocks there is data. */
  private static final class Component {
    final int across;
    final int down;
    double share;

    Component(int across, int down) {
      this.across = across;
      this.down = down;
    }
  }

  private record Scanned(Component component, int dcTable, int acTable) {}

  private JpegRows(byte[] bytes, int start) {
    this.bytes = bytes;
    this.at = start + 2;
  }

  /**
   * The share of rows, in the order of the file, for which there is no data.
   *
   * @param start bytes before the picture
   * @return in [0, 1]; 0 too where this cannot tell, as without Huffman tables
   */
  static double missing(byte[] bytes, int start) {
    try {
      return new JpegRows(bytes, start).missing();
    } catch (IndexOutOfBoundsException brokenHeader) {
      return 0;
    }
  }

  private double missing() {
    boolean anyScan = false;
    for (int marker = nextMarker(); marker >= 0 && marker != 0xD9; marker = nextMarker()) {
      if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {
        continue;
      }
      int length = unsigned(at);
      int segment = at + 2;
      at += length;
      if (marker == 0xC4) {
        tables(segment, at);
      } else if (marker >= 0xC0 && marker <= PROGRESSIVE) {
        frame(marker, segment);
      } else if (marker == 0xDD) {
        restartInterval = unsigned(segment);
      } else if (marker == 0xDA) {
        if (!scan(segment)) {
          return 0;
        }
        anyScan = true;
      }
    }
    if (!anyScan) {
      return components.isEmpty() ? 0 : 1;
    }
    return 1 - components.values().stream().mapToDouble(one -> one.share).min().orElse(1);
  }

  private void tables(int from, int to) {
    int position = from;
    while (position < to - 16) {
      int id = bytes[position++] & 0xFF;
      var table = new HuffmanCodes(bytes, position);
      codes.put(id, table);
      position += 16 + table.size();
    }
  }

  private void frame(int marker, int segment) {
    progressive = marker == PROGRESSIVE;
    height = unsigned(segment + 1);
    width = unsigned(segment + 3);
    int count = bytes[segment + 5] & 0xFF;
    for (int index = 0; index < count; index++) {
      int entry = segment + 6 + 3 * index;
      int sampling = bytes[entry + 1] & 0xFF;
      var component = new Component(Math.max(1, sampling >> 4), Math.max(1, sampling & 0xF));
      components.put(bytes[entry] & 0xFF, component);
      mostAcross = Math.max(mostAcross, component.across);
      mostDown = Math.max(mostDown, component.down);
    }
  }

  /** Reads a scan; false where its codes are not there. */
  private boolean scan(int segment) {
    int count = bytes[segment] & 0xFF;
    var scanned = new ArrayList<Scanned>();
    for (int index = 0; index < count; index++) {
      int tables = bytes[segment + 2 + 2 * index] & 0xFF;
      var component = components.get(bytes[segment + 1 + 2 * index] & 0xFF);
      if (component != null) {
        scanned.add(new Scanned(component, tables >> 4, 0x10 | (tables & 0xF)));
      }
    }
    int firstCoefficient = bytes[segment + 1 + 2 * count] & 0xFF;
    int refined = (bytes[segment + 3 + 2 * count] & 0xFF) >> 4;
    if (progressive && (firstCoefficient != 0 || refined != 0)) {
      return true; // it refines what others brought
    }
    return units(scanned);
  }

  private boolean units(List<Scanned> scanned) {
    boolean together = scanned.size() > 1;
    int across;
    int down;
    if (together) {
      across = divide(width, BLOCK * mostAcross);
      down = divide(height, BLOCK * mostDown);
    } else {
      var alone = scanned.get(0).component;
      across = divide(width * alone.across, BLOCK * mostAcross);
      down = divide(height * alone.down, BLOCK * mostDown);
    }
    var bits = new EntropyBits(bytes, at);
    long units = (long) across * down;
    long complete = 0;
    for (long unit = 0; unit < units; ) {
      if (restartInterval > 0 && unit > 0 && unit % restartInterval == 0) {
        bits.restart();
      }
      Boolean whole = unit(scanned, together, bits);
      if (whole == null) {
        return false;
      }
      if (whole) {
        unit++;
        complete = unit;
      } else if (restartInterval > 0 && bits.atRestart()) {
        // What is lost up to the marker is lost within rows; those behind it are there.
        unit = (unit / restartInterval + 1) * restartInterval;
      } else {
        break;
      }
    }
    at = bits.position();
    long wholeRows = complete / across;
    double share = wholeRows / (double) down;
    scanned.forEach(one -> one.component.share = Math.max(one.component.share, share));
    return true;
  }

  /** Whether there is data for all blocks of a unit; null where codes are missing. */
  private @Nullable Boolean unit(List<Scanned> scanned, boolean together, EntropyBits bits) {
    for (var one : scanned) {
      HuffmanCodes dc = codes.get(one.dcTable);
      HuffmanCodes ac = codes.get(one.acTable);
      if (dc == null || (ac == null && !progressive)) {
        return null;
      }
      int blocks = together ? one.component.across * one.component.down : 1;
      for (int block = 0; block < blocks; block++) {
        bits.skip(dc.next(bits));
        if (ac != null && !progressive) {
          coefficients(ac, bits);
        }
        if (bits.ended()) {
          return false;
        }
      }
    }
    return true;
  }

  private static void coefficients(HuffmanCodes ac, EntropyBits bits) {
    for (int index = 1; index <= LAST_COEFFICIENT && !bits.ended(); index++) {
      int symbol = ac.next(bits);
      int run = symbol >> 4;
      int size = symbol & 0xF;
      if (size == 0 && run != ZERO_RUN) {
        return;
      }
      index += run;
      bits.skip(size);
    }
  }

  private int nextMarker() {
    while (at < bytes.length - 1) {
      int marker = bytes[at + 1] & 0xFF;
      if ((bytes[at] & 0xFF) == 0xFF && marker != 0 && marker != 0xFF) {
        at += 2;
        return marker;
      }
      at++;
    }
    return -1;
  }

  private int unsigned(int position) {
    return ((bytes[position] & 0xFF) << 8) | (bytes[position + 1] & 0xFF);
  }

  private static int divide(int samples, int unit) {
    return (samples + unit - 1) / unit;
  }
}
