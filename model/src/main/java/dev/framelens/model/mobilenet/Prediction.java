package dev.framelens.model.mobilenet;

/**
 * One class that the network sees in a picture.
 *
 * @param index from 0
 * @param score probability in [0, 1]
 */
public record Prediction(int index, float score) {}
