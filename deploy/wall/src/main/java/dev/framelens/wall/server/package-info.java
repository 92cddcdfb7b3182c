/** The wall over HTTP: the page, its API, and who may see it. */
@NullMarked
package dev.framelens.wall.server;

import org.jspecify.annotations.NullMarked;
