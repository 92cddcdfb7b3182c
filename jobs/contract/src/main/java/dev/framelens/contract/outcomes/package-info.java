/** What pipelines write, as records that are read back from their topics. */
@NullMarked
package dev.framelens.contract.outcomes;

import org.jspecify.annotations.NullMarked;
