/// The whole pipeline in one JVM: broker, database and the four services as separate application
/// contexts, on data that is kept in one folder.
@NullMarked
package com.xenlixai.scan.local.pipeline;

import org.jspecify.annotations.NullMarked;
