/**
 * Cameras to Kafka: a source gives pictures with the time each is due, the pacer waits for it, the
 * encoder makes a JPEG, the publisher sends it or says that it cannot.
 */
@NullMarked
package dev.framelens.cameras;

import org.jspecify.annotations.NullMarked;
