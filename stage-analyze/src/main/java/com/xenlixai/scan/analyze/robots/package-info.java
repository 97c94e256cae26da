/// What robots.txt, robots metas and X-Robots-Tag say, each statement with its line.
@NullMarked
package com.xenlixai.scan.analyze.robots;

import org.jspecify.annotations.NullMarked;
