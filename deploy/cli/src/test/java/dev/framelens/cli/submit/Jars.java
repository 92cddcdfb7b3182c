package dev.framelens.cli.submit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;

/** Jars as users should not make them. */
final class Jars {
  private static final String BUILD = "dev/framelens/model/build.properties";

  private Jars() {}

  /** All entries of some jars in one; of those with one name the first. */
  static Path merge(Collection<Path> jars, Path merged) throws IOException {
    var names = new HashSet<String>();
    try (OutputStream file = Files.newOutputStream(merged);
        var out = new JarOutputStream(file)) {
      out.setLevel(Deflater.BEST_SPEED);
      for (Path jar : jars) {
        try (var in = new JarFile(jar.toFile())) {
          for (ZipEntry entry :
              (Iterable<ZipEntry>) in.stream().map(ZipEntry.class::cast)::iterator) {
            if (names.add(entry.getName())) {
              out.putNextEntry(new ZipEntry(entry.getName()));
              try (var content = in.getInputStream(entry)) {
                content.transferTo(out);
              }
              out.closeEntry();
            }
          }
        }
      }
    }
    return merged;
  }

  /** The jar of {@code model/} as another build would have made it. */
  static Path ofOtherBuild(Path model, Path copy) throws IOException {
    try (OutputStream file = Files.newOutputStream(copy);
        var out = new JarOutputStream(file);
        var in = new JarFile(model.toFile())) {
      for (ZipEntry entry : (Iterable<ZipEntry>) in.stream().map(ZipEntry.class::cast)::iterator) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        if (entry.getName().equals(BUILD)) {
          out.write("version=0.0.9\nsources=0123456789abcdef\ntensorflow=1.1.0\n".getBytes(UTF_8));
        } else {
          try (var content = in.getInputStream(entry)) {
            content.transferTo(out);
          }
        }
        out.closeEntry();
      }
    }
    return copy;
  }
}
