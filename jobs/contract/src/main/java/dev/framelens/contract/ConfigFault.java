package dev.framelens.contract;

import java.util.Locale;

/** Why a camera's configuration was refused; the one before it stays. */
public enum ConfigFault {
  /** The key is neither a camera's id nor that of every camera. */
  BAD_KEY,
  /** No configuration: no JSON, an unknown field, a value out of range. */
  BAD_CONFIG,
  /** A machine cannot open a model that it names, or that model does not do what is asked. */
  MODEL_UNAVAILABLE;

  private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The word of the contract: the header {@code reason}. */
  public String word() {
    return word;
  }
}
