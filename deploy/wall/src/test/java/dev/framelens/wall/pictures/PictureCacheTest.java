package dev.framelens.wall.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.contract.FrameId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PictureCacheTest {
  private final List<Long> fetched = new ArrayList<>();
  private final PictureCache cache =
      new PictureCache(
          id -> {
            fetched.add(id.offset());
            return id.offset() < 0
                ? Optional.empty()
                : Optional.of(new Picture("gate", new byte[100]));
          },
          250);

  @Test
  void aPictureIsFetchedOnce() {
    get(1);
    get(1);

    assertThat(fetched).containsExactly(1L);
  }

  @Test
  void whatWasLookedAtLongestAgoLeaves() {
    get(1);
    get(2);
    get(1);
    get(3);
    get(1);
    get(2);

    assertThat(fetched).containsExactly(1L, 2L, 3L, 2L);
    assertThat(cache.bytes()).isLessThanOrEqualTo(250);
  }

  @Test
  void whatIsGoneIsAskedForAgain() {
    assertThat(get(-1)).isEmpty();
    assertThat(get(-1)).isEmpty();

    assertThat(fetched).hasSize(2);
  }

  private Optional<Picture> get(long offset) {
    return cache.get(new FrameId("frames", 0, offset));
  }
}
