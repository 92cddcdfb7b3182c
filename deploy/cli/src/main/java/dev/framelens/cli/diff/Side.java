package dev.framelens.cli.diff;

import dev.framelens.contract.outcomes.Label;
import org.jspecify.annotations.Nullable;

/**
 * One of the two that are compared: the labels of a pipeline, or those of its labels that a model
 * made.
 *
 * @param model by its name in the store; null for all of them
 */
record Side(String pipeline, @Nullable String model) {
  static final String EXPECTED = "PIPELINE or PIPELINE/MODEL";

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException with the text and what was expected
   */
  static Side parse(String text) {
    String[] parts = text.split("/", -1);
    boolean named = parts.length <= 2;
    for (String part : parts) {
      named &= !part.isBlank();
    }
    if (!named) {
      throw new IllegalArgumentException(
          "'%s' names no labels (expected: %s)".formatted(text, EXPECTED));
    }
    return new Side(parts[0], parts.length == 2 ? parts[1] : null);
  }

  boolean has(Label label) {
    return label.pipeline().equals(pipeline)
        && (model == null
            || label.models().stream().anyMatch(looked -> looked.name().equals(model)));
  }

  @Override
  public String toString() {
    return model == null ? pipeline : pipeline + "/" + model;
  }
}
