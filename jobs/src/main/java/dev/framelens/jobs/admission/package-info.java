@NullMarked
package dev.framelens.jobs.admission;

import org.jspecify.annotations.NullMarked;
