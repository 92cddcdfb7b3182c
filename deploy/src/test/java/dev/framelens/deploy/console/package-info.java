@NullMarked
package dev.framelens.deploy.console;

import org.jspecify.annotations.NullMarked;
