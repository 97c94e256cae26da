/// A real Kafka broker and a real PostgreSQL without a container engine: inside this JVM, or in a
/// JVM of their own. Tests take theirs from here too, from containers where Docker answers.
@NullMarked
package com.xenlixai.scan.local.embedded;

import org.jspecify.annotations.NullMarked;
