package dev.framelens.wall.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ViewerTest {
  private final Viewer viewer = new Viewer();

  @Test
  void theFirstUpdateIsNeverEnough() throws Exception {
    viewer.offer(new byte[] {1});

    assertThat(viewer.next()).extracting(Viewer.Next::missed).isEqualTo(true);
  }

  @Test
  void whoTakesEachUpdateMissesNothing() throws Exception {
    viewer.offer(new byte[] {1});
    viewer.next();
    viewer.offer(new byte[] {2});

    assertThat(viewer.next())
        .satisfies(
            next -> {
              assertThat(next.missed()).isFalse();
              assertThat(next.update()).containsExactly(2);
            });
  }

  @Test
  void whoIsSlowHasOneUpdateWaitingAndGetsEverythingAnew() throws Exception {
    viewer.offer(new byte[] {1});
    viewer.next();
    for (byte update = 2; update < 100; update++) {
      viewer.offer(new byte[] {update});
    }

    assertThat(viewer.next())
        .satisfies(
            next -> {
              assertThat(next.missed()).isTrue();
              assertThat(next.update()).containsExactly(99);
            });
  }

  @Test
  void afterTheEndNothingComes() throws Exception {
    viewer.offer(new byte[] {1});
    viewer.close();

    assertThat(viewer.next()).isNull();
  }
}
