/// What the services say to each other: topics, events, their encoding and their headers.
/// Nothing here knows Spring, and nothing here knows what a service does with an event.
@NullMarked
package com.xenlixai.scan.contract;

import org.jspecify.annotations.NullMarked;
