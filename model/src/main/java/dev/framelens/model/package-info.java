@NullMarked
package dev.framelens.model;

import org.jspecify.annotations.NullMarked;
