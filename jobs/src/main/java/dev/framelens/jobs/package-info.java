@NullMarked
package dev.framelens.jobs;

import org.jspecify.annotations.NullMarked;
