/**
 * Live means now: the freshest frame of every camera, fairly, within an SLO. Plain Java for one
 * thread, with time as an argument: microseconds of one clock that never goes back.
 */
@NullMarked
package dev.framelens.tagging.admission.live;

import org.jspecify.annotations.NullMarked;
