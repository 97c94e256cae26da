/// What a page is: one pass over its tree collects everything that checks ask about.
@NullMarked
package com.xenlixai.scan.analyze.facts;

import org.jspecify.annotations.NullMarked;
