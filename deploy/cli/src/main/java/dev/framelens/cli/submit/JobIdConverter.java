package dev.framelens.cli.submit;

import org.apache.flink.api.common.JobID;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What {@code submit} printed. */
final class JobIdConverter implements ITypeConverter<JobID> {
  @Override
  public JobID convert(String text) {
    if (!text.matches("[0-9a-f]{32}")) {
      throw new TypeConversionException(
          "'%s' is no job's id (expected: 32 hexadecimal digits, as submit and cluster status print)"
              .formatted(text));
    }
    return JobID.fromHexString(text);
  }
}
