/// The description of the API for machines, and a page for people that shows it.
@NullMarked
package com.xenlixai.scan.gateway.docs;

import org.jspecify.annotations.NullMarked;
