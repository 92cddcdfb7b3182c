package dev.framelens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** What {@code --help} prints of every command. */
class HelpTest {

  static Stream<CommandSpec> commands() {
    return withSubcommands(Framelens.framelens());
  }

  private static Stream<CommandSpec> withSubcommands(CommandLine command) {
    return Stream.concat(
        Stream.of(command.getCommandSpec()),
        command.getSubcommands().values().stream().flatMap(HelpTest::withSubcommands));
  }

  /** The list of commands shows the first paragraph alone. */
  @ParameterizedTest
  @MethodSource("commands")
  void theFirstParagraphIsASentenceOfItsOwn(CommandSpec command) {
    String[] description = command.usageMessage().description();

    assertThat(description).isNotEmpty();
    assertThat(description[0]).endsWith(".").hasSizeLessThan(120);
  }

  /** Terminals differ: lines are broken in one place only, which knows how wide they are. */
  @ParameterizedTest
  @MethodSource("commands")
  void textsAreParagraphsThatNobodyBrokeByHand(CommandSpec command) {
    assertThat(command.usageMessage().description())
        .allSatisfy(paragraph -> assertThat(paragraph).doesNotContain("\n").endsWith("."));
    for (ArgSpec argument : command.args()) {
      assertThat(Arrays.asList(argument.description()))
          .allSatisfy(line -> assertThat(line).doesNotContain("\n"));
      if (argument.arity().max() > 0) {
        assertThat(argument.paramLabel()).as(argument.toString()).doesNotMatch("<.*>");
      }
    }
  }
}
