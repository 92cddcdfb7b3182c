@NullMarked
package dev.framelens.deploy.job;

import org.jspecify.annotations.NullMarked;
