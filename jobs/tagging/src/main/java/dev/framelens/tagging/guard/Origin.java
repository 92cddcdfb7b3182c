package dev.framelens.tagging.guard;

import java.util.Optional;

/** Where a class comes from, found without initialising it. */
final class Origin {
  private Origin() {}

  /** The sentence to say when the job's class is not the one beside Flink's own. */
  static Optional<String> find(String what, String className, ClassLoader flink, ClassLoader job) {
    Class<?> type;
    try {
      type = Class.forName(className, false, job);
    } catch (ClassNotFoundException absent) {
      return Optional.of(
          ("%s is not on the class path here (expected: the jars of `framelens bundle` in Flink's"
                  + " lib/, on every machine, and Flink restarted)")
              .formatted(what));
    }
    if (type.getClassLoader() == flink) {
      return Optional.empty();
    }
    return Optional.of(
        ("%s came with the job, in %s, and a second submission would end this process (expected: it"
                + " in Flink's lib/ alone, and the job as framelens-tagging-VERSION-job.jar)")
            .formatted(what, location(type)));
  }

  private static String location(Class<?> type) {
    var source = type.getProtectionDomain().getCodeSource();
    return source == null ? "a jar of its own" : String.valueOf(source.getLocation());
  }
}
