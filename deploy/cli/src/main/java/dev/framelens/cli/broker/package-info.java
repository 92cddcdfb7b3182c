/** The commands of the local broker. */
@NullMarked
package dev.framelens.cli.broker;

import org.jspecify.annotations.NullMarked;
