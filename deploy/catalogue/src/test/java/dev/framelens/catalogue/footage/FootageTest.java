package dev.framelens.catalogue.footage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.catalogue.Catalogue;
import dev.framelens.catalogue.Progress;
import dev.framelens.model.store.CatalogueEntry;
import dev.framelens.testing.TestData;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The real clips, from where users get them; fetched once for a machine. */
final class FootageTest {

  @Test
  void everyClipOfTheCatalogueCanBeHad() {
    Footage.Available available = Footage.standard().pullAll(Progress.none());
    if (!available.failures().isEmpty()) {
      throw TestData.skip(String.join("; ", available.failures()));
    }

    assertThat(available.clips()).allSatisfy(clip -> assertThat(clip.file()).isRegularFile());
    assertThat(available.clips())
        .filteredOn(clip -> clip.kind() == Clip.Kind.VIDEO)
        .extracting(Clip::name)
        .containsExactly("campus", "beach", "speedway");
    assertThat(available.clips())
        .filteredOn(clip -> clip.kind() == Clip.Kind.STILL)
        .extracting(Clip::name)
        .containsExactly("coffee", "squirrel");
  }

  @Test
  void everyClipIsOneFileWithATitleAndALicence() {
    Catalogue catalogue = Catalogue.read(Footage.class, "footage.json");
    for (String name : catalogue.names()) {
      CatalogueEntry entry = catalogue.entry(name).orElseThrow();
      assertThat(entry.files()).hasSize(1);
      assertThat(List.of(entry.title(), entry.licence(), entry.upstream()))
          .noneMatch(String::isBlank);
      assertThat(entry.kind()).isIn("video", "still");
    }
  }
}
