/** What the bridge costs, in a process of its own. */
@NullMarked
package dev.framelens.bench.bridge;

import org.jspecify.annotations.NullMarked;
