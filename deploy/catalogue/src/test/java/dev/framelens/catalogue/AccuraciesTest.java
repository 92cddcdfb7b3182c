package dev.framelens.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.model.ModelException;
import dev.framelens.model.store.Accuracies;
import dev.framelens.model.store.StoredEntry;
import dev.framelens.model.store.StoredModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of a classifier's accuracy, beside weights that nobody measured before. */
final class AccuraciesTest {
  @TempDir private Path directory;
  private FileServer server;
  private Store store;
  private StoredModel model;

  @BeforeEach
  void pull() throws IOException {
    server = new FileServer();
    server.serve("model.json", TestEntries.bytes("{}"));
    var entry = TestEntries.entry("thing", Map.of("model.json", "{}"));
    store = TestEntries.store(directory, TestEntries.listing(entry, server.source()));
    model = StoredModel.of(store.pull("thing", Progress.none()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void nothingIsKnownOfAModelThatNobodyMeasured() {
    assertThat(Accuracies.of(model)).isEmpty();
  }

  @Test
  void whatWasRecordedIsKnownAndTheModelStaysWhole() {
    Accuracies.record(model, 224, 0.7);
    Accuracies.record(model, 128, 0.5);
    Accuracies.record(model, 224, 0.71);

    assertThat(Accuracies.of(model)).isEqualTo(Map.of(128, 0.5, 224, 0.71));
    StoredEntry whole = store.entries().verify("thing");
    assertThat(whole.digest()).isEqualTo(model.digest());
    assertThat(whole.directory().toFile().list())
        .containsExactlyInAnyOrder("model.json", ".framelens.json", ".accuracy.json");
  }

  @Test
  void theCataloguesOwnWereMeasured() {
    var listed = Catalogue.models().entry("mobilenet_v1_1.0_224").orElseThrow();
    var pulled = new StoredModel(listed.name(), listed.digest(), directory, listed, "somewhere");

    assertThat(Accuracies.of(pulled)).containsOnlyKeys(128, 160, 192, 224);
  }

  @Test
  void aFileThatIsNoListOfAccuraciesIsSaidSo() throws IOException {
    Files.writeString(model.directory().resolve(".accuracy.json"), "{\"224\": \"good\"}");

    assertThatThrownBy(() -> Accuracies.of(model))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(".accuracy.json")
        .hasMessageContaining("expected");
    assertThatThrownBy(() -> Accuracies.record(model, 224, 1.5)).isInstanceOf(ModelException.class);
  }
}
