/**
 * Boxes around objects: SSD (Liu et al., arXiv 1512.02325) on a MobileNetV1 body, and the multi-box
 * arithmetic that is not the network's.
 */
@NullMarked
package dev.framelens.model.detection;

import org.jspecify.annotations.NullMarked;
