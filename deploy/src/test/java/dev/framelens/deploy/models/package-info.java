@NullMarked
package dev.framelens.deploy.models;

import org.jspecify.annotations.NullMarked;
