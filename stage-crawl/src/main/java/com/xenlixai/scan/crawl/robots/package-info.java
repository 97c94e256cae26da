/// What an origin's robots.txt allows: read once per origin and day, matched by RFC 9309 to the
/// letter, answered with the rule and the line that decided.
@NullMarked
package com.xenlixai.scan.crawl.robots;

import org.jspecify.annotations.NullMarked;
