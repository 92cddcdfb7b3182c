package dev.framelens.tagging.admission;

import dev.framelens.contract.ModelKind;

/** A model as a configuration names it: which one that is, the store of a machine says. */
record ModelName(ModelKind kind, String name) {}
