package dev.framelens.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.model.store.CatalogueEntry;
import org.junit.jupiter.api.Test;

final class CatalogueTest {

  @Test
  void everyModelSaysWhoseItIs() {
    Catalogue models = Catalogue.models();
    assertThat(models.names()).isNotEmpty();
    for (String name : models.names()) {
      CatalogueEntry entry = models.entry(name).orElseThrow();
      assertThat(
              new String[] {
                entry.title(),
                entry.kind(),
                entry.upstream(),
                entry.content(),
                entry.licence(),
                entry.conversion()
              })
          .doesNotContainNull()
          .noneMatch(String::isBlank);
    }
  }

  @Test
  void theImageNetModelIsAskedForAtItsUpstreamFirst() {
    Catalogue.Listing listing = Catalogue.models().require("mobilenet_v1_1.0_224", "model");

    assertThat(listing.entry().files()).hasSize(56).containsKey("model.json");
    assertThat(listing.sources())
        .extracting(Source::describe)
        .containsExactly(
            "https://storage.googleapis.com/tfjs-models/tfjs/mobilenet_v1_1.0_224/",
            "npm demba-ba-net@0.2.0");
  }
}
