@NullMarked
package dev.framelens.deploy.bench.scaling;

import org.jspecify.annotations.NullMarked;
