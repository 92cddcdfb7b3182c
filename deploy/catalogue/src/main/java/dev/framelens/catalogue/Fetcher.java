package dev.framelens.catalogue;

import dev.framelens.contract.FramelensException;
import dev.framelens.model.store.CatalogueEntry;
import dev.framelens.model.store.EntryException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tries the sources of an entry in turn. Close it to drop the packages it has fetched. */
final class Fetcher implements AutoCloseable {
  private final Web web;
  private final Packages packages;

  Fetcher(Web.Limits limits, Tools tools) {
    this.web = new Web(limits);
    this.packages = new Packages(tools);
  }

  static Fetcher standard() {
    return new Fetcher(Web.Limits.STANDARD, Tools.standard());
  }

  /**
   * Writes all files of an entry, checked, into a directory that is emptied first.
   *
   * @return the source that gave them, as users read it
   * @throws FramelensException that names each source and why it failed
   */
  String fetch(Catalogue.Listing listing, Path target, Progress progress) throws IOException {
    CatalogueEntry entry = listing.entry();
    List<String> failures = new ArrayList<>();
    for (Source source : listing.sources()) {
      progress.message("%s from %s".formatted(entry.name(), source.describe()));
      Optional<String> reason = failure(source, entry, target, progress);
      if (reason.isEmpty()) {
        return source.describe();
      }
      String failure = "%s: %s".formatted(source.describe(), reason.get());
      progress.message(failure);
      failures.add(failure);
    }
    throw new FramelensException(
        "No source gave '%s' (%s)".formatted(entry.name(), String.join("; ", failures)));
  }

  /** Fetches from one source into a directory that is emptied first; empty when all went well. */
  Optional<String> failure(Source source, CatalogueEntry entry, Path target, Progress progress)
      throws IOException {
    Directories.renew(target);
    try {
      source.fetch(entry, target, new Fetching(entry, web, packages, progress));
      return Optional.empty();
    } catch (EntryException e) {
      return Optional.of(e.reason());
    } catch (IOException e) {
      return Optional.of(reason(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FramelensException("Interrupted while fetching '%s'".formatted(entry.name()), e);
    }
  }

  /** The JDK's file exceptions have only the path as their message. */
  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null || e instanceof FileSystemException ? e.toString() : message;
  }

  @Override
  public void close() {
    packages.close();
  }
}
