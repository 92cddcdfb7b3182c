package dev.framelens.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.model.store.CatalogueEntry;
import dev.framelens.model.store.StoredEntry;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two JVMs that want the same entry at once. */
@Timeout(120)
final class TwoProcessesTest {
  private static final CatalogueEntry ENTRY =
      TestEntries.entry("thing", Map.of("a", "first", "b", "second"));

  @TempDir private Path directory;

  /** What each of them runs. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) {
      var source = new HttpsSource(URI.create(arguments[1]), Map.of());
      StoredEntry pulled =
          TestEntries.store(Path.of(arguments[0]), TestEntries.listing(ENTRY, source))
              .pull("thing", new Spoken());
      System.out.println(pulled.digest());
    }
  }

  private static final class Spoken implements Progress {
    @Override
    public void message(String text) {
      System.out.println(text);
    }

    @Override
    public void bytes(String name, long doneBytes, long totalBytes) {}
  }

  @Test
  void fetchItOnceAndBothGetIt() throws Exception {
    var asked = new CountDownLatch(1);
    var waited = new CountDownLatch(1);
    try (var server = new FileServer()) {
      server.serve("b", TestEntries.bytes("second"));
      server.serve(
          "a",
          exchange -> {
            asked.countDown();
            await(waited);
            exchange.sendResponseHeaders(200, 5);
            exchange.getResponseBody().write(TestEntries.bytes("first"));
          });
      Process one = start(server);
      try {
        asked.await();
        Process two = start(server);
        try (BufferedReader first = one.inputReader();
            BufferedReader second = two.inputReader()) {
          assertThat(second.readLine()).isEqualTo("waiting for another process that fetches thing");
          waited.countDown();

          assertThat(second.readLine()).isEqualTo(ENTRY.digest());
          assertThat(first.lines()).last().isEqualTo(ENTRY.digest());
          assertThat(server.asked()).containsExactly("a", "b");
        } finally {
          two.destroyForcibly();
        }
      } finally {
        waited.countDown();
        one.destroyForcibly();
      }
    }
  }

  @Test
  void aKilledProcessLeavesNoLockAndNoEntry() throws Exception {
    var asked = new CountDownLatch(1);
    var killed = new CountDownLatch(1);
    try (var server = new FileServer()) {
      server.serve("a", TestEntries.bytes("first"));
      server.serve(
          "b",
          exchange -> {
            asked.countDown();
            await(killed);
          });
      Process child = start(server);
      try {
        asked.await();
      } finally {
        child.destroyForcibly().waitFor();
        killed.countDown();
      }
      Store store = TestEntries.store(directory, TestEntries.listing(ENTRY, server.source()));
      assertThat(store.entries().find("thing")).isEmpty();
      assertThat(directory.resolve(".partial/thing/files/a")).exists();

      server.serve("b", TestEntries.bytes("second"));
      assertThat(store.pull("thing", Progress.none()).digest()).isEqualTo(ENTRY.digest());
      assertThat(directory.resolve(".partial")).isEmptyDirectory();
    }
  }

  private Process start(FileServer server) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Child.class.getName(),
            directory.toString(),
            server.base().toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
