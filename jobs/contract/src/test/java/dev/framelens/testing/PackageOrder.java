package dev.framelens.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.Arrays;
import java.util.stream.IntStream;

/** A line of packages: each may use those before it, none those after. */
public final class PackageOrder {
  private PackageOrder() {}

  /**
   * The rule for a line of at least two.
   *
   * @param packages as ArchUnit names them, {@code ..} for those below; the first uses none of the
   *     others
   */
  public static ArchRule of(String... packages) {
    return CompositeArchRule.of(
            IntStream.range(0, packages.length - 1)
                .mapToObj(
                    index ->
                        (ArchRule)
                            noClasses()
                                .that()
                                .resideInAPackage(packages[index])
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(
                                    Arrays.copyOfRange(packages, index + 1, packages.length)))
                .toList())
        .as("packages use those before them: " + String.join(", ", packages));
  }
}
