package dev.framelens.model.serving;

import dev.framelens.model.mobilenet.Precision;

/** Opens a model from its files; the caller closes it. */
interface ModelLoader {
  LoadedModel load(ModelFiles files, Precision precision);
}
