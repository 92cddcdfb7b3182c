package dev.framelens.model.weights;

import dev.framelens.model.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What classes mean, where a model's files say it or its number of classes tells. */
public final class Labels {
  /** What label files call a class that a network never learned. */
  public static final String UNUSED = "???";

  static final ClassLabel BACKGROUND = new ClassLabel("background", "background");
  private static final int IMAGENET_CLASSES = 1000;
  private static final String IMAGENET = "imagenet-1k.tsv";
  private static final String COCO = "coco-90.tsv";
  private static final long MAX_BYTES = 1 << 20;
  private static final double MOSTLY = 0.9;
  private static final Pattern NUMBERED = Pattern.compile("(\\d{1,6})\\s*[\\s:,;.)=]\\s*(\\S.*)");

  private Labels() {}

  /**
   * A classifier's: of its file of labels, else ImageNet's, after a background where there is one.
   * A file that says what ImageNet says gets ImageNet's ids.
   */
  static List<ClassLabel> classifier(Path directory, int classes) throws IOException {
    Optional<List<ClassLabel>> file = file(directory, classes);
    if (classes == IMAGENET_CLASSES || classes == IMAGENET_CLASSES + 1) {
      List<ClassLabel> imageNet = imageNet(classes);
      return file.filter(own -> !areMostly(own, imageNet)).orElse(imageNet);
    }
    return file.orElseThrow(
        () ->
            new ModelException(
                "classifier with %d classes and no file of labels (expected: ImageNet's %d, %d with a background, or a labels.txt)"
                    .formatted(classes, IMAGENET_CLASSES, IMAGENET_CLASSES + 1)));
  }

  private static List<ClassLabel> imageNet(int classes) {
    var labels = new ArrayList<ClassLabel>();
    if (classes > IMAGENET_CLASSES) {
      labels.add(BACKGROUND);
    }
    labels.addAll(read(IMAGENET));
    return List.copyOf(labels);
  }

  /** Published lists differ from each other in a few names, and own lists in all. */
  private static boolean areMostly(List<ClassLabel> own, List<ClassLabel> known) {
    int equal = 0;
    for (int index = 0; index < known.size(); index++) {
      equal += own.get(index).name().equalsIgnoreCase(known.get(index).name()) ? 1 : 0;
    }
    return equal >= MOSTLY * known.size();
  }

  /** Whether a class stands for none of the others. */
  static boolean isBackground(ClassLabel label) {
    return label.name().equalsIgnoreCase(BACKGROUND.name());
  }

  /**
   * A detector's: of its file of labels, else COCO's where the number fits.
   *
   * @param classes the background's included
   */
  static List<ClassLabel> detector(Path directory, int classes) throws IOException {
    Optional<List<ClassLabel>> file = file(directory, classes);
    if (file.isPresent()) {
      return file.get();
    }
    List<ClassLabel> coco = coco();
    if (coco.size() != classes) {
      throw new ModelException(
          "detector with %d classes and no file of labels (expected: COCO's %d with the background, or a labels.txt)"
              .formatted(classes, coco.size()));
    }
    return coco;
  }

  /** COCO's categories by their ids, 1 to 90, after the background; ten are unused. */
  static List<ClassLabel> coco() {
    var labels = new ArrayList<ClassLabel>();
    labels.add(unused(0));
    for (ClassLabel category : read(COCO)) {
      int id = Integer.parseInt(category.id());
      while (labels.size() < id) {
        labels.add(unused(labels.size()));
      }
      labels.add(category);
    }
    return List.copyOf(labels);
  }

  /** A class of this name is never reported. */
  public static boolean isUsed(ClassLabel label) {
    return !label.name().equals(UNUSED);
  }

  private static ClassLabel unused(int id) {
    return new ClassLabel(Integer.toString(id), UNUSED);
  }

  /** Those of the folder's file of labels, which must be as many as the network's classes. */
  private static Optional<List<ClassLabel>> file(Path directory, int classes) throws IOException {
    Optional<List<ClassLabel>> labels = any(directory);
    labels.ifPresent(found -> requireCount(directory, found, classes));
    return labels;
  }

  /**
   * Holds a file's labels to the network.
   *
   * @param classes of the network, the background's included
   */
  public static void requireCount(Path directory, List<ClassLabel> labels, int classes) {
    if (labels.size() != classes) {
      throw new ModelException(
          "%s has %d labels (expected: %d, one for each class of the network%s)"
              .formatted(
                  directory,
                  labels.size(),
                  classes,
                  labels.size() == classes - 1
                      ? "; where its first class is the background, put a first line 'background'"
                      : ""));
    }
  }

  /** The labels of a {@code *label*.txt}, a name a line, where the folder has one. */
  static Optional<List<ClassLabel>> any(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files = all.filter(Labels::isLabelFile).toList();
    }
    if (files.isEmpty()) {
      return Optional.empty();
    }
    if (files.size() > 1) {
      throw new ModelException(
          "%s has %d files of labels (expected: at most 1)".formatted(directory, files.size()));
    }
    Path file = files.get(0);
    if (Files.size(file) > MAX_BYTES) {
      throw new ModelException(
          "%s has %d bytes (expected: at most %d)".formatted(file, Files.size(file), MAX_BYTES));
    }
    var labels = new ArrayList<ClassLabel>();
    for (String name : withoutNumbers(lines(file))) {
      labels.add(new ClassLabel(Integer.toString(labels.size()), name));
    }
    return Optional.of(List.copyOf(labels));
  }

  /** Its lines without a byte order mark and blank ones at the end. */
  private static List<String> lines(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String text;
    try {
      text = charset(bytes).newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException other) {
      throw new ModelException(
          "%s is no text in UTF-8 (expected: a name a line)".formatted(file), other);
    }
    var lines = new ArrayList<>(text.replaceFirst("^\uFEFF", "").stripTrailing().lines().toList());
    lines.replaceAll(String::strip);
    int blank = lines.indexOf("");
    if (blank >= 0) {
      throw new ModelException(
          "%s: line %d is blank (expected: a name a line)".formatted(file, blank + 1));
    }
    return lines;
  }

  private static Charset charset(byte[] bytes) {
    int mark = bytes.length < 2 ? 0 : ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
    return mark == 0xFEFF || mark == 0xFFFE ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
  }

  /** Names alone, where each line starts with its number, counted from 0 or 1. */
  private static List<String> withoutNumbers(List<String> lines) {
    var names = new ArrayList<String>();
    int first = -1;
    for (String line : lines) {
      Matcher numbered = NUMBERED.matcher(line);
      if (!numbered.matches()) {
        return lines;
      }
      int number = Integer.parseInt(numbered.group(1));
      first = names.isEmpty() ? number : first;
      if (first > 1 || number != first + names.size()) {
        return lines;
      }
      names.add(numbered.group(2));
    }
    return names;
  }

  private static boolean isLabelFile(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.contains("label") && name.endsWith(".txt");
  }

  private static List<ClassLabel> read(String resource) {
    try (InputStream file =
        Objects.requireNonNull(Labels.class.getResourceAsStream(resource), resource)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(Labels::label)
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
