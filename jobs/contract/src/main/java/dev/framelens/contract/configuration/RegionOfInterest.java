package dev.framelens.contract.configuration;

import java.io.Serializable;

/**
 * The only part of a camera's frames that is looked at, in fractions of the upright frame's edges:
 * 0 ≤ top &lt; bottom ≤ 1 and 0 ≤ left &lt; right ≤ 1.
 */
public record RegionOfInterest(double top, double left, double bottom, double right)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}
