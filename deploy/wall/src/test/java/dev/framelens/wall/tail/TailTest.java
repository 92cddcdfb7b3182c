package dev.framelens.wall.tail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.contract.outcomes.Label;
import dev.framelens.wall.Outcomes;
import dev.framelens.wall.Outcomes.Found;
import dev.framelens.wall.state.LabelView;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TailTest {
  private static final LabelFilter ALL = new LabelFilter(Set.of(), Set.of(), 0);
  private static final Found PERSON = new Found("Person", 0.6, 0, 0, 0.5, 0.5);

  @Test
  void filtersGoByCameraClassAndScore() {
    Label label = label("tabby", PERSON);

    assertThat(ALL.takes(label)).isTrue();
    assertThat(new LabelFilter(Set.of("yard"), Set.of(), 0).takes(label)).isFalse();
    assertThat(new LabelFilter(Set.of("gate"), Set.of("person"), 0.5).takes(label)).isTrue();
    assertThat(new LabelFilter(Set.of(), Set.of("person"), 0.7).takes(label)).isFalse();
    assertThat(new LabelFilter(Set.of(), Set.of("tabby"), 0.7).takes(label)).isTrue();
    assertThat(new LabelFilter(Set.of(), Set.of(), 0.9).takes(label)).isFalse();
  }

  @Test
  void aLineCountsObjects() {
    var label = LabelView.of(label("tabby", PERSON, PERSON), 1_764_000_000_000L);

    assertThat(CameraLine.of("gate", label, ALL))
        .startsWith("2025-11-24T16:00:00Z gate")
        .endsWith("26 ms  Person 2");
  }

  @Test
  void aNameCannotMoveTheCursor() {
    var label = LabelView.of(label("\u001b[2Jtabby\u009b1A\n"), 0);

    assertThat(CameraLine.of("gate", label, ALL))
        .contains("tabby")
        .doesNotMatch("(?s).*\\p{Cntrl}.*");
  }

  @Test
  void linesChangeInPlaceAndStayWithinTheTerminal() {
    var text = new StringWriter();
    var screen = new TailScreen(new PrintWriter(text, true), 6, 10);

    screen.show("head", List.of("a"));
    screen.show("head", IntStream.range(0, 9).mapToObj(row -> "0123456789 " + row).toList());

    assertThat(text.toString().lines())
        .containsExactly(
            "head\u001b[K",
            "a\u001b[K",
            "\u001b[J\u001b[2Ahead\u001b[K",
            "0123456789\u001b[K",
            "0123456789\u001b[K",
            "0123456789\u001b[K",
            "and 6 more\u001b[K",
            "\u001b[J");
  }

  private static Label label(String name, Found... found) {
    return Label.read(Outcomes.label("gate", 0, 1, name, found));
  }
}
