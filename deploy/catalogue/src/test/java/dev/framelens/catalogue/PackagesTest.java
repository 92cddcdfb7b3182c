package dev.framelens.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.model.store.CatalogueEntry;
import dev.framelens.model.store.FileDigest;
import dev.framelens.model.store.StoredEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages, with shell scripts in place of npm and apt, which hand out what a test laid down. */
final class PackagesTest {
  private static final CatalogueEntry ENTRY = TestEntries.entry("thing", Map.of("file", "content"));
  private static final String COPY_PACKAGE = "echo packed >> '%s.log'; cp '%s' package.%s";

  @TempDir private Path directory;
  @TempDir private Path bin;

  private Store store(Source... sources) {
    return store(TestEntries.listing(ENTRY, sources));
  }

  private Store store(Catalogue.Listing... listings) {
    // The scripts themselves need a shell's tools; they find them in the PATH of this process.
    return TestEntries.store(directory, new Tools(List.of(bin)), listings);
  }

  private StoredEntry pull(Source source) {
    return store(source).pull("thing", Progress.none());
  }

  @Test
  void aFileComesOutOfAnNpmPackage() throws IOException {
    Path tarball = gzip(tar().file("package/other", "x").file("package/model/file", "content"));
    tool("npm", COPY_PACKAGE.formatted(tarball, tarball, "tgz"));
    var source = new NpmSource("thing@1.0.0", FileDigest.of(tarball), "package/model/");

    StoredEntry pulled = pull(source);

    assertThat(pulled.directory().resolve("file")).hasContent("content");
    assertThat(pulled.mirror()).isEqualTo("npm thing@1.0.0");
  }

  @Test
  void npmIsToldToRunNoScripts() throws IOException {
    tool("npm", "echo \"$@\" > '%s'; exit 1".formatted(bin.resolve("arguments")));
    assertThatThrownBy(() -> pull(npm(TestEntries.digest(new byte[0]))));

    assertThat(TestEntries.text(bin.resolve("arguments")))
        .startsWith("pack thing@1.0.0 --ignore-scripts");
  }

  @Test
  void anotherTarballThanThePinnedOneIsRefused() throws IOException {
    Path tarball = gzip(tar().file("package/file", "content"));
    tool("npm", COPY_PACKAGE.formatted(tarball, tarball, "tgz"));

    assertThatThrownBy(() -> pull(npm(new FileDigest("0".repeat(64), Files.size(tarball)))))
        .hasMessageContaining("npm thing@1.0.0: the tarball has SHA-256");
    assertThatThrownBy(() -> pull(npm(new FileDigest("0".repeat(64), 3))))
        .hasMessageContaining("the tarball has %d bytes (expected: 3)", Files.size(tarball));
  }

  @Test
  void aTarballWithoutTheFileIsRefused() throws IOException {
    Path tarball = gzip(tar().file("package/../file", "content").file("/file", "content"));
    tool("npm", COPY_PACKAGE.formatted(tarball, tarball, "tgz"));

    assertThatThrownBy(() -> pull(npm(FileDigest.of(tarball))))
        .hasMessageContaining("npm thing@1.0.0: it has no package/file");
  }

  @Test
  void noMemberOfATarballEscapesTheStore() throws IOException {
    Path tarball =
        gzip(
            tar()
                .file("../../../escaped", "x")
                .file("/tmp/framelens-escaped", "x")
                .link("package/file", "/etc/hostname")
                .link("package", "/tmp")
                .file("package/file", "content"));
    tool("npm", COPY_PACKAGE.formatted(tarball, tarball, "tgz"));

    StoredEntry pulled = pull(npm(FileDigest.of(tarball)));

    assertThat(pulled.directory().resolve("file")).hasContent("content");
    assertThat(TestEntries.contents(directory))
        .containsOnlyKeys("thing/file", "thing/.framelens.json", ".locks/thing");
    assertThat(Path.of("/tmp/framelens-escaped")).doesNotExist();
  }

  @Test
  void whatNpmComplainsOfIsPassedOnWithoutItsNoise() throws IOException {
    tool(
        "npm",
        """
        echo notice
        echo 'npm error code E404' >&2
        echo 'npm error errno 1' >&2
        echo 'npm error 404 Not Found' >&2
        echo 'npm error A complete log of this run can be found in: x' >&2
        exit 1""");

    assertThatThrownBy(() -> pull(npm(TestEntries.digest(new byte[0]))))
        .hasMessage(
            "No source gave 'thing' (npm thing@1.0.0: npm failed with exit code 1: code E404, 404 Not Found)");
  }

  @Test
  void twoEntriesOfOnePackageFetchItOnce() throws IOException {
    Path tarball = gzip(tar().file("package/file", "content").file("package/more", "more"));
    tool("npm", COPY_PACKAGE.formatted(tarball, tarball, "tgz"));
    NpmSource source = npm(FileDigest.of(tarball));
    var other = TestEntries.entry("other", Map.of("more", "more"));
    Store store = store(TestEntries.listing(ENTRY, source), TestEntries.listing(other, source));

    Pulled pulled = store.pullAll(List.of("thing", "other"), Progress.none());

    assertThat(pulled.entries()).hasSize(2);
    assertThat(Path.of(tarball + ".log")).hasContent("packed");
  }

  @Test
  void aFileComesOutOfADebianPackage() throws IOException {
    Path archive =
        Files.write(bin.resolve("data"), tar().file("./usr/share/file", "content").bytes());
    tool("apt-get", COPY_PACKAGE.formatted(archive, archive, "deb"));
    tool("dpkg-deb", "test \"$1\" = --fsys-tarfile && exec cat \"$2\"");

    StoredEntry pulled = pull(new DebianSource("things", "usr/share/"));

    assertThat(pulled.directory().resolve("file")).hasContent("content");
    assertThat(pulled.mirror()).isEqualTo("Debian package things");
  }

  @Test
  void emptyPackageListsAreNamedAndLeftAsTheyAre() throws IOException {
    Path calls = bin.resolve("calls");
    tool(
        "apt-get",
        "echo $1 >> %s; echo 'E: Unable to locate package things'; exit 100".formatted(calls));

    assertThatThrownBy(() -> pull(new DebianSource("things", "usr/share/")))
        .hasMessage(
            "No source gave 'thing' (Debian package things: apt-get failed with exit code 100:"
                + " Unable to locate package things; if the package lists are empty or old,"
                + " run `apt-get update` as root)");
    assertThat(calls).hasContent("download");
  }

  @Test
  void aPackageWhoseUnpackingFailsIsRefused() throws IOException {
    tool("apt-get", "echo > package.deb");
    tool("dpkg-deb", "exit 2");

    assertThatThrownBy(() -> pull(new DebianSource("things", "usr/share/")))
        .hasMessageContaining("Debian package things: it has no usr/share/file");
  }

  private static NpmSource npm(FileDigest tarball) {
    return new NpmSource("thing@1.0.0", tarball, "package/");
  }

  private void tool(String name, String script) throws IOException {
    Path tool = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Path gzip(Tar tar) throws IOException {
    Path file = bin.resolve("tarball");
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(tar.bytes());
    }
    return file;
  }

  private static Tar tar() {
    return new Tar();
  }

  /** A tar archive whose members have whatever names a test likes. */
  private static final class Tar {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream out = new TarArchiveOutputStream(bytes);

    Tar file(String name, String text) throws IOException {
      var member = new TarArchiveEntry(name, true);
      member.setSize(TestEntries.bytes(text).length);
      out.putArchiveEntry(member);
      out.write(TestEntries.bytes(text));
      out.closeArchiveEntry();
      return this;
    }

    Tar link(String name, String target) throws IOException {
      var member = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
      member.setLinkName(target);
      out.putArchiveEntry(member);
      out.closeArchiveEntry();
      return this;
    }

    byte[] bytes() throws IOException {
      out.close();
      return bytes.toByteArray();
    }
  }
}
