/** Reading JSON strictly, with one sentence for what is wrong. */
@NullMarked
package dev.framelens.contract.json;

import org.jspecify.annotations.NullMarked;
