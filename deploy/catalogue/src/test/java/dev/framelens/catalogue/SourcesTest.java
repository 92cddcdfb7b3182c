package dev.framelens.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.contract.FramelensException;
import dev.framelens.model.store.CatalogueEntry;
import dev.framelens.model.store.EntryDirectory;
import dev.framelens.model.store.StoredEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources in turn, and how each fails. */
final class SourcesTest {
  private static final CatalogueEntry ENTRY = TestEntries.entry("thing", Map.of("file", "content"));
  private static final Tools NO_TOOLS = new Tools(List.of());

  @TempDir private Path directory;
  private FileServer first;
  private FileServer second;

  @BeforeEach
  void start() throws IOException {
    first = new FileServer();
    second = new FileServer();
  }

  @AfterEach
  void stop() {
    first.close();
    second.close();
  }

  private StoredEntry pull(Source... sources) {
    return TestEntries.store(directory, NO_TOOLS, TestEntries.listing(ENTRY, sources))
        .pull("thing", Progress.none());
  }

  @Test
  void theFirstSourceThatHasItIsAskedAlone() {
    first.serve("file", TestEntries.bytes("content"));

    assertThat(pull(first.source(), second.source()).mirror()).isEqualTo(first.base().toString());
    assertThat(second.asked()).isEmpty();
  }

  @Test
  void theNextSourceIsAskedWhenOneHasOtherBytes() {
    first.serve("file", TestEntries.bytes("c0ntent"));
    second.serve("file", TestEntries.bytes("content"));

    assertThat(pull(first.source(), second.source()).mirror()).isEqualTo(second.base().toString());
  }

  @Test
  void aFileMayBeTheMemberOfAZip() throws IOException {
    first.serve("things.zip", zip("other", "x", "folder/content.bin", "content"));
    var zip =
        new ZipSource(first.base().resolve("things.zip"), Map.of("file", "folder/content.bin"));

    assertThat(pull(zip).directory().resolve("file")).hasContent("content");
  }

  @Test
  void aZipWithoutTheMemberOrWithOtherBytesIsRefused() throws IOException {
    first.serve("empty.zip", zip("other", "x"));
    first.serve("wrong.zip", zip("file", "c0ntent"));
    first.serve("none.zip", TestEntries.bytes("no zip"));

    assertThatThrownBy(
            () ->
                pull(
                    new ZipSource(first.base().resolve("empty.zip"), Map.of()),
                    new ZipSource(first.base().resolve("wrong.zip"), Map.of()),
                    new ZipSource(first.base().resolve("none.zip"), Map.of())))
        .hasMessageContaining("empty.zip: it has no file")
        .hasMessageContaining("wrong.zip: file has SHA-256")
        .hasMessageContaining("none.zip: it has no file");
  }

  /** A zip of members' names and texts, in turn. */
  private static byte[] zip(String... members) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (int index = 0; index < members.length; index += 2) {
        zip.putNextEntry(new ZipEntry(members[index]));
        zip.write(TestEntries.bytes(members[index + 1]));
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void whenAllFailOneSentenceNamesEachAndWhy() {
    first.serve("file", TestEntries.bytes("cont"));
    second.close();
    var npm = new NpmSource("thing@1", TestEntries.digest(new byte[0]), "package/");
    var debian = new DebianSource("things", "usr/");

    assertThatThrownBy(() -> pull(first.source(), second.source(), npm, debian))
        .isInstanceOf(FramelensException.class)
        .hasMessage(
            "No source gave 'thing' (%s: file has 4 bytes (expected: 7); %s: connection refused;"
                + " npm thing@1: npm is not installed;"
                + " Debian package things: apt-get is not installed)",
            first.base(), second.base());
  }

  @Test
  void neverReadsMoreThanTheExpectedSize() {
    var endless = new CountDownLatch(1);
    first.serve(
        "file",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream body = exchange.getResponseBody()) {
            while (true) {
              body.write(new byte[1 << 16]);
            }
          } finally {
            endless.countDown();
          }
        });

    assertThatThrownBy(() -> pull(first.source()))
        .hasMessageContaining("file is longer than the 7 bytes expected");
    assertThat(endless).satisfies(CountDownLatch::await);
  }

  @Test
  void aBodyThatStallsIsBrokenOff() {
    var done = new CountDownLatch(1);
    first.serve(
        "file",
        exchange -> {
          exchange.sendResponseHeaders(200, 7);
          exchange.getResponseBody().write('c');
          exchange.getResponseBody().flush();
          await(done);
        });
    var impatient =
        new Web.Limits(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(200), true);
    var store =
        new Store(
            new EntryDirectory(directory),
            "thing",
            "NAME",
            Catalogue.of(TestEntries.listing(ENTRY, first.source())),
            () -> new Fetcher(impatient, NO_TOOLS));

    try {
      assertThatThrownBy(() -> store.pull("thing", Progress.none()))
          .hasMessageContaining("not done within");
    } finally {
      done.countDown();
    }
  }

  @Test
  void aServerThatDoesNotAnswerIsLeft() {
    var done = new CountDownLatch(1);
    first.serve("file", exchange -> await(done));
    var impatient =
        new Web.Limits(Duration.ofSeconds(5), Duration.ofMillis(200), Duration.ofSeconds(5), true);
    var store =
        new Store(
            new EntryDirectory(directory),
            "thing",
            "NAME",
            Catalogue.of(TestEntries.listing(ENTRY, first.source())),
            () -> new Fetcher(impatient, NO_TOOLS));

    try {
      assertThatThrownBy(() -> store.pull("thing", Progress.none()))
          .hasMessageContaining("no answer within");
    } finally {
      done.countDown();
    }
  }

  @Test
  void redirectsAreFollowed() {
    first.redirect("file", second.base() + "elsewhere");
    second.serve("elsewhere", TestEntries.bytes("content"));

    assertThat(pull(first.source()).directory().resolve("file")).hasContent("content");
  }

  @Test
  void aRedirectOutOfHttpsIsRefused() {
    first.redirect("file", "http://localhost:1/file");
    assertThatThrownBy(() -> pull(first.source()))
        .hasMessageContaining("http://localhost:1/file is not an https address");
  }

  @Test
  void aRedirectInACircleEnds() {
    first.redirect("file", "file");
    assertThatThrownBy(() -> pull(first.source())).hasMessageContaining("more than 5 redirects");
  }

  @Test
  void plainHttpIsRefusedOutsideOfTests() {
    first.serve("file", TestEntries.bytes("content"));
    var store =
        new Store(
            new EntryDirectory(directory),
            "thing",
            "NAME",
            Catalogue.of(TestEntries.listing(ENTRY, first.source())),
            Fetcher::standard);

    assertThatThrownBy(() -> store.pull("thing", Progress.none()))
        .hasMessageContaining("is not an https address");
    assertThat(first.asked()).isEmpty();
  }

  @Test
  void aSourceMayHaveAnotherNameForAFile() {
    first.serve("File.bin", TestEntries.bytes("content"));
    var source = new HttpsSource(first.base(), Map.of("file", "File.bin"));

    assertThat(pull(source).directory().resolve("file")).hasContent("content");
  }

  @Test
  void aServerWithoutConnectionIsNotWaitedForTwice() throws Exception {
    var web = new Web(TestEntries.LOOPBACK);
    URI closed = second.base();
    second.close();
    assertThatThrownBy(() -> web.open(closed, 1)).hasMessage("connection refused");

    try (var again = new FileServer()) {
      again.serve("x", TestEntries.bytes("x"));
      assertThat(web.open(again.base().resolve("x"), 1)).hasContent("x");
    }
    assertThatThrownBy(() -> web.open(closed, 1)).hasMessage("connection refused").hasNoCause();
  }

  @Test
  void progressCountsUpToTheWhole() {
    first.serve("file", TestEntries.bytes("c0ntent"));
    second.serve("file", TestEntries.bytes("content"));
    List<String> heard = new ArrayList<>();
    var progress =
        new Progress() {
          @Override
          public void message(String text) {
            heard.add(text);
          }

          @Override
          public void bytes(String name, long doneBytes, long totalBytes) {
            heard.add("%s %d/%d".formatted(name, doneBytes, totalBytes));
          }
        };

    TestEntries.store(directory, TestEntries.listing(ENTRY, first.source(), second.source()))
        .pull("thing", progress);

    assertThat(heard).hasSize(5).contains("thing 7/7").endsWith("thing 7/7");
    assertThat(heard.get(0)).isEqualTo("thing from " + first.base());
    assertThat(heard.get(2)).startsWith(first.base() + ": file has SHA-256");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
