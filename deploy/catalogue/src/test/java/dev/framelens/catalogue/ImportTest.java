package dev.framelens.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.contract.FramelensException;
import dev.framelens.model.ModelException;
import dev.framelens.model.store.CatalogueEntry;
import dev.framelens.model.store.StoredEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImportTest {
  private static final CatalogueEntry KNOWN =
      TestEntries.entry("known", Map.of("model.json", "{}", "deep/shard", "weights"));

  @TempDir private Path directory;
  @TempDir private Path mine;
  private Store store;

  @BeforeEach
  void lay() throws IOException {
    store = TestEntries.store(directory, TestEntries.listing(KNOWN));
    Files.writeString(mine.resolve("model.json"), "{}");
    Files.writeString(Files.createDirectory(mine.resolve("deep")).resolve("shard"), "weights");
  }

  @Test
  void aDirectoryOfTheCataloguesBytesBecomesTheCataloguesEntry() throws IOException {
    Files.writeString(mine.resolve("README"), "not part of it");

    StoredEntry stored = store.importFrom(mine, "known", ImportTest::unchecked);

    assertThat(stored.description()).isEqualTo(KNOWN);
    assertThat(stored.mirror()).isEqualTo(mine.toString());
    assertThat(store.entries().verify("known")).isEqualTo(stored);
    assertThat(stored.directory().resolve("README")).doesNotExist();
    assertThat(store.pull("known", Progress.none())).isEqualTo(stored);
  }

  @Test
  void otherBytesDoNotGetANameOfTheCatalogue() throws IOException {
    Files.writeString(mine.resolve("deep/shard"), "weightz");

    assertThatThrownBy(() -> store.importFrom(mine, "known", ImportTest::unchecked))
        .isInstanceOf(FramelensException.class)
        .hasMessageContaining("%s is not the catalogue's thing 'known': deep/shard has", mine)
        .hasMessageContaining("another --name");
    assertThat(store.entries().names()).isEmpty();
  }

  @Test
  void anUnknownNameKeepsTheUsersProvenance() {
    StoredEntry stored = store.importFrom(mine, "my-own", ImportTest::unchecked);

    assertThat(stored.description().upstream()).isEqualTo("not stated; imported from " + mine);
    assertThat(stored.digest())
        .isEqualTo(
            TestEntries.entry("x", Map.of("model.json", "{}", "deep/shard", "weights")).digest());
    assertThat(store.entries().require("my-own")).isEqualTo(stored);
  }

  @Test
  void aSingleFileIsAnEntryWithItsOwnDigest() {
    StoredEntry stored = store.importFrom(mine.resolve("model.json"), "one", ImportTest::unchecked);

    assertThat(stored.description().files()).containsOnlyKeys("model.json");
    assertThat(stored.digest()).endsWith(TestEntries.digest(TestEntries.bytes("{}")).sha256());
  }

  @Test
  void aNameStandsForTheSameBytesForEver() throws IOException {
    StoredEntry stored = store.importFrom(mine, "my-own", ImportTest::unchecked);
    assertThat(store.importFrom(mine, "my-own", ImportTest::unchecked)).isEqualTo(stored);

    Files.writeString(mine.resolve("model.json"), "{\"v\":2}");
    assertThatThrownBy(() -> store.importFrom(mine, "my-own", ImportTest::unchecked))
        .isInstanceOf(FramelensException.class)
        .hasMessageContaining("another thing 'my-own', with digest " + stored.digest());
    assertThat(store.entries().verify("my-own")).isEqualTo(stored);
  }

  @Test
  void aDamagedImportCanBeImportedAgain() throws IOException {
    StoredEntry stored = store.importFrom(mine, "my-own", ImportTest::unchecked);
    Files.writeString(stored.directory().resolve("model.json"), "");
    assertThatThrownBy(() -> store.entries().require("my-own"))
        .hasMessageContaining("(import it again)");

    assertThat(store.importFrom(mine, "my-own", ImportTest::unchecked)).isEqualTo(stored);
    assertThat(store.entries().verify("my-own")).isEqualTo(stored);
  }

  @Test
  void filesThatStartWithADotAreLeftOut() throws IOException {
    Files.writeString(mine.resolve(".DS_Store"), "x");
    Files.writeString(Files.createDirectory(mine.resolve(".git")).resolve("config"), "x");

    assertThat(store.importFrom(mine, "my-own", ImportTest::unchecked).description().files())
        .containsOnlyKeys("model.json", "deep/shard");
  }

  @Test
  void linksAreRefused() throws IOException {
    Path link = Files.createSymbolicLink(mine.resolve("link"), Path.of("/etc/hostname"));

    assertThatThrownBy(() -> store.importFrom(mine, "my-own", ImportTest::unchecked))
        .isInstanceOf(FramelensException.class)
        .hasMessage("%s is a link or a device (expected: plain files)", link);

    Files.delete(link);
    Files.delete(mine.resolve("deep/shard"));
    Files.createSymbolicLink(mine.resolve("deep/shard"), mine.resolve("model.json"));
    assertThatThrownBy(() -> store.importFrom(mine, "known", ImportTest::unchecked))
        .hasMessageContaining("it has no file deep/shard");
  }

  @Test
  void nothingToImportIsNamed() {
    Path nowhere = mine.resolve("nowhere");
    assertThatThrownBy(() -> store.importFrom(nowhere, "my-own", ImportTest::unchecked))
        .hasMessage("%s is no file and no directory (expected: one of them, to import)", nowhere);
  }

  @Test
  void anEmptyDirectoryIsNamed() throws IOException {
    Path empty = Files.createDirectory(mine.resolve("empty"));
    assertThatThrownBy(() -> store.importFrom(empty, "my-own", ImportTest::unchecked))
        .hasMessageContaining("holds no files");
  }

  @Test
  void aNameThatLeavesTheStoreIsRefused() {
    assertThatThrownBy(() -> store.importFrom(mine, "../up", ImportTest::unchecked))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("The name '../up'");
  }

  @Test
  void whatTheCheckRefusesLeavesNothingBehind() {
    assertThatThrownBy(
            () ->
                store.importFrom(
                    mine,
                    "my-own",
                    files -> {
                      assertThat(files.resolve("deep/shard")).hasContent("weights");
                      throw new FramelensException("no model");
                    }))
        .hasMessage("no model");

    assertThat(store.entries().names()).isEmpty();
    assertThat(directory.resolve(".partial/my-own")).doesNotExist();
  }

  private static void unchecked(Path files) {
    assertThat(files).isDirectory();
  }
}
