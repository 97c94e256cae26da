/// Whether links can be followed and understood.
@NullMarked
package com.xenlixai.scan.analyze.check.links;

import org.jspecify.annotations.NullMarked;
