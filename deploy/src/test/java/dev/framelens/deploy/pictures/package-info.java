@NullMarked
package dev.framelens.deploy.pictures;

import org.jspecify.annotations.NullMarked;
