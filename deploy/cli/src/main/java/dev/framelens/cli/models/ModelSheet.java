package dev.framelens.cli.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framelens.model.mobilenet.LayerCost;
import dev.framelens.model.store.CatalogueEntry;
import dev.framelens.model.store.StoredModel;
import dev.framelens.model.weights.DetectorFile;
import dev.framelens.model.weights.ModelFile;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that {@code models show} says.
 *
 * @param task {@code classify} or {@code detect}; null where nobody has said
 * @param origin what the stored files are and what was done to their numbers; null when not stored
 * @param mirror where the stored bytes were copied from; null, like the directory, when not stored
 * @param precisions what is known of each but fp32, and of fp32 what it costs here
 * @param cost null for an imported graph, whose layers have no names that anybody agreed on, and
 *     for a detector that is not stored
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ModelSheet(
    String name,
    String title,
    String kind,
    @Nullable String task,
    String upstream,
    String trainedOn,
    String licence,
    String conversion,
    @Nullable String origin,
    String digest,
    int files,
    long sizeBytes,
    boolean stored,
    @Nullable String mirror,
    @Nullable String directory,
    List<PrecisionLine> precisions,
    @Nullable Cost cost) {

  static ModelSheet of(
      CatalogueEntry entry,
      Optional<StoredModel> stored,
      Optional<ModelFile> file,
      Optional<Cost> cost) {
    return new ModelSheet(
        entry.name(),
        entry.title(),
        entry.kind(),
        file.map(ModelSheet::task).orElse(entry.task()),
        entry.upstream(),
        entry.content(),
        entry.licence(),
        entry.conversion(),
        file.map(ModelFile::origin).orElse(null),
        entry.digest(),
        entry.files().size(),
        entry.sizeBytes(),
        stored.isPresent(),
        stored.map(StoredModel::mirror).orElse(null),
        stored.map(model -> model.directory().toString()).orElse(null),
        stored.map(PrecisionLine::of).orElse(List.of()),
        cost.orElse(null));
  }

  private static String task(ModelFile file) {
    return file instanceof DetectorFile ? "detect" : "classify";
  }

  String text() {
    var text = new StringBuilder();
    line(text, "name", name);
    line(text, "title", title);
    if (task != null) {
      line(text, "task", task);
    }
    line(text, "upstream", upstream);
    line(text, "trained on", trainedOn);
    line(text, "licence", licence);
    line(text, "conversion", conversion);
    if (origin != null) {
      line(text, "read as", origin);
    }
    line(text, "digest", digest);
    line(text, "files", "%d, %.1f MB".formatted(files, sizeBytes / 1e6));
    if (directory != null && mirror != null) {
      line(text, "directory", directory + " (every byte checked)");
      line(text, "mirror", mirror);
    } else {
      line(text, "directory", "not stored; `framelens models pull %s` fetches it".formatted(name));
    }
    precisions.forEach(precision -> line(text, precision.precision(), precision.text()));
    if (cost == null) {
      line(
          text,
          "cost",
          stored
              ? "no table is known of a graph that somebody else built"
              : "counted from the model's files once they are stored");
    } else {
      text.append('\n');
      append(text, cost);
    }
    return text.toString();
  }

  private static void append(StringBuilder text, Cost cost) {
    text.append(
        String.format(
            Locale.ROOT,
            "%s with α = %s, ρ = %.3f (side %d), %d classes%n",
            cost.network(),
            cost.alpha(),
            cost.rho(),
            cost.side(),
            cost.classes()));
    text.append(
        "%-37s %14s %15s %12s%n".formatted("layer", "output", "multiply-adds", "parameters"));
    for (LayerCost layer : cost.layers()) {
      String output =
          "%d×%d×%d".formatted(layer.outputSide(), layer.outputSide(), layer.outputDepth());
      row(text, layer.name(), output, layer.multiplyAdds(), layer.parameters());
    }
    row(text, "in all", "", cost.multiplyAdds(), cost.parameters());
    Published published = cost.published();
    text.append(
        published == null
            ? "published            nothing for this size\n"
            : String.format(
                Locale.ROOT,
                "published            top-1 %.1f %%, %d M multiply-adds, %.1f M parameters (arXiv 1704.04861)%n",
                published.top1Percent(),
                published.multiplyAddsMillions(),
                published.parametersMillions()));
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append("%-11s %s%n".formatted(key, value));
  }

  private static void row(
      StringBuilder text, String layer, String output, long multiplyAdds, long parameters) {
    text.append(
        String.format(
            Locale.ROOT, "%-37s %14s %,15d %,12d%n", layer, output, multiplyAdds, parameters));
  }
}
