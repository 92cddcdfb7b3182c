/** What all commands have in common. */
@NullMarked
package dev.framelens.contract.commandline;

import org.jspecify.annotations.NullMarked;
