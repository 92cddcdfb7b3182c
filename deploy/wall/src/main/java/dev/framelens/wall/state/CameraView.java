package dev.framelens.wall.state;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A camera as its tile shows it.
 *
 * @param state {@code online}, {@code frozen} or {@code offline} as its bridge says; without a
 *     bridge {@code online}, or {@code silent} where no outcome came for ten seconds
 * @param reason for the state, for people; null where nothing is wrong
 * @param label the latest; null where there was none
 * @param fpsIn frames a second that came, by its bridge or by their outcomes
 * @param fpsOut labels a second
 * @param dropped frames of the last minute that were let go, by reason
 * @param rejected frames of the last minute that no retry can help, by reason
 */
public record CameraView(
    String id,
    String state,
    @Nullable String reason,
    @Nullable LabelView label,
    double fpsIn,
    double fpsOut,
    Map<String, Long> dropped,
    Map<String, Long> rejected) {}
