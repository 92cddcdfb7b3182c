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

  private Limits() {}
}
