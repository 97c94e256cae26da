/// How the page looks when it is shared.
@NullMarked
package com.xenlixai.scan.analyze.check.social;

import org.jspecify.annotations.NullMarked;
