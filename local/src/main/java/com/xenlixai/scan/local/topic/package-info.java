/// Topics for people: records decoded to lines of JSON.
@NullMarked
package com.xenlixai.scan.local.topic;

import org.jspecify.annotations.NullMarked;
