package dev.framelens.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.model.ModelException;
import dev.framelens.model.store.FileDigest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CatalogueEntryTest {

  /** {@code printf a >x; printf b >y; sha256sum x y | sha256sum}. */
  @Test
  void theDigestOfFilesIsThatOfSha256sumsLinesInTheOrderOfPaths() {
    assertThat(TestEntries.entry("two", Map.of("y", "b", "x", "a")).digest())
        .isEqualTo("sha256:7ab74c951934791b51756c0e45fde1a7c8d8d2a8f71dfc222df04ff9fafb3cfe");
  }

  /** {@code printf a | sha256sum}. */
  @Test
  void theDigestOfOneFileIsItsOwn() {
    assertThat(TestEntries.entry("one", Map.of("x", "a")).digest())
        .isEqualTo("sha256:ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/etc/passwd",
        "..",
        "../up",
        "a/../../up",
        "a/./b",
        "a//b",
        "a/",
        "a\\b",
        "C:/x",
        ".framelens.json",
        "a/.hidden",
        "a\u0000b",
        "a\nb"
      })
  void noPathLeavesTheEntry(String path) {
    assertThatThrownBy(() -> TestEntries.entry("name", Map.of(path, "a")))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("is not a plain path inside a directory");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", ".locks", "a/b", "a\\b", "-x", "a b", "é"})
  void noNameLeavesTheStore(String name) {
    assertThatThrownBy(() -> TestEntries.entry(name, Map.of("x", "a")))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("The name '" + name + "'");
  }

  @Test
  void aDigestIsSixtyFourHexadecimalDigits() {
    assertThatThrownBy(() -> new FileDigest("abc", 1))
        .hasMessage("SHA-256 abc (expected: 64 hexadecimal digits in lower case)");
  }
}
