package dev.framelens.model.weights;

/**
 * What a class of the classifier means.
 *
 * @param id the class in its data set, such as the WordNet id {@code n03792782}
 * @param name for people, such as {@code mountain bike}
 */
public record ClassLabel(String id, String name) {}
