package dev.framelens.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.model.ModelException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cat\ndog\ntree frog",
        "cat\ndog\ntree frog\n",
        "cat\r\ndog\r\ntree frog\r\n",
        "cat\ndog\ntree frog\n\n \n",
        "\uFEFFcat\ndog\ntree frog\n",
        "0 cat\n1 dog\n2 tree frog\n",
        "1 cat\n2 dog\n3 tree frog\n",
        "0: cat\n1: dog\n2: tree frog\n",
        "0,cat\n1,dog\n2,tree frog\n",
        "0\tcat\n1\tdog\n2\ttree frog\n",
      })
  void theUsualFormsOfLabelFilesAreRead(String text) throws IOException {
    assertThat(names(text, StandardCharsets.UTF_8, 3)).containsExactly("cat", "dog", "tree frog");
  }

  @Test
  void byteOrderMarksSayTheEncoding() throws IOException {
    assertThat(names("Katze\nBär\n", StandardCharsets.UTF_16, 2)).containsExactly("Katze", "Bär");
  }

  @Test
  void namesThatAreNumbersOrOnlySomeOfWhichAreNumberedStayAsTheyAre() throws IOException {
    assertThat(names("7 up\n3 musketeers\n", StandardCharsets.UTF_8, 2))
        .containsExactly("7 up", "3 musketeers");
    assertThat(names("0 cat\ndog\n", StandardCharsets.UTF_8, 2)).containsExactly("0 cat", "dog");
    assertThat(names("0\n1\n", StandardCharsets.UTF_8, 2)).containsExactly("0", "1");
  }

  @Test
  void whatTheUserWroteBeatsAGuess() throws IOException {
    String own =
        IntStream.range(0, 1000).mapToObj(i -> "part " + i).collect(Collectors.joining("\n"));

    assertThat(names(own, StandardCharsets.UTF_8, 1000)).startsWith("part 0").endsWith("part 999");
  }

  @Test
  void aFileThatSaysWhatImageNetSaysGetsItsIds() throws IOException {
    List<ClassLabel> guessed = Labels.classifier(folder, 1001);
    String same =
        guessed.stream()
            .map(label -> label.name().equals("crane") ? "crane bird" : label.name())
            .collect(Collectors.joining("\n"));
    write(same, StandardCharsets.UTF_8);

    assertThat(Labels.classifier(folder, 1001)).isEqualTo(guessed);
    assertThat(guessed.get(1).id()).isEqualTo("n01440764");
  }

  @Test
  void aMissingLineForTheBackgroundIsSaidWithItsRemedy() throws IOException {
    write("cat\ndog\n", StandardCharsets.UTF_8);

    assertThatThrownBy(() -> Labels.classifier(folder, 3))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("has 2 labels (expected: 3")
        .hasMessageContaining("put a first line 'background'");
    assertThatThrownBy(() -> Labels.classifier(folder, 7)).hasMessageNotContaining("background");
  }

  @Test
  void whatIsNoListOfNamesIsSaidSo() throws IOException {
    write("cat\n\ndog\n", StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Labels.classifier(folder, 3)).hasMessageContaining("line 2 is blank");

    write("Katze\nB\u00e4r\n", StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> Labels.classifier(folder, 2)).hasMessageContaining("no text in UTF-8");
  }

  @Test
  void halvesAreReadExactly() {
    assertThat(Float16.toFloat((short) 0x3C00)).isEqualTo(1);
    assertThat(Float16.toFloat((short) 0xC000)).isEqualTo(-2);
    assertThat(Float16.toFloat((short) 0x3555)).isEqualTo((float) 0.333251953125);
    assertThat(Float16.toFloat((short) 0x0001)).isEqualTo((float) Math.pow(2, -24));
    assertThat(Float16.toFloat((short) 0x7BFF)).isEqualTo(65504);
    assertThat(Float16.toFloat((short) 0x7C00)).isInfinite();
    assertThat(Float16.toFloat((short) 0x7E00)).isNaN();
  }

  private List<String> names(String text, Charset charset, int classes) throws IOException {
    write(text, charset);
    return Labels.classifier(folder, classes).stream().map(ClassLabel::name).toList();
  }

  private void write(String text, Charset charset) throws IOException {
    Files.writeString(folder.resolve("labels.txt"), text, charset);
  }
}
