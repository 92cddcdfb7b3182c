package dev.framelens.deploy.models;

import dev.framelens.deploy.console.JsonLines;
import dev.framelens.deploy.console.OutputFormat;
import dev.framelens.model.FramelensException;
import dev.framelens.model.catalogue.CatalogueEntry;
import dev.framelens.model.catalogue.ModelStore;
import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the catalogue has and what is stored. */
@Command(
    name = "list",
    description = "List the models of the catalogue and of the store.",
    mixinStandardHelpOptions = true)
final class ListModels implements Runnable {
  @Option(
      names = "--format",
      defaultValue = "text",
      description = "text or json (default: ${DEFAULT-VALUE}).")
  private OutputFormat format;

  @Spec private CommandSpec spec;

  /**
   * One model.
   *
   * @param state {@code stored}, {@code damaged} or {@code not stored}
   * @param title null, like the others, where a damaged model does not say
   */
  private record Line(
      String name,
      String state,
      @Nullable String title,
      @Nullable String licence,
      @Nullable Long sizeBytes,
      @Nullable String digest) {

    static Line of(String name, String state, Optional<CatalogueEntry> entry) {
      return new Line(
          name,
          state,
          entry.map(CatalogueEntry::title).orElse(null),
          entry.map(CatalogueEntry::licence).orElse(null),
          entry.map(CatalogueEntry::sizeBytes).orElse(null),
          entry.map(CatalogueEntry::digest).orElse(null));
    }

    String text() {
      String size = sizeBytes == null ? "" : "%.1f MB".formatted(sizeBytes / 1e6);
      return "%-24s %-10s %9s  %-11s %s"
          .formatted(name, state, size, licence == null ? "" : licence, title == null ? "" : title);
    }
  }

  @Override
  public void run() {
    ModelStore store = ModelStore.standard();
    PrintWriter out = spec.commandLine().getOut();
    Set<String> names = new LinkedHashSet<>(store.catalogue().names());
    names.addAll(store.names());
    for (String name : names) {
      Line line = line(store, name);
      if (format == OutputFormat.JSON) {
        JsonLines.print(out, line);
      } else {
        out.println(line.text());
      }
    }
    out.flush();
  }

  private static Line line(ModelStore store, String name) {
    Optional<CatalogueEntry> known = store.catalogue().entry(name);
    try {
      return store
          .find(name)
          .map(stored -> Line.of(name, "stored", Optional.of(stored.description())))
          .orElseGet(() -> Line.of(name, "not stored", known));
    } catch (FramelensException damaged) {
      return Line.of(name, "damaged", known);
    }
  }
}
