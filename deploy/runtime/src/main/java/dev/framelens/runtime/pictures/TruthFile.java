package dev.framelens.runtime.pictures;

import dev.framelens.contract.FramelensException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** The classes of pictures: a CSV file with a header {@code file,index}. */
final class TruthFile {
  private static final CSVFormat CSV =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).setTrim(true).get();

  private TruthFile() {}

  /**
   * One picture.
   *
   * @param index its class, from 0
   */
  record Row(String file, int index) {}

  /**
   * Reads every row.
   *
   * @throws FramelensException naming the row that is none, or a file without any
   */
  static List<Row> read(Path file) {
    var rows = new ArrayList<Row>();
    try (Reader reader = Files.newBufferedReader(file);
        var records = CSV.parse(reader)) {
      if (!records.getHeaderNames().containsAll(List.of("file", "index"))) {
        throw new FramelensException(
            "%s has the columns %s (expected: file and index)"
                .formatted(file, records.getHeaderNames()));
      }
      for (CSVRecord record : records) {
        rows.add(row(file, record));
      }
    } catch (IOException unreadable) {
      throw new FramelensException(
          "%s cannot be read (expected: a CSV file)".formatted(file), unreadable);
    }
    if (rows.isEmpty()) {
      throw new FramelensException("%s has no row (expected: at least one)".formatted(file));
    }
    return rows;
  }

  private static Row row(Path file, CSVRecord record) {
    if (!record.isConsistent()) {
      throw new FramelensException(
          "%s, record %d: %d values (expected: as many as columns)"
              .formatted(file, record.getRecordNumber(), record.size()));
    }
    String index = record.get("index");
    try {
      return new Row(record.get("file"), Integer.parseInt(index));
    } catch (NumberFormatException notANumber) {
      throw new FramelensException(
          "%s, record %d: class '%s' (expected: a number from 0)"
              .formatted(file, record.getRecordNumber(), index),
          notANumber);
    }
  }
}
