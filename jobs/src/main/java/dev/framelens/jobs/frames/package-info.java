@NullMarked
package dev.framelens.jobs.frames;

import org.jspecify.annotations.NullMarked;
