@NullMarked
package com.xenlixai.scan.contract.url;

import org.jspecify.annotations.NullMarked;
