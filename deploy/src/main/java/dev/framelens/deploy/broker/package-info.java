@NullMarked
package dev.framelens.deploy.broker;

import org.jspecify.annotations.NullMarked;
