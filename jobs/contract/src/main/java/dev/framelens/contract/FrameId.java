package dev.framelens.contract;

/**
 * Where Kafka keeps a frame: its identity for ever. Its text form is {@code
 * topic/partition@offset}, such as {@code frames/2@9917}.
 *
 * @param topic the topic's name
 * @param partition 0 and up
 * @param offset 0 and up
 */
public record FrameId(String topic, int partition, long offset) {

  /** The text form in words, for messages. */
  public static final String EXPECTED = "TOPIC/PARTITION@OFFSET, such as frames/2@9917";

  private static final int SHOWN_CHARACTERS = 80;

  /**
   * Reads what {@link #toString} writes, and nothing else: no sign, no leading zero, no space.
   *
   * @throws FramelensException with the text and what was expected
   */
  public static FrameId parse(String text) {
    // A topic's name has neither character; from the right, one that had would come back as it was.
    int at = text.lastIndexOf('@');
    int slash = at < 0 ? -1 : text.lastIndexOf('/', at);
    if (slash < 1) {
      throw malformed(text);
    }
    try {
      var id =
          new FrameId(
              text.substring(0, slash),
              Integer.parseInt(text.substring(slash + 1, at)),
              Long.parseLong(text.substring(at + 1)));
      if (id.partition < 0 || id.offset < 0 || !id.toString().equals(text)) {
        throw malformed(text);
      }
      return id;
    } catch (NumberFormatException noNumber) {
      throw malformed(text);
    }
  }

  private static FramelensException malformed(String text) {
    boolean shorten = text.length() > SHOWN_CHARACTERS;
    return new FramelensException(
        "'%s%s' is no frame's identity (expected: %s)"
            .formatted(
                shorten ? text.substring(0, SHOWN_CHARACTERS) : text,
                shorten ? "…" : "",
                EXPECTED));
  }

  @Override
  public String toString() {
    return topic + "/" + partition + "@" + offset;
  }
}
