/// Language, and versions in other languages.
@NullMarked
package com.xenlixai.scan.analyze.check.i18n;

import org.jspecify.annotations.NullMarked;
