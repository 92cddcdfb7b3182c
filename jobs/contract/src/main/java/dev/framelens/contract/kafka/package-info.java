/** Topics and how Kafka's clients reach them. */
@NullMarked
package dev.framelens.contract.kafka;

import org.jspecify.annotations.NullMarked;
