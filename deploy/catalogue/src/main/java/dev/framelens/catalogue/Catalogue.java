package dev.framelens.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.framelens.contract.FramelensException;
import dev.framelens.model.store.CatalogueEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The entries that can be fetched by name, in the order of the file that lists them. */
public final class Catalogue {
  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, Listing> listings;

  private Catalogue(Map<String, Listing> listings) {
    this.listings = Collections.unmodifiableMap(listings);
  }

  /** An entry and where its files can be had, best first. */
  record Listing(CatalogueEntry entry, List<Source> sources) {
    Listing {
      sources = List.copyOf(sources);
    }
  }

  /** The models that Framelens knows. */
  public static Catalogue models() {
    return read(Catalogue.class, "models.json");
  }

  /** Reads a resource beside a class. Its form is that of {@code models.json}. */
  public static Catalogue read(Class<?> beside, String resource) {
    try (InputStream in = beside.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("No resource %s beside %s".formatted(resource, beside));
      }
      return parse(in);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + resource, e);
    }
  }

  static Catalogue of(Listing... listings) {
    Map<String, Listing> byName = new LinkedHashMap<>();
    for (Listing listing : listings) {
      byName.put(listing.entry().name(), listing);
    }
    return new Catalogue(byName);
  }

  private static Catalogue parse(InputStream in) throws IOException {
    List<Listing> listings = new ArrayList<>();
    for (JsonNode node : JSON.readTree(in).required("entries")) {
      ObjectNode fields = (ObjectNode) node;
      List<Source> sources = new ArrayList<>();
      for (JsonNode source : fields.remove("sources")) {
        sources.add(JSON.treeToValue(source, Source.class));
      }
      listings.add(new Listing(JSON.treeToValue(fields, CatalogueEntry.class), sources));
    }
    return of(listings.toArray(Listing[]::new));
  }

  public Collection<String> names() {
    return listings.keySet();
  }

  public Optional<CatalogueEntry> entry(String name) {
    return Optional.ofNullable(listings.get(name)).map(Listing::entry);
  }

  Listing require(String name, String noun) {
    Listing listing = listings.get(name);
    if (listing == null) {
      throw new FramelensException(
          "The catalogue has no %s '%s' (it has: %s)"
              .formatted(noun, name, String.join(", ", names())));
    }
    return listing;
  }
}
