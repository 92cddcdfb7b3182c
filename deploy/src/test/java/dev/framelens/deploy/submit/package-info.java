@NullMarked
package dev.framelens.deploy.submit;

import org.jspecify.annotations.NullMarked;
