/** {@code framelens models}: the catalogue, the store, and the paper's numbers. */
@NullMarked
package dev.framelens.cli.models;

import org.jspecify.annotations.NullMarked;
