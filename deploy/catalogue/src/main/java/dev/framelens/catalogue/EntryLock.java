package dev.framelens.catalogue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One holder at a time, among the threads of this process and among processes. A file lock belongs
 * to the process and ends with it, however it ends; threads need a second lock.
 */
final class EntryLock {
  private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

  private final Path file;
  private final Runnable whenBusy;

  /** What is done while the lock is held. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  /**
   * The lock that a file stands for.
   *
   * @param file is made and stays: deleting it would let two holders in
   * @param whenBusy is told once if another process has the lock
   */
  EntryLock(Path file, Runnable whenBusy) {
    this.file = file.toAbsolutePath().normalize();
    this.whenBusy = whenBusy;
  }

  /** Waits until the lock is free, and holds it during the work. */
  <T> T hold(Work<T> work) throws IOException {
    ReentrantLock threads = THREADS.computeIfAbsent(file, path -> new ReentrantLock());
    threads.lock();
    try {
      Files.createDirectories(file.getParent());
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        if (channel.tryLock() == null) {
          whenBusy.run();
          channel.lock();
        }
        return work.run();
      }
    } finally {
      threads.unlock();
    }
  }
}
