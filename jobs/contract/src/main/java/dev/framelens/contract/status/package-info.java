/** What a bridge tells of its cameras. */
@NullMarked
package dev.framelens.contract.status;

import org.jspecify.annotations.NullMarked;
