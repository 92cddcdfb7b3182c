package dev.framelens.contract.commandline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;

/** One JSON object a line, flushed, so that a reader at the other end of a pipe sees it at once. */
public final class JsonLines {
  private static final JsonMapper JSON = new JsonMapper();

  private JsonLines() {}

  public static void print(PrintWriter out, Object value) {
    try {
      out.println(JSON.writeValueAsString(value));
      out.flush();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Cannot be written as JSON: " + value, e);
    }
  }
}
