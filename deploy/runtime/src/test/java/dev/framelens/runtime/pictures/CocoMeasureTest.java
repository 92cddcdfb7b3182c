package dev.framelens.runtime.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.framelens.model.detection.Box;
import dev.framelens.model.detection.Detection;
import dev.framelens.runtime.pictures.CocoTruth.TrueObject;
import dev.framelens.testing.TestData;
import java.util.List;
import org.junit.jupiter.api.Test;

/** COCO's protocol, on cases small enough to follow by hand. */
class CocoMeasureTest {
  private static final Box LEFT = new Box(0, 0, 1, 0.4);
  private static final Box RIGHT = new Box(0, 0.6, 1, 1);

  private final CocoMeasure measure = new CocoMeasure();

  @Test
  void theTruthItselfIsPerfect() {
    CocoTruth truth = CocoTruth.read(TestData.require("coco/instances.json"));
    for (CocoTruth.Image image : truth.images()) {
      measure.add(
          image.objects(),
          image.objects().stream()
              .filter(object -> !object.crowd())
              .map(object -> new Detection(object.category(), 1, object.box()))
              .toList());
    }

    assertThat(measure.result().images()).isEqualTo(41);
    assertThat(measure.result().map()).isCloseTo(1, offset(1e-9));
    assertThat(measure.result().map50()).isCloseTo(1, offset(1e-9));
    assertThat(measure.result().ar100()).isCloseTo(1, offset(1e-9));
  }

  @Test
  void nothingFoundIsNothing() {
    measure.add(List.of(object(1, LEFT)), List.of());

    assertThat(measure.result()).isEqualTo(new CocoMeasure.Result(1, 0, 0, 0));
  }

  @Test
  void aFalseBoxBeforeTheRightOneHalvesPrecision() {
    measure.add(List.of(object(1, LEFT)), List.of(found(1, 0.9f, RIGHT), found(1, 0.8f, LEFT)));

    assertThat(measure.result().map()).isCloseTo(0.5, offset(1e-9));
    assertThat(measure.result().ar100()).isCloseTo(1, offset(1e-9));
  }

  @Test
  void aFalseBoxBehindTheRightOneCostsNothing() {
    measure.add(List.of(object(1, LEFT)), List.of(found(1, 0.9f, LEFT), found(1, 0.8f, RIGHT)));

    assertThat(measure.result().map()).isCloseTo(1, offset(1e-9));
  }

  @Test
  void aSecondBoxOnTheSameObjectIsFalse() {
    measure.add(
        List.of(object(1, LEFT), object(1, RIGHT)),
        List.of(found(1, 0.9f, LEFT), found(1, 0.8f, LEFT), found(1, 0.7f, RIGHT)));

    // Precision 1 up to recall 0.5 (51 of 101 recalls), then 2/3.
    assertThat(measure.result().map()).isCloseTo((51 + 50 * 2 / 3.0) / 101, offset(1e-9));
  }

  @Test
  void aBoxThatOverlapsByThreeQuartersIsRightForSixOfTenOverlaps() {
    measure.add(List.of(object(1, LEFT)), List.of(found(1, 0.9f, new Box(0, 0, 0.77, 0.4))));

    assertThat(measure.result().map()).isCloseTo(0.6, offset(1e-9));
    assertThat(measure.result().map50()).isCloseTo(1, offset(1e-9));
    assertThat(measure.result().ar100()).isCloseTo(0.6, offset(1e-9));
  }

  @Test
  void whatFallsToACrowdCountsNeitherWay() {
    var crowd = new TrueObject(1, new Box(0, 0.5, 1, 1), true);
    measure.add(
        List.of(crowd, object(1, LEFT)),
        List.of(
            found(1, 0.9f, RIGHT),
            found(1, 0.8f, new Box(0, 0.6, 0.5, 0.8)),
            found(1, 0.7f, LEFT)));

    assertThat(measure.result().map()).isCloseTo(1, offset(1e-9));
  }

  @Test
  void categoriesWithoutObjectsAreLeftOut() {
    measure.add(List.of(object(1, LEFT)), List.of(found(1, 0.9f, LEFT), found(2, 0.9f, RIGHT)));

    assertThat(measure.result().map()).isCloseTo(1, offset(1e-9));
  }

  @Test
  void picturesAreJudgedApartAndScoresTogether() {
    measure.add(List.of(object(1, LEFT)), List.of(found(1, 0.5f, LEFT)));
    measure.add(List.of(), List.of(found(1, 0.9f, LEFT)));

    assertThat(measure.result().map()).isCloseTo(0.5, offset(1e-9));
    assertThat(measure.result().images()).isEqualTo(2);
  }

  private static TrueObject object(int category, Box box) {
    return new TrueObject(category, box, false);
  }

  private static Detection found(int category, float score, Box box) {
    return new Detection(category, score, box);
  }
}
