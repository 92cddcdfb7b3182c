@NullMarked
package dev.framelens.jobs.guard;

import org.jspecify.annotations.NullMarked;
