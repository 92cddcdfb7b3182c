package dev.framelens.model.serving;

import dev.framelens.model.mobilenet.Precision;

/**
 * What makes two requests the same model: the same numbers, computed the same way.
 *
 * @param digest {@code sha256:…}
 */
public record ModelKey(String digest, Precision precision) {}
