/// JSON-LD, microdata and RDFa Lite as one list of things, with the places they stand at.
@NullMarked
package com.xenlixai.scan.analyze.structured;

import org.jspecify.annotations.NullMarked;
