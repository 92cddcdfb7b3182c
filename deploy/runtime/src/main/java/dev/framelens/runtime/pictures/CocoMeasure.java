package dev.framelens.runtime.pictures;

import dev.framelens.model.detection.Detection;
import dev.framelens.runtime.pictures.CocoTruth.TrueObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Average precision and recall after COCO's protocol (Lin et al., arXiv 1405.0312, and
 * cocodataset.org, "Detection Evaluation"), for boxes of any area.
 *
 * <p>Category by category and picture by picture, the 100 best detections go through the truth in
 * the order of their scores, once for each of the ten overlaps 0.50, 0.55 … 0.95. A detection takes
 * the free object of its category that it overlaps most, by at least that much; without one it may
 * fall to a crowd, of which any number may take part and whose overlap is the covered part of the
 * detection. What falls to a crowd counts neither for nor against; what falls to nothing is false.
 *
 * <p>Over all pictures, sorted by score, that gives precision as a function of recall; precision is
 * made to fall only, and averaged at the recalls 0, 0.01 … 1. The mean over overlaps and over
 * categories that have objects is mAP@[.5:.95], at overlap 0.5 alone mAP@.5; the mean of the
 * largest recalls is AR100.
 */
public final class CocoMeasure {
  private static final int MOST = 100;
  private static final int OVERLAPS = 10;
  private static final int RECALLS = 101;

  private final Map<Integer, Category> categories = new TreeMap<>();
  private int images;

  /**
   * The measures, each in [0, 1].
   *
   * @param images how many pictures were measured
   * @param map at the overlaps 0.5 to 0.95
   * @param map50 at overlap 0.5
   * @param ar100 the largest recall with 100 detections for each picture and category
   */
  public record Result(int images, double map, double map50, double ar100) {}

  /** What a detection came to at each overlap. */
  private record Judged(float score, boolean[] right, boolean[] ignored) {}

  private static final class Category {
    final List<Judged> judged = new ArrayList<>();
    int objects;
  }

  /**
   * Adds a picture.
   *
   * @param detections whose index is the category, in any order
   */
  void add(List<TrueObject> truth, List<Detection> detections) {
    images++;
    truth.stream().map(TrueObject::category).forEach(this::category);
    detections.stream().map(Detection::index).forEach(this::category);
    categories.forEach(
        (id, category) ->
            judge(
                category,
                truth.stream()
                    .filter(object -> object.category() == id)
                    .sorted(Comparator.comparing(TrueObject::crowd))
                    .toList(),
                detections.stream()
                    .filter(detection -> detection.index() == id)
                    .sorted(Comparator.comparingDouble(Detection::score).reversed())
                    .limit(MOST)
                    .toList()));
  }

  Result result() {
    double precisions = 0;
    double precisions50 = 0;
    double recalls = 0;
    int counted = 0;
    for (Category category : categories.values()) {
      if (category.objects == 0) {
        continue;
      }
      counted++;
      category.judged.sort(Comparator.comparingDouble(Judged::score).reversed());
      for (int overlap = 0; overlap < OVERLAPS; overlap++) {
        double[] curve = precisionByRecall(category, overlap);
        double average = Arrays.stream(curve).limit(RECALLS).average().orElse(0);
        precisions += average / OVERLAPS;
        precisions50 += overlap == 0 ? average : 0;
        recalls += curve[RECALLS] / OVERLAPS;
      }
    }
    int divisor = Math.max(counted, 1);
    return new Result(images, precisions / divisor, precisions50 / divisor, recalls / divisor);
  }

  private Category category(int id) {
    return categories.computeIfAbsent(id, key -> new Category());
  }

  private static void judge(
      Category category, List<TrueObject> objects, List<Detection> detections) {
    category.objects += (int) objects.stream().filter(object -> !object.crowd()).count();
    var taken = new boolean[OVERLAPS][objects.size()];
    for (Detection detection : detections) {
      var right = new boolean[OVERLAPS];
      var ignored = new boolean[OVERLAPS];
      for (int overlap = 0; overlap < OVERLAPS; overlap++) {
        int match =
            match(detection, objects, taken[overlap], (OVERLAPS + overlap) / (2.0 * OVERLAPS));
        if (match >= 0) {
          taken[overlap][match] = true;
          ignored[overlap] = objects.get(match).crowd();
          right[overlap] = !ignored[overlap];
        }
      }
      category.judged.add(new Judged(detection.score(), right, ignored));
    }
  }

  /** The object that a detection falls to; crowds stand last among the objects. -1 for none. */
  private static int match(
      Detection detection, List<TrueObject> objects, boolean[] taken, double least) {
    int match = -1;
    double best = Math.min(least, 1 - 1e-10);
    for (int index = 0; index < objects.size(); index++) {
      TrueObject object = objects.get(index);
      if (object.crowd() && match >= 0 && !objects.get(match).crowd()) {
        break;
      }
      double overlap = overlap(detection, object);
      if ((object.crowd() || !taken[index]) && overlap >= best) {
        best = overlap;
        match = index;
      }
    }
    return match;
  }

  private static double overlap(Detection detection, TrueObject object) {
    double area = detection.box().area();
    if (object.crowd()) {
      return area == 0 ? 0 : detection.box().intersection(object.box()) / area;
    }
    return detection.box().overlap(object.box());
  }

  /** Precision at each recall from 0 to 1, and behind them the largest recall. */
  private static double[] precisionByRecall(Category category, int overlap) {
    var precisions = new ArrayList<Double>();
    var recalls = new ArrayList<Double>();
    int right = 0;
    int wrong = 0;
    for (Judged judged : category.judged) {
      if (!judged.ignored[overlap]) {
        right += judged.right[overlap] ? 1 : 0;
        wrong += judged.right[overlap] ? 0 : 1;
      }
      precisions.add(right + wrong == 0 ? 0 : right / (double) (right + wrong));
      recalls.add(right / (double) category.objects);
    }
    for (int index = precisions.size() - 2; index >= 0; index--) {
      precisions.set(index, Math.max(precisions.get(index), precisions.get(index + 1)));
    }
    var curve = new double[RECALLS + 1];
    int at = 0;
    for (int step = 0; step < RECALLS; step++) {
      double recall = step / (double) (RECALLS - 1);
      while (at < recalls.size() && recalls.get(at) < recall) {
        at++;
      }
      curve[step] = at < precisions.size() ? precisions.get(at) : 0;
    }
    curve[RECALLS] = recalls.isEmpty() ? 0 : recalls.get(recalls.size() - 1);
    return curve;
  }
}
