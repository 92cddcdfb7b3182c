@NullMarked
package dev.framelens.jobs.labels;

import org.jspecify.annotations.NullMarked;
