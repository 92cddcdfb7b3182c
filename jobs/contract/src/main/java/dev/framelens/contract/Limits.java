package dev.framelens.contract;

/**
 * What a frame may be at most. All of it is known before a picture is decoded. The length of a
 * camera's id is {@link CameraId#MAX_LENGTH}.
 */
public final class Limits {
  /** Bytes of an encoded picture: 8 MiB. */
  public static final int MAX_FRAME_BYTES = 8 << 20;

  /** Pixels of a picture, width times height: 50 megapixels. */
  public static final long MAX_FRAME_PIXELS = 50_000_000;

  /**
   * Of decoding: scans of a JPEG times its pixels, 500 million. The largest picture may have ten
   * scans, as encoders make them.
   */
  public static final long MAX_DECODING_WORK = 10 * MAX_FRAME_PIXELS;

  private Limits() {}
}
