package dev.framelens.model.detection;

/**
 * One object that a network sees.
 *
 * @param index the network's class; 0 is the background and never detected
 * @param score in [0, 1]
 */
public record Detection(int index, float score, Box box) {
  /** The same object elsewhere. */
  public Detection with(Box elsewhere) {
    return new Detection(index, score, elsewhere);
  }
}
