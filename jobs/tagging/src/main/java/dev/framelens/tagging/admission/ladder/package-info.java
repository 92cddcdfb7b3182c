/**
 * The ladder: which resolution each camera is looked at, so that answers come in time. Plain Java
 * with time as an argument; the job, the planner and the simulator use the same classes.
 */
@NullMarked
package dev.framelens.tagging.admission.ladder;

import org.jspecify.annotations.NullMarked;
