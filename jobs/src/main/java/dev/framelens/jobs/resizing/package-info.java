@NullMarked
package dev.framelens.jobs.resizing;

import org.jspecify.annotations.NullMarked;
