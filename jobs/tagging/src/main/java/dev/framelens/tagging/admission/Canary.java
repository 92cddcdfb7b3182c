package dev.framelens.tagging.admission;

import java.io.Serializable;
import java.util.List;

/**
 * Models for a share of a camera's frames.
 *
 * @param upTo frames whose draw is below it are looked at by these, in (0, 1)
 */
public record Canary(double upTo, List<ModelChoice> models) implements Serializable {
  private static final long serialVersionUID = 1L;

  public Canary {
    models = List.copyOf(models);
  }
}
