package dev.framelens.cli.models;

import dev.framelens.catalogue.ModelCatalogue;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.commandline.JsonLines;
import dev.framelens.contract.commandline.OutputFormat;
import dev.framelens.model.ModelException;
import dev.framelens.model.store.CatalogueEntry;
import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.Locale;
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
      paramLabel = "text|json",
      description = "For people or for programs (default: ${DEFAULT-VALUE}).")
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

    /** For people, with the names as wide as the widest. */
    String text(int width) {
      String size = sizeBytes == null ? "" : "%.1f MB".formatted(sizeBytes / 1e6);
      return String.format(
          Locale.ROOT,
          "%-" + width + "s  %-10s %9s  %-12s %s",
          name,
          state,
          size,
          licence == null ? "" : licence,
          title == null ? "" : title);
    }
  }

  @Override
  public void run() {
    var models = ModelCatalogue.standard();
    PrintWriter out = spec.commandLine().getOut();
    Set<String> names = new LinkedHashSet<>(models.catalogue().names());
    names.addAll(models.store().names());
    int width = names.stream().mapToInt(String::length).max().orElse(1);
    for (String name : names) {
      Line line = line(models, name);
      if (format == OutputFormat.JSON) {
        JsonLines.print(out, line);
      } else {
        out.println(line.text(width));
      }
    }
    out.flush();
  }

  private static Line line(ModelCatalogue models, String name) {
    Optional<CatalogueEntry> known = models.catalogue().entry(name);
    try {
      return models
          .store()
          .find(name)
          .map(stored -> Line.of(name, "stored", Optional.of(stored.description())))
          .orElseGet(() -> Line.of(name, "not stored", known));
    } catch (FramelensException | ModelException damaged) {
      return Line.of(name, "damaged", known);
    }
  }
}
