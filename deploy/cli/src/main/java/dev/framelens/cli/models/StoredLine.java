package dev.framelens.cli.models;

import dev.framelens.contract.commandline.JsonLines;
import dev.framelens.contract.commandline.OutputFormat;
import dev.framelens.model.store.StoredModel;
import java.io.PrintWriter;

/** What {@code pull} and {@code import} say of a model that is now in the store. */
record StoredLine(String name, String digest, String directory, String mirror) {

  static void print(StoredModel model, OutputFormat format, PrintWriter out) {
    var line =
        new StoredLine(model.name(), model.digest(), model.directory().toString(), model.mirror());
    if (format == OutputFormat.JSON) {
      JsonLines.print(out, line);
    } else {
      out.printf("%s %s%n  in %s%n", line.name, line.digest, line.directory);
      out.flush();
    }
  }
}
