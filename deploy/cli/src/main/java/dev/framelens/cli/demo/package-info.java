/** The whole path on one machine: broker, job, cameras, and a reader that checks it. */
@NullMarked
package dev.framelens.cli.demo;

import org.jspecify.annotations.NullMarked;
