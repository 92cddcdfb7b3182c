package dev.framelens.cli.pictures;

import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.store.StoredModel;
import java.io.PrintWriter;

/** Says that a model does not compute as it was asked to. */
final class Fallback {
  private Fallback() {}

  static void tell(PrintWriter err, StoredModel model, Precision wanted, Precision precision) {
    if (precision != wanted) {
      err.printf(
          "%s computes in %s: this machine does not do it in %s, or not rightly%n",
          model.name(), precision.word(), wanted.word());
      err.flush();
    }
  }
}
