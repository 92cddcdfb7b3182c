@NullMarked
package dev.framelens.cli.models;

import org.jspecify.annotations.NullMarked;
