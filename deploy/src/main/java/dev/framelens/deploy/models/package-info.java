/** {@code framelens models}: the catalogue, the store, and the paper's numbers. */
@NullMarked
package dev.framelens.deploy.models;

import org.jspecify.annotations.NullMarked;
