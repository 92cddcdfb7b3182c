@NullMarked
package dev.framelens.jobs.latency;

import org.jspecify.annotations.NullMarked;
