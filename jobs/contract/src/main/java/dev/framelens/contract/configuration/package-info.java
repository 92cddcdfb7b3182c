/** What a camera is configured with while jobs run, and configurations that were refused. */
@NullMarked
package dev.framelens.contract.configuration;

import org.jspecify.annotations.NullMarked;
