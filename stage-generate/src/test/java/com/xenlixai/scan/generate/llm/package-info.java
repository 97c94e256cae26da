/// Tests of the package of the same name, on a stub server that answers in every bad way.
@NullMarked
package com.xenlixai.scan.generate.llm;

import org.jspecify.annotations.NullMarked;
