/// From the bytes on the wire to text: content encodings with a bound on what they unpack to, and the
/// character encoding by the rules that browsers follow.
@NullMarked
package com.xenlixai.scan.analyze.decode;

import org.jspecify.annotations.NullMarked;
