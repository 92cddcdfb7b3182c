@NullMarked
package dev.framelens.deploy.doctor;

import org.jspecify.annotations.NullMarked;
