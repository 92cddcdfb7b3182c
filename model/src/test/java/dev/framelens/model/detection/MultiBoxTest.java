package dev.framelens.model.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.framelens.model.ModelException;
import dev.framelens.model.detection.Suppression.Scope;
import dev.framelens.model.image.PictureFit;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** The multi-box arithmetic: boxes, overlap, anchors, decoding and suppression. */
class MultiBoxTest {

  @Property
  void overlapIsAFractionAndTheSameBothWays(@ForAll("boxes") Box one, @ForAll("boxes") Box other) {
    assertThat(one.overlap(other)).isBetween(0.0, 1.0).isEqualTo(other.overlap(one));
  }

  @Property
  void aBoxOverlapsItselfWhole(@ForAll("boxes") Box box) {
    assertThat(box.overlap(box)).isCloseTo(1, offset(1e-9));
  }

  @Example
  void emptyBoxesOverlapNothing() {
    var upsideDown = new Box(0.6, 0.2, 0.4, 0.8);

    assertThat(upsideDown.area()).isZero();
    assertThat(upsideDown.overlap(upsideDown)).isZero();
    assertThat(upsideDown.overlap(new Box(0, 0, 1, 1))).isZero();
  }

  @Example
  void overlapIsIntersectionOverUnion() {
    assertThat(new Box(0, 0, 1, 0.5).overlap(new Box(0, 0.25, 1, 1)))
        .isCloseTo(0.25, offset(1e-12));
  }

  @Property
  void decodingUndoesEncoding(
      @ForAll("boxes") Box box,
      @ForAll @DoubleRange(min = 0, max = 1) double centre,
      @ForAll @DoubleRange(min = 0.05, max = 1) double size) {
    var anchor = new Anchor(centre, 1 - centre, size, size / 2);

    Box decoded = anchor.decode(anchor.encode(box), 0);

    assertThat(decoded.overlap(box)).isGreaterThan(0.999);
  }

  @Example
  void noOffsetIsTheAnchorItself() {
    assertThat(
            Anchor.ofCorners(0.2, 0.3, 0.4, 0.7)
                .decode(new float[4], 0)
                .overlap(new Box(0.2, 0.3, 0.4, 0.7)))
        .isCloseTo(1, offset(1e-9));
  }

  @Property(tries = 60)
  void everySideHasItsAnchorsAndTheyCoverTheSquare(
      @ForAll @IntRange(min = 1, max = 640) int side, @ForAll AnchorOrder order) {
    List<Integer> grids = SsdArchitecture.grids(side);
    List<Anchor> anchors = new SsdArchitecture(1, 2, order).anchors(side);

    int cells = grids.stream().skip(1).mapToInt(grid -> grid * grid).sum();
    assertThat(anchors).hasSize(3 * grids.get(0) * grids.get(0) + 6 * cells);
    assertThat(anchors)
        .allMatch(anchor -> anchor.centreY() > 0 && anchor.centreY() < 1)
        .allMatch(anchor -> anchor.height() > 0 && anchor.height() <= 0.95 / Math.sqrt(0.3333));
    assertThat(anchors.stream().mapToDouble(Anchor::centreX).average().orElseThrow())
        .isCloseTo(0.5, offset(1e-9));
  }

  @Example
  void theAnchorsOfSide300AreThoseOfThePublishedNetworks() {
    assertThat(SsdArchitecture.grids(300)).containsExactly(19, 10, 5, 3, 2, 1);
    assertThat(SsdArchitecture.grids(512)).containsExactly(32, 16, 8, 4, 2, 1);
    List<Anchor> anchors = new SsdArchitecture(1, 91, AnchorOrder.BETWEEN_LAST).anchors(300);

    assertThat(anchors).hasSize(1917);
    assertThat(anchors.get(0)).isEqualTo(new Anchor(0.5 / 19, 0.5 / 19, 0.1, 0.1));
    Anchor between = anchors.get(anchors.size() - 1);
    assertThat(between.height()).isCloseTo(Math.sqrt(0.95), offset(1e-12));
    Anchor second =
        new SsdArchitecture(1, 91, AnchorOrder.BETWEEN_SECOND).anchors(300).get(1917 - 5);
    assertThat(second.height()).isCloseTo(Math.sqrt(0.95), offset(1e-12));
  }

  @Property(tries = 20)
  void theOrderIsFoundInTheAnchors(
      @ForAll AnchorOrder order, @ForAll @IntRange(min = 32, max = 320) int side) {
    List<Integer> grids = SsdArchitecture.grids(side);

    assertThat(Anchors.orderOf(Anchors.of(grids, order), grids, 1e-6)).isEqualTo(order);
  }

  @Example
  void anchorsOfAnotherLayoutAreRefused() {
    List<Integer> grids = SsdArchitecture.grids(64);
    var moved = new ArrayList<>(Anchors.of(grids, AnchorOrder.BETWEEN_LAST));
    moved.set(7, new Anchor(0.9, 0.9, 0.1, 0.1));

    assertThatThrownBy(() -> Anchors.orderOf(moved, grids, 1e-3))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("anchor 7 is Anchor[centreY=0.9");
    assertThatThrownBy(() -> Anchors.orderOf(moved.subList(1, 10), grids, 1e-3))
        .hasMessage("9 anchors (expected: %d)".formatted(moved.size()));
  }

  @Property(tries = 300)
  void whatStaysDoesNotOverlapAndWhatGoesDoes(
      @ForAll("candidates") List<Detection> candidates,
      @ForAll Scope scope,
      @ForAll @DoubleRange(min = 0, max = 1) double overlap) {
    List<Detection> kept = new Suppression(overlap, scope).keep(candidates, Integer.MAX_VALUE);

    assertThat(kept).isSortedAccordingTo((one, other) -> Float.compare(other.score(), one.score()));
    for (Detection candidate : candidates) {
      boolean beaten =
          kept.stream()
              .anyMatch(
                  better ->
                      better.score() >= candidate.score()
                          && (scope == Scope.ALL_CLASSES || better.index() == candidate.index())
                          && better.box().overlap(candidate.box()) > overlap);
      assertThat(kept.contains(candidate) || beaten).isTrue();
    }
    for (int one = 0; one < kept.size(); one++) {
      for (int other = one + 1; other < kept.size(); other++) {
        boolean compete =
            scope == Scope.ALL_CLASSES || kept.get(one).index() == kept.get(other).index();
        assertThat(compete && kept.get(one).box().overlap(kept.get(other).box()) > overlap)
            .isFalse();
      }
    }
  }

  @Property(tries = 100)
  void fewerAreTheFirstOfMore(
      @ForAll("candidates") List<Detection> candidates,
      @ForAll Scope scope,
      @ForAll @IntRange(min = 1, max = 5) int top) {
    var suppression = new Suppression(0.5, scope);
    List<Detection> all = suppression.keep(candidates, Integer.MAX_VALUE);

    assertThat(suppression.keep(candidates, top))
        .isEqualTo(all.subList(0, Math.min(top, all.size())));
  }

  @Example
  void ofEqualScoresTheEarlierStays() {
    var box = new Box(0, 0, 1, 1);
    var first = new Detection(1, 0.5f, box);
    var second = new Detection(2, 0.5f, box);

    assertThat(new Suppression(0.6, Scope.ALL_CLASSES).keep(List.of(first, second), 9))
        .containsExactly(first);
    assertThat(new Suppression(0.6, Scope.PER_CLASS).keep(List.of(first, second), 9))
        .containsExactly(first, second);
  }

  @Property
  void boxesOnThePictureLieInsideIt(
      @ForAll("boxes") Box box,
      @ForAll PictureFit fit,
      @ForAll @IntRange(min = 1, max = 5000) int width,
      @ForAll @IntRange(min = 1, max = 5000) int height) {
    var beyond = new Box(box.top() - 0.5, box.left(), box.bottom(), box.right() + 0.5);

    Box onPicture = beyond.onPicture(fit, width, height);

    assertThat(onPicture.top()).isBetween(0.0, onPicture.bottom());
    assertThat(onPicture.bottom()).isBetween(0.0, 1.0);
    assertThat(onPicture.left()).isBetween(0.0, onPicture.right());
    assertThat(onPicture.right()).isBetween(0.0, 1.0);
  }

  @Example
  void aPaddedPictureFillsOnlyItsPartOfTheSquare() {
    Box wide = new Box(0.25, 0.5, 0.5, 1).onPicture(PictureFit.PAD_CORNERS, 200, 100);
    Box tall = new Box(0.25, 0.25, 0.5, 0.5).onPicture(PictureFit.PAD_CORNERS, 100, 200);

    assertThat(wide).isEqualTo(new Box(0.5, 0.5, 1, 1));
    assertThat(tall).isEqualTo(new Box(0.25, 0.5, 0.5, 1));
  }

  @Provide
  Arbitrary<Box> boxes() {
    var start = Arbitraries.doubles().between(0, 0.9);
    var length = Arbitraries.doubles().between(0.01, 0.8);
    return Combinators.combine(start, start, length, length)
        .as((top, left, height, width) -> new Box(top, left, top + height, left + width));
  }

  @Provide
  Arbitrary<List<Detection>> candidates() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 3), Arbitraries.floats().between(0, 1), boxes())
        .as(Detection::new)
        .list()
        .ofMaxSize(30);
  }
}
