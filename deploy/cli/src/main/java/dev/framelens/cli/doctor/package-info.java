/** What is missing or wrong at a Flink and a Kafka, before a job is submitted. */
@NullMarked
package dev.framelens.cli.doctor;

import org.jspecify.annotations.NullMarked;
