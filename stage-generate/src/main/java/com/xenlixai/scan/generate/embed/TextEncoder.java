package com.xenlixai.scan.generate.embed;

import java.util.List;

/// Turns texts into vectors whose cosine tells how near they are in meaning. Thread-safe.
public interface TextEncoder {

    /// One vector a text, in their order.
    List<float[]> encode(List<String> texts);

    /// Names the weights; other weights, other vectors.
    String fingerprint();
}
