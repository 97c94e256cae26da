/// Advice for the page's owner: written by rules, and checked against the page whoever wrote it.
@NullMarked
package com.xenlixai.scan.generate.insight;

import org.jspecify.annotations.NullMarked;
