package dev.framelens.model.serving;

/**
 * What a JVM's cache holds.
 *
 * @param openModels networks in native memory
 * @param leases given out and not yet back
 * @param weightBytes of those networks
 * @param loads since the JVM started
 * @param lastLoadNanos how long the last one took
 * @param fallbacks networks that compute in fp32 because they cannot as they were asked to
 */
public record CacheStatus(
    int openModels, int leases, long weightBytes, long loads, long lastLoadNanos, int fallbacks) {}
