@NullMarked
package dev.framelens.model.detection;

import org.jspecify.annotations.NullMarked;
