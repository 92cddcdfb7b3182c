package dev.framelens.testing;

import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A record's parts as text, and those of its records, by their path: {@code topics.frames}. */
public final class RecordParts {
  private RecordParts() {}

  /**
   * All of them.
   *
   * @param whole records that are not taken apart
   */
  public static Map<String, String> of(Record settings, Set<Class<?>> whole) {
    var parts = new TreeMap<String, String>();
    collect("", settings, whole, parts);
    return parts;
  }

  /** Those that another record of the same class has differently, as the other one has them. */
  public static Map<String, String> changed(Record before, Record after, Set<Class<?>> whole) {
    Map<String, String> old = of(before, whole);
    Map<String, String> changed = of(after, whole);
    changed.entrySet().removeIf(part -> part.getValue().equals(old.get(part.getKey())));
    return changed;
  }

  private static void collect(
      String path, Record settings, Set<Class<?>> whole, Map<String, String> parts) {
    for (RecordComponent component : settings.getClass().getRecordComponents()) {
      String name = path + component.getName();
      Object value;
      try {
        value = component.getAccessor().invoke(settings);
      } catch (ReflectiveOperationException e) {
        throw new LinkageError("%s of %s".formatted(name, settings.getClass()), e);
      }
      if (value instanceof Record inner && !whole.contains(inner.getClass())) {
        collect(name + ".", inner, whole, parts);
      } else {
        parts.put(name, String.valueOf(value));
      }
    }
  }
}
