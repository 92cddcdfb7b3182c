/** What tests of every module need: the real model, the real data, and an honest list of skips. */
@NullMarked
package dev.framelens.testing;

import org.jspecify.annotations.NullMarked;
