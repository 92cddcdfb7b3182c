/** {@code config}: what cameras are configured with, while the job runs. */
@NullMarked
package dev.framelens.cli.config;

import org.jspecify.annotations.NullMarked;
