package dev.framelens.contract.picture;

/** The encodings that a frame may have. */
public enum ImageFormat {
  JPEG,
  PNG
}
