@NullMarked
package dev.framelens.cli.demo;

import org.jspecify.annotations.NullMarked;
