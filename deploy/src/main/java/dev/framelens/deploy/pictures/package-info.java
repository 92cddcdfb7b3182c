/** Single pictures through the same code as the job. */
@NullMarked
package dev.framelens.deploy.pictures;

import org.jspecify.annotations.NullMarked;
