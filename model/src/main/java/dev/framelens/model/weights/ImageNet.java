package dev.framelens.model.weights;

import dev.framelens.model.FramelensException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The labels of ILSVRC-2012's 1000 classes. */
final class ImageNet {
  static final int CLASSES = 1000;
  private static final String FILE = "imagenet-1k.tsv";
  private static final List<ClassLabel> LABELS = read();

  private ImageNet() {}

  /** One label for each class of a network with {@code classes} outputs. */
  static List<ClassLabel> labels(int classes) {
    if (classes != CLASSES) {
      throw new FramelensException(
          "classifier with %d classes (expected: ImageNet's %d)".formatted(classes, CLASSES));
    }
    return LABELS;
  }

  private static List<ClassLabel> read() {
    try (InputStream file =
        Objects.requireNonNull(ImageNet.class.getResourceAsStream(FILE), FILE)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(ImageNet::label)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static ClassLabel label(String line) {
    int tab = line.indexOf('\t');
    return new ClassLabel(line.substring(0, tab), line.substring(tab + 1));
  }
}
