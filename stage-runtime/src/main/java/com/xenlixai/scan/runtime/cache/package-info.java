/// What need not be worked out twice: results by key, in this process and, where a database is set,
/// for all instances.
@NullMarked
package com.xenlixai.scan.runtime.cache;

import org.jspecify.annotations.NullMarked;
