package dev.framelens.production;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.cli.Framelens;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The command lines that manifests start, held to the commands that there are. */
final class CommandLines {
  private CommandLines() {}

  /** Fails where a command or one of its options is not there, and where one is that was not. */
  static void check(List<String> words) {
    CommandLine command = new Framelens().commandLine();
    int read = 0;
    while (read < words.size() && !words.get(read).startsWith("--")) {
      @Nullable CommandLine next = command.getSubcommands().get(words.get(read));
      if (ComingSoon.COMMANDS.contains(words.get(read))) {
        assertThat(next).as("%s is there now", words.get(read)).isNull();
        return;
      }
      assertThat(next).as("command %s", words.get(read)).isNotNull();
      command = Objects.requireNonNull(next);
      read++;
    }
    for (String word : words.subList(read, words.size())) {
      if (word.startsWith("--")) {
        String name = command.getCommandName() + " " + word;
        if (ComingSoon.OPTIONS.contains(name)) {
          assertThat(command.getCommandSpec().findOption(word)).as("%s now", name).isNull();
        } else {
          assertThat(command.getCommandSpec().findOption(word)).as(name).isNotNull();
        }
      }
    }
  }
}
