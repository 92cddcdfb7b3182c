/** What is known of each camera's last minutes, within bounds. */
@NullMarked
package dev.framelens.wall.state;

import org.jspecify.annotations.NullMarked;
