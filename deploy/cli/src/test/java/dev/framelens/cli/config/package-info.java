@NullMarked
package dev.framelens.cli.config;

import org.jspecify.annotations.NullMarked;
