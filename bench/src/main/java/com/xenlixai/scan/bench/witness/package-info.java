/// An independent witness of what the pipeline promised and did: it writes down what clients, sites
/// and topics saw, and judges afterwards from these records alone. Nothing here reads the product's
/// metrics or asks it how it feels.
@NullMarked
package com.xenlixai.scan.bench.witness;

import org.jspecify.annotations.NullMarked;
