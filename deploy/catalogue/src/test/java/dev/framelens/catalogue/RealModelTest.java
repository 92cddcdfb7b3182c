package dev.framelens.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.catalogue.testing.TestModels;
import dev.framelens.model.store.Manifest;
import dev.framelens.model.store.ModelStore;
import dev.framelens.model.store.StoredModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The weights that users get, from where they get them. */
@Tag("weights")
final class RealModelTest {

  @Test
  void theStoreHoldsEveryShardOfTheImageNetModelAndNothingElse() throws IOException {
    StoredModel model = TestModels.mobilenet();

    try (Stream<Path> files = Files.list(model.directory())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .hasSize(57)
          .contains("model.json", "group1-shard1of1", "group55-shard1of1", Manifest.FILE);
    }
    assertThat(ModelStore.standard().verify(model.name()).digest()).isEqualTo(model.digest());
  }

  @Test
  void itsDigestIsWhatSha256sumSaysOfItsFiles() {
    assertThat(TestModels.mobilenet().digest())
        .isEqualTo("sha256:fb8156f2d82d50de85e0f1033bea60ade9e703d3c15a63e1087220cf40ba36db");
  }
}
