package dev.framelens.cli.models;

import dev.framelens.catalogue.ModelCatalogue;
import dev.framelens.contract.commandline.JsonLines;
import dev.framelens.contract.commandline.OutputFormat;
import dev.framelens.model.detection.Ssd;
import dev.framelens.model.detection.SsdArchitecture;
import dev.framelens.model.store.CatalogueEntry;
import dev.framelens.model.store.ModelStore;
import dev.framelens.model.store.StoredModel;
import dev.framelens.model.weights.ClassifierFile;
import dev.framelens.model.weights.DetectorFile;
import dev.framelens.model.weights.ModelFile;
import dev.framelens.model.weights.ModelReader;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Whose a model is, what its bytes are, and what it costs. */
@Command(
    name = "show",
    description =
        "Show whose a model is, check its bytes, and count its multiply-adds and parameters.",
    mixinStandardHelpOptions = true)
final class ShowModel implements Runnable {
  @Parameters(paramLabel = "NAME", description = "As `models list` prints it.")
  private String name;

  @Option(
      names = "--alpha",
      paramLabel = "A",
      description = "Width multiplier, more than 0 and at most 1 (default: the model's).")
  private @Nullable Double alpha;

  @Option(
      names = "--rho",
      paramLabel = "R",
      description = "Resolution multiplier; the side is 224 R (default: the model's).")
  private @Nullable Double rho;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "text|json",
      description = "For people or for programs (default: ${DEFAULT-VALUE}).")
  private OutputFormat format;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    var models = ModelCatalogue.standard();
    ModelStore store = models.store();
    Optional<StoredModel> stored = store.find(name).map(found -> store.verify(name));
    Optional<ModelFile> file = stored.map(found -> ModelReader.read(found.directory()));
    CatalogueEntry entry =
        stored
            .map(StoredModel::description)
            .or(() -> models.catalogue().entry(name))
            .orElseGet(() -> store.require(name).description());
    boolean detector =
        file.map(read -> read instanceof DetectorFile).orElse("detect".equals(entry.task()));
    Optional<Cost> cost = detector ? detectorCost(file) : Optional.of(cost(file));
    var sheet = ModelSheet.of(entry, stored, file, cost);
    PrintWriter out = spec.commandLine().getOut();
    if (format == OutputFormat.JSON) {
      JsonLines.print(out, sheet);
    } else {
      out.print(sheet.text());
      out.flush();
    }
  }

  private Cost cost(Optional<ModelFile> file) {
    Size named =
        file.filter(read -> read instanceof ClassifierFile)
            .map(read -> new Size(read.alpha(), read.trainedSide()))
            .orElse(Size.ofName(name));
    return at(named, Cost::of);
  }

  /** Only our own table of layers can be counted, and only files say how many classes there are. */
  private Optional<Cost> detectorCost(Optional<ModelFile> file) {
    if (file.orElse(null) instanceof DetectorFile read && read.network() instanceof Ssd ssd) {
      SsdArchitecture own = ssd.weights().architecture();
      return Optional.of(
          at(
              new Size(own.alpha(), ssd.trainedSide()),
              size ->
                  Cost.of(
                      new SsdArchitecture(size.alpha(), own.classes(), own.order()), size.side())));
    }
    if (alpha != null || rho != null) {
      throw new ParameterException(
          spec.commandLine(),
          "%s has no table of layers to count at --alpha or --rho (expected: a MobileNetV1, or an SSD on one that is stored)"
              .formatted(name));
    }
    return Optional.empty();
  }

  /** At the size that is asked for, or the model's. */
  private Cost at(Size own, Function<Size, Cost> count) {
    try {
      return count.apply(
          new Size(alpha == null ? own.alpha() : alpha, rho == null ? own.side() : Size.side(rho)));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
