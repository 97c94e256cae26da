/// KeyBERT as its authors wrote it: candidates by scikit-learn's rules, similarity to the document,
/// and the three ways to select.
///
/// Source: MaartenGr/KeyBERT at d37c4c3 (`keybert/_model.py`, `_mmr.py`, `_maxsum.py`).
@NullMarked
package com.xenlixai.scan.generate.keybert;

import org.jspecify.annotations.NullMarked;
