package dev.framelens.production;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The stages of a Dockerfile run as a script, each in a folder that stands for the root of its
 * image: COPY copies, RUN runs with every {@code /opt} in that folder. It is no container: users,
 * limits and the image that a stage begins with are not there.
 */
final class ImageRoot {
  private final Dockerfile dockerfile;
  private final Path context;
  private final Path folder;
  private final Map<String, Path> roots = new HashMap<>();

  /**
   * @param context what COPY copies from
   * @param folder for the roots
   */
  ImageRoot(Dockerfile dockerfile, Path context, Path folder) {
    this.dockerfile = dockerfile;
    this.context = context;
    this.folder = folder;
  }

  /** The root of a stage after its last instruction. */
  Path build(String name) throws Exception {
    Path known = roots.get(name);
    if (known != null) {
      return known;
    }
    Dockerfile.Stage stage = dockerfile.stage(name);
    // A stage upon another goes on in its folder, which nobody looks at in between.
    Path root =
        dockerfile.stages().containsKey(stage.base())
            ? build(stage.base())
            : Files.createDirectories(folder.resolve(name));
    roots.put(name, root);
    var arguments = new HashMap<String, String>();
    for (Dockerfile.Instruction instruction : stage.instructions()) {
      switch (instruction.word()) {
        case "ARG" -> {
          String[] argument = instruction.rest().split("=", 2);
          arguments.put("${" + argument[0] + "}", argument[1]);
        }
        case "COPY" -> copy(instruction.rest(), root);
        case "RUN" -> {
          String script = instruction.rest();
          for (var argument : arguments.entrySet()) {
            script = script.replace(argument.getKey(), argument.getValue());
          }
          run(List.of("bash", "-euc", script.replace("/opt/", root + "/opt/")));
        }
        default -> {} // what a container engine does
      }
    }
    return root;
  }

  private void copy(String words, Path root) throws Exception {
    Path from = context;
    var paths = new ArrayList<String>();
    for (String word : List.of(words.split("\\s+", -1))) {
      if (word.startsWith("--from=")) {
        from = build(word.substring("--from=".length()));
      } else if (!word.startsWith("--")) {
        paths.add(word);
      }
    }
    assertThat(paths).hasSize(2);
    Path source = from.resolve(paths.get(0).replaceFirst("^/", ""));
    Path target = root.resolve(paths.get(1).substring(1));
    Files.createDirectories(target);
    // A folder's content, as COPY has it.
    run(
        List.of(
            "cp",
            "-a",
            Files.isDirectory(source) ? source + "/." : source.toString(),
            target.toString()));
  }

  private static void run(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as("%s: %s", command, said).isZero();
  }
}
