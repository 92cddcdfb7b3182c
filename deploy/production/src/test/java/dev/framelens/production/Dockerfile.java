package dev.framelens.production;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The instructions of a Dockerfile by stage, of those words alone that ours use.
 *
 * @param stages by name; one without a name has the name of its number
 */
record Dockerfile(Map<String, Stage> stages) {
  /** What the job's jar is called in an image. */
  static final String JOB_JAR = "framelens-tagging-job.jar";

  /**
   * @param base the image or the stage that it begins with
   */
  record Stage(String base, List<Instruction> instructions) {
    List<String> all(String word) {
      return instructions.stream()
          .filter(instruction -> instruction.word.equals(word))
          .map(Instruction::rest)
          .toList();
    }
  }

  /** Its word, and all that follows. */
  record Instruction(String word, String rest) {}

  static Dockerfile parse(String text) {
    var stages = new LinkedHashMap<String, Stage>();
    var current = new ArrayList<Instruction>();
    String joined = text.replaceAll("(?m)^#.*\\R", "").replaceAll("\\\\\\R\\s*", "");
    for (String line : joined.lines().toList()) {
      if (line.isBlank()) {
        continue;
      }
      String[] words = line.strip().split("\\s+", 2);
      var instruction = new Instruction(words[0], words[1]);
      assertThat(instruction.word())
          .as(line)
          .isIn("ARG", "FROM", "COPY", "RUN", "ENV", "USER", "ENTRYPOINT");
      if (instruction.word().equals("FROM")) {
        String[] image = instruction.rest().split("\\s+AS\\s+", -1);
        current = new ArrayList<>();
        stages.put(
            image.length == 2 ? image[1] : Integer.toString(stages.size()),
            new Stage(image[0], current));
      } else if (!stages.isEmpty()) {
        current.add(instruction);
      }
    }
    return new Dockerfile(stages);
  }

  Stage stage(String name) {
    Stage stage = stages.get(name);
    if (stage == null) {
      throw new AssertionError("no stage " + name + " of " + stages.keySet());
    }
    return stage;
  }
}
