/// Sentence embeddings in this process: tokens by WordPiece, vectors by ONNX Runtime, weights from
/// wherever the operator put them. Nothing is downloaded.
@NullMarked
package com.xenlixai.scan.generate.embed;

import org.jspecify.annotations.NullMarked;
