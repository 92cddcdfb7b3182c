/** What goes over the wire: ids, topics, headers, reasons, limits. */
@NullMarked
package dev.framelens.contract;

import org.jspecify.annotations.NullMarked;
