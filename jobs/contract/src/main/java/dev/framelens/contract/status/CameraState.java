package dev.framelens.contract.status;

import java.util.Locale;

/** Whether a camera shows anything. */
public enum CameraState {
  /** Its frames come, and they differ. */
  ONLINE,
  /** Its frames come, and for ten seconds they have been the same. */
  FROZEN,
  /** No frame comes. */
  OFFLINE;

  /** The word on the wire, such as {@code online}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
