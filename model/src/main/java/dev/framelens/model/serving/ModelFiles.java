package dev.framelens.model.serving;

import dev.framelens.model.store.StoredModel;
import java.nio.file.Path;

/**
 * Where a model's files lie, and what they are.
 *
 * @param name in the store, such as {@code mobilenet_v1_1.0_224}
 * @param digest {@code sha256:…}: the model's identity
 */
public record ModelFiles(String name, String digest, Path directory) {
  public static ModelFiles of(StoredModel model) {
    return new ModelFiles(model.name(), model.digest(), model.directory());
  }
}
