package dev.framelens.tagging.admission;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The operators of one task that keep something for lists of models, as admission finds them: those
 * of a chain are opened on the task's thread, the last first, so that all are there before
 * admission opens.
 */
public final class TaskModels implements ModelUser {
  private static final ThreadLocal<TaskModels> OF_THIS_TASK =
      ThreadLocal.withInitial(TaskModels::new);

  private final List<ModelUser> users = new ArrayList<>();
  private @Nullable ModelStock stock;

  private TaskModels() {}

  public static TaskModels ofThisTask() {
    return OF_THIS_TASK.get();
  }

  /** An operator opens. */
  public void add(ModelUser user) {
    users.add(user);
  }

  /** An operator opens that has models, too. */
  public void add(ModelUser user, ModelStock models) {
    add(user);
    stock = models;
  }

  /** An operator closes. */
  public void remove(ModelUser user) {
    users.remove(user);
    if (users.isEmpty()) {
      stock = null;
    }
  }

  /** Empty where no operator of this task has models. */
  public Optional<ModelStock> stock() {
    return Optional.ofNullable(stock);
  }

  @Override
  public List<Runnable> preparations(List<ModelChoice> models) {
    return users.stream().flatMap(user -> user.preparations(models).stream()).toList();
  }

  @Override
  public void retain(Collection<List<ModelChoice>> lists) {
    users.forEach(user -> user.retain(lists));
  }
}
