package dev.framelens.tagging.inference;

import dev.framelens.model.image.PixelBatch;
import dev.framelens.model.mobilenet.ModelFailedException;
import dev.framelens.tagging.admission.AdmittedFrame;
import dev.framelens.tagging.admission.ModelChoice;
import java.util.function.Supplier;

/**
 * One of the models that look at the frames of a bucket, and the frames as it sees them. Its
 * failures say which model it was.
 */
record BucketModel(ModelChoice choice, BatchModel model, PixelBatch pixels) {

  /** Looks at all frames that wait. */
  BatchResult look(int labels) {
    return named(() -> model.look(pixels, labels));
  }

  /** Looks at one of them as a batch of its own: picture 0 of the result. */
  BatchResult lookAlone(int index, int labels) {
    return named(
        () -> {
          try (var single = new PixelBatch(1, choice.side())) {
            single.add(pixels, index);
            return model.look(single, labels);
          }
        });
  }

  Findings findings(BatchResult result, int picture, AdmittedFrame frame) {
    return named(() -> result.findings(picture, frame));
  }

  private <T> T named(Supplier<T> work) {
    try {
      return work.get();
    } catch (ModelFailedException failed) {
      throw new ModelFailedException(
          "%s: %s".formatted(choice.name(), failed.getMessage()), failed);
    } catch (RuntimeException | OutOfMemoryError unforeseen) {
      // Whatever else, a lack of native memory too: no picture stops those behind it.
      throw new ModelFailedException("%s: %s".formatted(choice.name(), unforeseen), unforeseen);
    }
  }
}
