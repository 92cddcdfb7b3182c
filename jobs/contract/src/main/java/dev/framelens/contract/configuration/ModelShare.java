package dev.framelens.contract.configuration;

/**
 * A model, and how many of a camera's frames it looks at; those that it leaves are looked at by the
 * model that the camera would have without it.
 *
 * @param name in the store of the task manager's machine
 * @param share of the frames, above 0 and up to 1; below 1 it is a canary
 */
public record ModelShare(String name, double share) {

  /** Of all frames. */
  public static ModelShare all(String name) {
    return new ModelShare(name, 1);
  }

  public boolean isCanary() {
    return share < 1;
  }
}
