@NullMarked
package dev.framelens.deploy.footage;

import org.jspecify.annotations.NullMarked;
