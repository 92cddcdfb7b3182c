package dev.framelens.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.contract.FramelensException;
import dev.framelens.model.ModelException;
import dev.framelens.model.store.CatalogueEntry;
import dev.framelens.model.store.Manifest;
import dev.framelens.model.store.StoredEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreTest {
  private static final CatalogueEntry ENTRY =
      TestEntries.entry("thing", Map.of("model.json", "{}", "deep/shard", "weights"));

  @TempDir private Path directory;
  private FileServer server;
  private Store store;

  @BeforeEach
  void serve() throws IOException {
    server = new FileServer();
    server.serve("model.json", TestEntries.bytes("{}"));
    server.serve("deep/shard", TestEntries.bytes("weights"));
    store = TestEntries.store(directory, TestEntries.listing(ENTRY, server.source()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void keepsWhatItPulled() {
    StoredEntry pulled = store.pull("thing", Progress.none());

    assertThat(pulled.directory().resolve("deep/shard")).hasContent("weights");
    assertThat(pulled.digest()).isEqualTo(ENTRY.digest());
    assertThat(pulled.mirror()).isEqualTo(server.base().toString());
    assertThat(store.entries().require("thing")).isEqualTo(pulled);
    assertThat(store.entries().names()).containsExactly("thing");
    assertThat(directory.resolve(".partial")).isEmptyDirectory();
  }

  @Test
  void whatIsRemovedIsGoneAndCanBePulledAgain() {
    store.pull("thing", Progress.none());

    store.remove("thing");

    assertThat(store.entries().names()).isEmpty();
    assertThat(directory.resolve(".partial")).isEmptyDirectory();
    assertThatThrownBy(() -> store.remove("thing"))
        .isInstanceOf(FramelensException.class)
        .hasMessageContaining("'thing'");
    assertThat(store.pull("thing", Progress.none()).directory()).isDirectory();
  }

  @Test
  void worksOfflineAfterTheFirstPull() {
    StoredEntry pulled = store.pull("thing", Progress.none());
    server.close();

    assertThat(store.pull("thing", Progress.none())).isEqualTo(pulled);
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void aPullThatFailsLeavesTheStoreAsItWas() throws IOException {
    server.serve("model.json", TestEntries.bytes("{!"));

    assertThatThrownBy(() -> store.pull("thing", Progress.none()))
        .isInstanceOf(FramelensException.class)
        .hasMessageContaining("model.json has SHA-256");

    assertThat(store.entries().names()).isEmpty();
    assertThat(store.entries().find("thing")).isEmpty();
    assertThat(TestEntries.contents(directory)).containsOnlyKeys(".locks/thing");
  }

  @Test
  void aPullThatFailsKeepsADamagedEntryToo() throws IOException {
    StoredEntry pulled = store.pull("thing", Progress.none());
    Files.writeString(pulled.directory().resolve("deep/shard"), "weightz");
    Map<String, String> before = TestEntries.contents(directory);
    server.close();

    assertThatThrownBy(() -> store.pull("thing", Progress.none()))
        .hasMessageContaining("connection refused");

    assertThat(TestEntries.contents(directory)).isEqualTo(before);
  }

  @Test
  void aFileOfAnotherSizeIsFoundWithoutReadingIt() throws IOException {
    StoredEntry pulled = store.pull("thing", Progress.none());
    Files.writeString(pulled.directory().resolve("deep/shard"), "weight");

    assertThatThrownBy(() -> store.entries().require("thing"))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            "The thing 'thing' in %s is damaged: deep/shard has 6 bytes (expected: 7) (`things pull thing` fetches it again)",
            pulled.directory());
  }

  @Test
  void aLostFileIsFound() throws IOException {
    StoredEntry pulled = store.pull("thing", Progress.none());
    Files.delete(pulled.directory().resolve("model.json"));

    assertThatThrownBy(() -> store.entries().require("thing"))
        .hasMessageContaining("damaged: it has no file model.json");
  }

  @Test
  void aLostOrUnreadableManifestIsFound() throws IOException {
    StoredEntry pulled = store.pull("thing", Progress.none());
    Path manifest = pulled.directory().resolve(Manifest.FILE);
    Files.writeString(manifest, "{");
    assertThatThrownBy(() -> store.entries().require("thing"))
        .hasMessageContaining("damaged: .framelens.json cannot be read");

    Files.delete(manifest);
    assertThatThrownBy(() -> store.entries().require("thing"))
        .hasMessageContaining("damaged: it has no .framelens.json");
  }

  @Test
  void aManifestThatDoesNotAddUpIsFound() throws IOException {
    StoredEntry pulled = store.pull("thing", Progress.none());
    Path manifest = pulled.directory().resolve(Manifest.FILE);
    String other = "0".repeat(64);
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replace(TestEntries.digest(TestEntries.bytes("{}")).sha256(), other));

    assertThatThrownBy(() -> store.entries().require("thing"))
        .hasMessageContaining("damaged: .framelens.json says");
  }

  @Test
  void aManifestCannotPointOutOfItsDirectory() throws IOException {
    StoredEntry pulled = store.pull("thing", Progress.none());
    Path manifest = pulled.directory().resolve(Manifest.FILE);
    Files.writeString(manifest, Files.readString(manifest).replace("deep/shard", "../secret"));

    assertThatThrownBy(() -> store.entries().require("thing"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("../secret");
  }

  @Test
  void aLinkInPlaceOfAFileIsFound() throws IOException {
    StoredEntry pulled = store.pull("thing", Progress.none());
    Path shard = pulled.directory().resolve("deep/shard");
    Path outside = Files.writeString(directory.resolve("outside"), "weights");
    Files.delete(shard);
    Files.createSymbolicLink(shard, outside);

    assertThatThrownBy(() -> store.entries().require("thing"))
        .hasMessageContaining("damaged: it has no file deep/shard");
  }

  @Test
  void aChangedByteIsFoundByVerifyAndMendedByPull() throws IOException {
    StoredEntry pulled = store.pull("thing", Progress.none());
    Path shard = pulled.directory().resolve("deep/shard");
    Files.writeString(shard, "weightz");

    assertThat(store.entries().require("thing").directory()).isEqualTo(pulled.directory());
    assertThatThrownBy(() -> store.entries().verify("thing"))
        .hasMessageContaining("damaged: deep/shard has SHA-256");

    store.pull("thing", Progress.none());
    assertThat(shard).hasContent("weights");
    assertThat(store.entries().verify("thing")).isEqualTo(pulled);
  }

  @Test
  void whatAnInterruptedPullLeftBehindIsCleaned() throws IOException {
    Path left = Files.createDirectories(directory.resolve(".partial/thing/files"));
    Files.writeString(left.resolve("model.json"), "hal");
    Files.writeString(left.resolve("junk"), "x".repeat(1000));

    StoredEntry pulled = store.pull("thing", Progress.none());

    assertThat(pulled.directory().resolve("junk")).doesNotExist();
    assertThat(directory.resolve(".partial")).isEmptyDirectory();
  }

  @Test
  void aNewDigestInTheCatalogueReplacesTheOldEntry() throws IOException {
    store.pull("thing", Progress.none());
    server.serve("model.json", TestEntries.bytes("{\"v\":2}"));
    var newer = TestEntries.entry("thing", Map.of("model.json", "{\"v\":2}"));

    StoredEntry pulled =
        TestEntries.store(directory, TestEntries.listing(newer, server.source()))
            .pull("thing", Progress.none());

    assertThat(TestEntries.contents(pulled.directory()))
        .containsOnlyKeys("model.json", Manifest.FILE);
  }

  @Test
  void aMissingEntrySaysWhatIsThereAndHowToGetIt() {
    assertThatThrownBy(() -> store.entries().require("thing"))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            "No thing 'thing' in %s (there: nothing; `things pull thing` fetches it)", directory);
    store.pull("thing", Progress.none());
    assertThatThrownBy(() -> store.entries().require("other"))
        .hasMessage("No thing 'other' in %s (there: thing; the catalogue has: thing)", directory);
    assertThatThrownBy(() -> store.pull("other", Progress.none()))
        .hasMessage("The catalogue has no thing 'other' (it has: thing)");
  }

  @Test
  void noNameReachesOutOfTheStore() {
    assertThatThrownBy(() -> store.entries().find("../thing")).isInstanceOf(ModelException.class);
    assertThatThrownBy(() -> store.entries().find(".locks")).isInstanceOf(ModelException.class);
  }

  @Test
  void pullsWhatItCanAndNamesTheRest() {
    var lost = TestEntries.entry("lost", Map.of("nowhere", "a"));
    Store both =
        TestEntries.store(
            directory,
            TestEntries.listing(lost, server.source()),
            TestEntries.listing(ENTRY, server.source()));

    Pulled pulled = both.pullAll(List.of("lost", "thing"), Progress.none());

    assertThat(pulled.entries()).extracting(StoredEntry::name).containsExactly("thing");
    assertThat(pulled.failures())
        .containsOnlyKeys("lost")
        .hasEntrySatisfying(
            "lost", reason -> assertThat(reason).contains("HTTP status 404").contains("lost"));
  }

  @Test
  void aStoreThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    Store inAFile = TestEntries.store(file, TestEntries.listing(ENTRY, server.source()));

    assertThatThrownBy(() -> inAFile.pull("thing", Progress.none()))
        .isInstanceOf(FramelensException.class)
        .hasMessageContaining("Cannot use the store " + file);
  }
}
