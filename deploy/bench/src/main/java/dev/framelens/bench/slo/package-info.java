/** {@code bench slo}: how fresh labels stay as load rises, by three policies. */
@NullMarked
package dev.framelens.bench.slo;

import org.jspecify.annotations.NullMarked;
