/** What a job is told, as records that code fills directly. */
@NullMarked
package dev.framelens.tagging.settings;

import org.jspecify.annotations.NullMarked;
