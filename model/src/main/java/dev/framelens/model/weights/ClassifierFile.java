package dev.framelens.model.weights;

import dev.framelens.model.mobilenet.Weights;
import java.util.List;

/**
 * A classifier as its files describe it, not yet opened.
 *
 * @param trainedSide pixels of the pictures that it was trained on
 * @param labels one for each class
 */
public record ClassifierFile(Weights weights, int trainedSide, List<ClassLabel> labels) {}
