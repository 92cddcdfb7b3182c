@NullMarked
package dev.framelens.model.graph;

import org.jspecify.annotations.NullMarked;
