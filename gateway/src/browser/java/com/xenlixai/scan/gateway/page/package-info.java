/// The web page, looked at in a real Chromium.
@NullMarked
package com.xenlixai.scan.gateway.page;

import org.jspecify.annotations.NullMarked;
