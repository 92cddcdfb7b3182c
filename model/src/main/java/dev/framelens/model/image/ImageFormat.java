package dev.framelens.model.image;

/** The encodings that a frame may have. */
public enum ImageFormat {
  JPEG,
  PNG
}
