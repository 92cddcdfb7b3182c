package dev.framelens.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.framelens.contract.FramelensException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/**
 * One file for each machine: what it is, and for each kind of measurement the command, the day and
 * the rows. A new measurement takes the place of the last one of its kind.
 */
public final class MachineRecord {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private MachineRecord() {}

  /** Adds to the machine's file, or makes it, and returns it. */
  public static Path write(
      Path folder, String kind, String command, Machine machine, List<?> rows) {
    Path file = folder.resolve(name(machine) + ".json");
    try {
      Files.createDirectories(folder);
      ObjectNode record =
          Files.exists(file) ? (ObjectNode) JSON.readTree(file.toFile()) : JSON.createObjectNode();
      record.set("machine", JSON.valueToTree(machine));
      ObjectNode measured = record.putObject(kind);
      measured.put("command", command);
      measured.put("day", LocalDate.now(ZoneOffset.UTC).toString());
      measured.set("rows", JSON.valueToTree(rows));
      Files.writeString(file, JSON.writeValueAsString(record) + "\n");
      return file;
    } catch (IOException failure) {
      throw new FramelensException(
          "%s cannot be written (expected: a folder for results)".formatted(file), failure);
    }
  }

  /** Such as {@code amd-epyc-2-cores}. */
  static String name(Machine machine) {
    String words = machine.processor().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return "%s-%d-cores".formatted(words.replaceAll("^-|-$", ""), machine.cores());
  }
}
