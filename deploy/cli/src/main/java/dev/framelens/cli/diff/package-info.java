/** What two pipelines, or two models, say of the same frames. */
@NullMarked
package dev.framelens.cli.diff;

import org.jspecify.annotations.NullMarked;
