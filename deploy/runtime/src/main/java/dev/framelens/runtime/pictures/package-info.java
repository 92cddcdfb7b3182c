/** Single pictures through the same code as the job. */
@NullMarked
package dev.framelens.runtime.pictures;

import org.jspecify.annotations.NullMarked;
