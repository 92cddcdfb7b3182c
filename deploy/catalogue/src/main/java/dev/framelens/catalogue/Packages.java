package dev.framelens.catalogue;

import dev.framelens.model.store.EntryException;
import dev.framelens.model.store.FileDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Packages fetched with the machine's own clients into a temporary directory, each once until this
 * is closed: several entries may come from one package. Not thread-safe.
 */
final class Packages implements AutoCloseable {
  private final Tools tools;
  private final Map<String, Path> fetched = new HashMap<>();
  private @Nullable Workplace workplace;

  Packages(Tools tools) {
    this.tools = tools;
  }

  /** The tarball of {@code name@version}, checked. None of its scripts run. */
  Path npm(String specification, FileDigest tarball, Progress progress)
      throws EntryException, IOException, InterruptedException {
    Path known = fetched.get(specification);
    if (known != null) {
      return known;
    }
    tools.find("npm");
    progress.message("npm pack " + specification);
    Path workplace = newDirectory("npm");
    tools.run(
        workplace,
        "npm",
        "pack",
        specification,
        "--ignore-scripts",
        "--no-update-notifier",
        "--fetch-retries=1",
        "--fetch-retry-mintimeout=1000",
        "--fetch-retry-maxtimeout=5000");
    Path packed = onlyFile(workplace, ".tgz");
    long sizeBytes = Files.size(packed);
    tarball.check(
        "the tarball",
        sizeBytes == tarball.sizeBytes()
            ? FileDigest.of(packed)
            : new FileDigest(tarball.sha256(), sizeBytes));
    fetched.put(specification, packed);
    return packed;
  }

  /**
   * A Debian package, in the version that the machine's package lists have: they stay as they are.
   */
  Path debian(String name, Progress progress)
      throws EntryException, IOException, InterruptedException {
    Path known = fetched.get(name);
    if (known != null) {
      return known;
    }
    tools.find("apt-get");
    progress.message("apt-get download " + name);
    Path workplace = newDirectory("debian");
    try {
      tools.run(workplace, "apt-get", "download", "-q", "-o", "Acquire::Retries=1", name);
    } catch (EntryException e) {
      throw new EntryException(
          e.reason() + "; if the package lists are empty or old, run `apt-get update` as root", e);
    }
    Path archive = onlyFile(workplace, ".deb");
    fetched.put(name, archive);
    return archive;
  }

  /** The files of a Debian package as one tar stream. dpkg is wherever apt is. */
  Process debianTar(Path archive) throws EntryException, IOException {
    return new ProcessBuilder(
            List.of(tools.find("dpkg-deb").toString(), "--fsys-tarfile", archive.toString()))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static Path onlyFile(Path directory, String suffix) throws IOException, EntryException {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(suffix)).toList();
      if (found.size() != 1) {
        throw new EntryException("left %d %s files (expected: 1)".formatted(found.size(), suffix));
      }
      return found.get(0);
    }
  }

  /** Nothing is made before the first package: most entries are there, or come from the web. */
  private Path newDirectory(String prefix) throws IOException {
    Workplace place = workplace;
    if (place == null) {
      place = Workplace.open();
      workplace = place;
    }
    return Files.createTempDirectory(place.directory(), prefix);
  }

  @Override
  public void close() {
    if (workplace != null) {
      workplace.close();
      workplace = null;
    }
    fetched.clear();
  }

  /**
   * A temporary directory that goes with the JVM: an interrupt from the keyboard closes nothing.
   */
  private record Workplace(Path directory, Thread cleaner) implements AutoCloseable {
    static Workplace open() throws IOException {
      Path directory = Files.createTempDirectory("framelens-packages");
      var cleaner = new Thread(() -> Directories.deleteQuietly(directory), "framelens-cleaner");
      Runtime.getRuntime().addShutdownHook(cleaner);
      return new Workplace(directory, cleaner);
    }

    @Override
    public void close() {
      Directories.deleteQuietly(directory);
      try {
        Runtime.getRuntime().removeShutdownHook(cleaner);
      } catch (IllegalStateException e) {
        // The JVM is going down already, and the hook with it.
      }
    }
  }
}
