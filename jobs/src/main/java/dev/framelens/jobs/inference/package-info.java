@NullMarked
package dev.framelens.jobs.inference;

import org.jspecify.annotations.NullMarked;
