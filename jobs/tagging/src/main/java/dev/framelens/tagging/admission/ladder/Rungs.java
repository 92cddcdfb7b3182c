package dev.framelens.tagging.admission.ladder;

import static java.util.Comparator.comparingLong;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The rungs of a ladder from the top, which is rung 0 and the dearest, down to the cheapest.
 *
 * <p>Each step down loses at least as much accuracy for the time it saves as the step before it: so
 * stepping down from the top, level by level, always loses least.
 */
public record Rungs(List<Rung> fromTop) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Rungs as they are given; {@link #usable} leaves out those that are not worth it. */
  public Rungs {
    fromTop = List.copyOf(fromTop);
    if (fromTop.isEmpty()) {
      throw new IllegalArgumentException("no rungs (expected: at least 1)");
    }
    for (int rung = 1; rung < fromTop.size(); rung++) {
      if (fromTop.get(rung).multiplyAdds() >= fromTop.get(rung - 1).multiplyAdds()) {
        throw new IllegalArgumentException(
            "%s below %s (expected: fewer multiply-adds on each rung down)"
                .formatted(fromTop.get(rung), fromTop.get(rung - 1)));
      }
    }
  }

  /**
   * The rungs worth using among some of one classifier. A rung whose accuracy nobody recorded
   * counts only where its side is named. One that loses more for the time it saves than the next
   * one down is passed over.
   *
   * @param top the pipeline's own, which always stays
   * @param others in any order; what is not cheaper than the top is left out
   * @param namedSides sides that somebody asked for by name, pixels
   */
  public static Rungs usable(Rung top, List<Rung> others, Set<Integer> namedSides) {
    var worth = new ArrayList<>(List.of(top));
    var byName = new ArrayList<Rung>();
    others.stream()
        .filter(rung -> rung.multiplyAdds() < top.multiplyAdds())
        .sorted(comparingLong(Rung::multiplyAdds).reversed())
        .forEach(
            rung -> {
              if (rung.accuracy() != null) {
                while (worth.size() > 1
                    && lossPerMultiplyAdd(worth.get(worth.size() - 2), worth.get(worth.size() - 1))
                        > lossPerMultiplyAdd(worth.get(worth.size() - 1), rung)) {
                  worth.remove(worth.size() - 1);
                }
                worth.add(rung);
              } else if (namedSides.contains(rung.sidePixels())) {
                byName.add(rung);
              }
            });
    worth.addAll(byName);
    worth.sort(comparingLong(Rung::multiplyAdds).reversed());
    return new Rungs(worth);
  }

  public int size() {
    return fromTop.size();
  }

  public Rung get(int rung) {
    return fromTop.get(rung);
  }

  /** The lowest rung. */
  public int bottom() {
    return fromTop.size() - 1;
  }

  /** The highest rung of at most this ρ; the lowest of all where each is higher. */
  int highestWithin(double maxRho) {
    int rung = 0;
    while (rung < bottom() && fromTop.get(rung).rho() > maxRho) {
      rung++;
    }
    return rung;
  }

  /** The lowest rung of at least this ρ; the top where each is lower. */
  int lowestWithin(double minRho) {
    int rung = bottom();
    while (rung > 0 && fromTop.get(rung).rho() < minRho) {
      rung--;
    }
    return rung;
  }

  private static double lossPerMultiplyAdd(Rung from, Rung to) {
    Double before = from.accuracy();
    Double after = to.accuracy();
    // A top of unknown accuracy is never passed over, so that its step down may count for nothing.
    double lost = before == null || after == null ? 0 : before - after;
    return lost / (from.multiplyAdds() - to.multiplyAdds());
  }
}
