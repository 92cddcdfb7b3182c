@NullMarked
package dev.framelens.deploy.demo;

import org.jspecify.annotations.NullMarked;
