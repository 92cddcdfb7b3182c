@NullMarked
package dev.framelens.deploy.bench;

import org.jspecify.annotations.NullMarked;
